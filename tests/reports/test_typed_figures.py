"""A figure that no register knows: typed by the unit with its parts, or "không phát sinh", or missing and asked for."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from reports.figures.gather import gather
from reports.models import (
    Correction,
    FigureSpec,
    Indicator,
    IndicatorVersion,
    Layout,
    ReportType,
    TypeVersion,
)
from reports.reference.types import PERIODIC, SINCE
from reports.services.drafts import Draft, Given, save_draft
from reports.workflow import REPORT
from tests.factories.delegations import delegation
from tests.factories.reports import IN_TIME, cycle, report_of, written

from .pages import address, opened

pytestmark = pytest.mark.django_db
CODE = "members"


@pytest.fixture
def report(province):
    """Of a type whose newest version asks for a figure that units type, by sex and country."""
    from portal.deadlines import reference as deadlines
    from reports import reference

    deadlines.load()
    reference.load()
    indicator = Indicator.objects.create(code=CODE, order=900)
    IndicatorVersion.objects.create(
        indicator=indicator, number=1, valid_from=SINCE, label="Đoàn viên học ngoại ngữ", measure="người",
        dimensions=["sex", "country"],
    )  # fmt: skip
    asked = Layout.read(TypeVersion.objects.get(type__code=PERIODIC).content)
    figures = (FigureSpec("outgoing"), FigureSpec(CODE, is_required=True))
    layout = Layout(asked.sections, figures, asked.annexes, asked.unit_types, asked.period_kinds)
    TypeVersion.objects.create(
        type=ReportType.objects.get(code=PERIODIC),
        number=2,
        content=layout.kept(),
        published_at=timezone.now(),
    )
    return report_of(province, cycle())


def row_of(report) -> dict:
    return next(row for row in gather(report_of(report.unit))["figures"] if row["code"] == CODE)


def test_it_is_typed_with_its_parts_and_needs_no_reason(client, report, officer):
    client.force_login(officer)
    page = opened(client, address(report))
    typed = {f"value_{CODE}": "5", f"part_{CODE}_sex_women": "3", f"part_{CODE}_country": "Lào: 2\nCuba: 1"}
    assert client.post(address(report), {**page, **typed}).status_code == 302
    kept = Correction.objects.get()
    assert (kept.is_entered, kept.reason, kept.parts) == (
        True, "", {"sex": {"women": 3}, "country": {"LA": 2, "CU": 1}},
    )  # fmt: skip
    again = opened(client, address(report))
    assert sorted(again[f"part_{CODE}_country"].splitlines()) == ["Cuba: 1", "Lào: 2"]


def test_every_breaking_down_adds_up_to_the_figure(report):
    given = Given(Decimal(5), parts={"sex": {"women": 3}, "country": {"LA": 2, "CU": 1}})
    save_draft(report, Draft({}, {CODE: given}), by=None, at=IN_TIME)
    row = row_of(report)
    assert row["parts"] == {"sex": {"women": 3, "": 2}, "country": {"LA": 2, "CU": 1, "": 2}}
    assert all(sum(parts.values()) == row["value"] == 5 for parts in row["parts"].values())


def test_a_corrected_figure_of_a_register_adds_up_too(province, report):
    delegation(province, starts_on="2026-03-01", size=3)
    save_draft(report, Draft({}, {"outgoing": Given(Decimal(3), "Sổ cơ quan")}), by=None, at=IN_TIME)
    row = gather(report_of(province))["figures"][0]
    assert row["parts"]
    assert all(sum(parts.values()) == 3 for parts in row["parts"].values())


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ({f"value_{CODE}": "2", f"part_{CODE}_sex_women": "3"}, f"value_{CODE}"),
        ({f"value_{CODE}": "2", f"part_{CODE}_country": "Nước nào đó: 1"}, f"part_{CODE}_country"),
        ({f"value_{CODE}": "2", f"part_{CODE}_country": "Lào"}, f"part_{CODE}_country"),
        ({f"value_{CODE}": "2", f"part_{CODE}_sex_women": "-1"}, f"part_{CODE}_sex_women"),
        ({f"value_{CODE}": "2", f"nothing_{CODE}": "on"}, f"nothing_{CODE}"),
    ],
)
def test_what_contradicts_itself_is_refused_at_its_box(client, report, officer, typed, at):
    client.force_login(officer)
    refused = client.post(address(report), {**opened(client, address(report)), **typed})
    assert refused.status_code == 422
    assert at in refused.context["form"].errors
    assert not Correction.objects.exists()


def test_parts_by_what_is_not_asked_for_are_refused(report):
    with pytest.raises(ValidationError):
        save_draft(
            report, Draft({}, {CODE: Given(Decimal(2), parts={"theme": {"x": 1}})}), by=None, at=IN_TIME
        )


def test_a_required_figure_is_asked_for_before_sending_and_missing_is_not_nought(report):
    written(report)
    assert (row_of(report)["value"], row_of(report)["condition"]) == (None, "missing")
    with pytest.raises(ValidationError) as refused:
        REPORT.move(report_of(report.unit), "submit", by=None, at=IN_TIME)
    assert "Đoàn viên học ngoại ngữ" in refused.value.messages[0]
    save_draft(report, Draft({}, {CODE: Given(Decimal(0), is_nothing=True)}), by=None, at=IN_TIME)
    assert row_of(report)["condition"] == "nothing"
    assert REPORT.move(report_of(report.unit), "submit", by=None, at=IN_TIME).state == "submitted"
