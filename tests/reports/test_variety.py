"""How varied external information is, and how old what is known of a topic: worked out by hand."""

import datetime as dt
import math

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from reports.figures.variety import evenness, topics_of_research, variety
from reports.models import Activity
from tests.factories.activities import activity

pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
ON = dt.date(2026, 6, 1)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [([], 0.0), ([7], 0.0), ([5, 5], 1.0), ([1, 1, 1], 1.0), ([9, 1], 0.468996), ([3, 0], 0.0)],
)
def test_evenness_is_that_of_pielou(counts, expected):
    assert math.isclose(evenness(counts), expected, abs_tol=1e-5)


def item(unit, **values):
    values = {
        "language": "Việt",
        "media_kind": "news",
        "channel_kind": "website",
        "starts_on": "2026-03-01",
        **values,
    }
    return activity(unit, kind="external_information", **values)


def test_always_the_same_is_monotonous_and_few_items_say_nothing(province, other_province):
    for _time in range(6):
        item(province)
    item(other_province)
    whole, units = variety(Activity.objects.all(), FIRST, LAST)
    assert (whole.items, whole.different["language"]) == (7, 1)
    by_unit = {line.unit: line for line in units}
    assert by_unit[province.short_name].is_monotonous
    assert by_unit[other_province.short_name].index is None


def test_each_kind_as_often_is_as_varied_as_can_be(province):
    kinds = zip(
        ("news", "video", "bulletin", "article", "feature"), ("Việt", "Anh", "Lào", "Trung", "Nga"),
        ("website", "social", "bulletin", "newspaper", "broadcast"),
        ("members", "foreign_public", "foreign_unions", "vietnamese_abroad", "foreigners_here"),
        ("a", "b", "c", "d", "e"), strict=True,
    )  # fmt: skip
    for media, language, channel, audience, topic in kinds:
        item(
            province,
            media_kind=media,
            language=language,
            channel_kind=channel,
            audience_kind=audience,
            topic=topic,
        )
    whole, _units = variety(Activity.objects.all(), FIRST, LAST)
    assert math.isclose(whole.index, 1.0)


def test_what_is_outside_the_days_or_put_aside_is_not_measured(province):
    item(province, starts_on="2025-12-31")
    whole, units = variety(Activity.objects.all(), FIRST, LAST)
    assert (whole.items, units) == (0, [])


def test_topics_are_listed_by_age_spelt_alike_but_for_accents(province):
    activity(province, kind="research", topic="Thỏa ước", starts_on="2023-01-10")
    activity(province, kind="research", topic="thoa uoc", starts_on="2023-05-10")
    activity(province, kind="research", topic="Di cư", starts_on="2026-01-10")
    found = topics_of_research(Activity.objects.all())
    assert [(topic.items, topic.is_stale(on=ON)) for topic in found] == [(2, True), (1, False)]


def test_a_kind_of_research_stands_on_research_alone(province):
    with pytest.raises(ValidationError, match="dự báo"):
        activity(province, kind="training", research_kind="forecast")


def test_the_page_measures_what_its_reader_may_see(client, province, other_province, officer):
    lately = str(timezone.localdate() - dt.timedelta(days=30))
    for _time in range(6):
        item(province, starts_on=lately)
        item(other_province, starts_on=lately)
    client.force_login(officer)
    page = client.get(reverse("reports:variety"))
    assert [line.unit for line in page.context["units"]] == [province.short_name]
    assert other_province.short_name not in page.content.decode()
