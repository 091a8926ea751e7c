"""Indicators: definitions with their days; what was entered keeps the definition it was entered under."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from reports import reference
from reports.figures.questions import questions_of
from reports.figures.sources import SOURCES
from reports.forms.indicators import QUESTIONS
from reports.models import Indicator, IndicatorVersion
from reports.services.indicators import create_indicator, define_anew, use_indicator
from tests.factories.reports import OPENED, cycle, report_of, written
from tests.reports.pages import boxes

pytestmark = pytest.mark.django_db
NEW_YEAR = dt.date(2027, 1, 1)


@pytest.fixture
def outgoing(province):
    reference.load()
    return Indicator.objects.get(code="outgoing")


def words(**values) -> dict:
    return {
        "label": "Đoàn ra", "measure": "đoàn", "definition": "Đoàn ra từ ba ngày.", "query": "outgoing",
        "valid_from": NEW_YEAR, "note": "Theo quy chế mới.", **values,
    }  # fmt: skip


def test_a_new_definition_begins_where_the_old_one_ends(outgoing, department_head):
    define_anew(outgoing, by=department_head, at=OPENED, **words())
    old, new = outgoing.versions.order_by("number")
    assert (old.valid_to, new.valid_from, new.valid_to) == (dt.date(2026, 12, 31), NEW_YEAR, None)
    assert questions_of(cycle("2026-H1"))["outgoing"].version == old
    assert questions_of(cycle("2027-H1"))["outgoing"].version == new


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("valid_from", {"valid_from": dt.date(1999, 1, 1)}),
        ("note", {"note": " "}),
        ("query", {"query": "khong-co"}),
        ("weight", {"weight": "cost"}),
        ("dimensions", {"query": "agreements_signed", "dimensions": ["sex"]}),
        ("across_units", {"query": "", "across_units": "distinct"}),
    ],
)
def test_a_definition_that_cannot_hold_is_refused_at_its_field(outgoing, department_head, field, values):
    with pytest.raises(ValidationError) as refused:
        define_anew(outgoing, by=department_head, at=OPENED, **words(**values))
    assert field in refused.value.error_dict
    assert outgoing.versions.get().valid_to is None


def test_what_units_have_begun_keeps_its_definition(outgoing, province, department_head):
    found = cycle("2026-H1")
    written(report_of(province, found))
    with pytest.raises(ValidationError, match="14/06/2026"):
        define_anew(outgoing, by=department_head, at=OPENED, **words(valid_from=dt.date(2026, 6, 1)))
    define_anew(outgoing, by=department_head, at=OPENED, **words(valid_from=dt.date(2026, 6, 15)))
    assert questions_of(found)["outgoing"].version.number == 1


def test_a_definition_never_changes(outgoing):
    with pytest.raises(DatabaseError), transaction.atomic():
        IndicatorVersion.objects.filter(indicator=outgoing).update(query="incoming")


def test_only_who_opens_cycles_defines(outgoing, department_officer):
    with pytest.raises(PermissionDenied):
        define_anew(outgoing, by=department_officer, at=OPENED, **words())


def test_every_question_of_the_registers_has_its_words():
    assert set(QUESTIONS) == set(SOURCES)


def test_an_indicator_is_made_on_its_page_and_counts_what_it_says(client, province, department_head):
    reference.load()
    client.force_login(department_head)
    sent = {
        **boxes(client.get(reverse("reports:indicator-add"))), "code": "women-abroad", "label": "Lượt người ra",
        "measure": "lượt", "valid_from": "01/01/2020", "query": "outgoing", "is_summed": "on", "dimensions": ["sex"],
        "across_units": "distinct", "across_periods": "sum",
    }  # fmt: skip
    assert (
        client.post(
            reverse("reports:indicator-add"), {**sent, "dimensions": ["sex"], "query": "research"}
        ).status_code
        == 422
    )
    page = client.post(reverse("reports:indicator-add"), sent, follow=True)
    assert "Lượt người ra" in page.text
    version = IndicatorVersion.objects.get(indicator__code="women-abroad")
    assert (version.weight, version.dimensions, version.published_by) == ("size", ["sex"], department_head)


def test_a_definition_is_renewed_on_its_page(client, outgoing, department_head):
    client.force_login(department_head)
    address = reverse("reports:indicator-define", args=["outgoing"])
    shown = boxes(client.get(address))
    assert (shown["label"], shown["valid_from"], shown["note"]) == ("Đoàn ra", "", "")
    refused = client.post(address, {**shown, "valid_from": "01/01/2027"})
    assert refused.status_code == 422
    assert "note" in refused.context["form"].errors
    page = client.post(address, {**shown, "valid_from": "01/01/2027", "note": "Rõ hơn."}, follow=True)
    assert [line["version"].number for line in page.context["lines"]] == [2, 1]
    assert "31/12/2026" in page.text


def test_out_of_use_drafts_do_not_offer_it_and_published_versions_go_on(client, outgoing, department_head):
    client.force_login(department_head)
    client.post(reverse("reports:indicator-use", args=["outgoing"]))
    outgoing.refresh_from_db()
    assert not outgoing.is_active
    assert "outgoing" in questions_of(cycle())
    use_indicator(outgoing, is_active=True, by=department_head, at=OPENED)
    assert Indicator.objects.in_use().filter(pk=outgoing.pk).exists()


def test_a_code_is_taken_once(outgoing, department_head):
    with pytest.raises(ValidationError) as refused:
        create_indicator(code="outgoing", by=department_head, at=OPENED, **words())
    assert "code" in refused.value.error_dict
