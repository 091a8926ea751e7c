"""From each figure of an issued paper to the records and the reports behind it, as they were when it was issued."""

import io

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from delegations.models import Delegation
from portal.records.services import archive_record
from reports.figures.traced import trace
from reports.models import Report
from reports.printing import consolidated_paper, unit_annex_paper
from reports.services.drafts import Draft, save_draft
from reports.services.submission import accepted_versions
from reports.views.issued import kept_versions
from reports.workflow import REPORT
from tests.factories.delegations import delegation
from tests.factories.reports import IN_TIME, TOO_LATE, issued_paper, report_of

from .papers import page_of, pdf_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(found, province, other_province, international_department):
    """A second unit reports a trip of its own, one that it shares with the first, and one visit more than its register."""
    joint = Delegation.objects.get()
    joint.other_units.add(other_province)
    delegation(other_province, "Thăm Cuba", starts_on="2026-04-01", size=3)
    delegation(international_department, "Thăm Lào của Ban", starts_on="2026-05-01", size=None)
    report = report_of(other_province, found)
    save_draft(
        report, Draft({"I": ("Đã làm.", None)}, {"incoming": (1, "Chưa nhập hồ sơ")}), by=None, at=IN_TIME
    )
    REPORT.move(REPORT.move(report, "submit", by=None, at=IN_TIME), "accept", by=None, at=IN_TIME)
    return found


def test_every_figure_adds_up_from_what_is_behind_it(unprinted, shared):
    paper = issued_paper(shared)
    versions = kept_versions(paper.content)
    for row in paper.content["figures"]:
        behind = trace(paper.content, versions, row["code"])
        assert behind.counted + behind.corrected == row["value"], row["code"]
        assert len(behind.reports) == 3  # the Confederation and two units
    out = trace(paper.content, versions, "outgoing")
    told = {record.title: len(record.told_by) for record in out.records}
    assert (told["Thăm Viêng Chăn"], out.row["joint"]) == (2, 1)  # reported by two units, counted once
    assert {record.title for record in out.records} == {"Thăm Viêng Chăn", "Thăm Cuba", "Thăm Lào của Ban"}
    people = trace(paper.content, versions, "outgoing_people")
    assert sorted(record.adds is None for record in people.records) == [False, False, True]
    assert "Chưa nhập hồ sơ" in {one.reason for one in trace(paper.content, versions, "incoming").reports}


def test_what_is_changed_later_changes_nothing_behind_the_figure(
    unprinted, client, shared, province, department_officer
):
    paper = issued_paper(shared)
    client.force_login(department_officer)
    page = page_of(paper, "issued-figure", "outgoing")
    before = trace(paper.content, kept_versions(paper.content), "outgoing")
    trip = Delegation.objects.get(title="Thăm Viêng Chăn")
    assert trip.get_absolute_url() in client.get(page).text
    Delegation.objects.filter(pk=trip.pk).update(title="Tên đã sửa")
    archive_record(Delegation.objects.get(title="Thăm Cuba"), by=None)
    report = REPORT.move(
        report_of(province, shared), "reopen", by=None, at=TOO_LATE, reason="Sửa", due_on=TOO_LATE.date()
    )
    save_draft(report, Draft({}, {"outgoing": (9, "Đếm lại")}), by=None, at=TOO_LATE)
    REPORT.move(REPORT.move(report, "submit", by=None, at=TOO_LATE), "accept", by=None, at=TOO_LATE)
    paper.refresh_from_db()
    after = trace(paper.content, kept_versions(paper.content), "outgoing")
    assert (after.records, after.counted, after.corrected) == (
        before.records,
        before.counted,
        before.corrected,
    )
    text = client.get(page).text
    assert "Thăm Viêng Chăn" in text
    assert "Thăm Cuba" in text
    assert "Tên đã sửa" not in text


def test_the_version_of_a_unit_leads_to_what_it_counted(unprinted, client, found, province, officer, leader):
    report = Report.objects.get(unit=province)
    page = reverse("reports:version-figure", args=[found.code, province.code, 1, "outgoing"])
    client.force_login(officer)
    assert "Thăm Viêng Chăn" in client.get(page).text
    Delegation.objects.update(title="Tên đã sửa")
    text = client.get(page).text
    assert "Thăm Viêng Chăn" in text
    assert "Tên đã sửa" not in text
    missing = reverse("reports:version-figure", args=[found.code, province.code, 1, "khong-co"])
    assert client.get(missing).status_code == 404
    assert report.versions.count() == 1


def test_another_units_version_and_a_draft_do_not_exist_for_a_unit(
    unprinted, client, found, draft, province, other_officer
):
    client.force_login(other_officer)
    page = reverse("reports:version-figure", args=[found.code, province.code, 1, "outgoing"])
    assert client.get(page).status_code == 404
    assert client.get(page_of(draft, "issued-figure", "outgoing")).status_code == 404


def test_each_number_of_the_printed_paper_leads_to_its_page(found, draft, settings):
    """In the text, in annex I and in the annex of each unit: every link opens the page of its figure."""
    with pikepdf.open(io.BytesIO(pdf_of(draft))) as pdf:
        urls = [str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if "/A" in note]
    places = [resolve(url.removeprefix(settings.PORTAL_ADDRESS.rstrip("/"))) for url in urls]
    codes = [row["code"] for row in draft.content["figures"]]
    own = [place.kwargs["indicator"] for place in places if place.url_name == "issued-figure"]
    units = [place.kwargs["indicator"] for place in places if place.url_name == "version-figure"]
    assert all(own.count(code) >= 2 for code in codes)  # in the table of the text, and in annex I
    assert set(units) == set(codes)


def test_a_page_asks_the_same_for_one_record_and_for_many(
    unprinted, client, found, province, department_officer
):
    client.force_login(department_officer)
    asked = []
    for more in (0, 8):
        for index in range(more):
            delegation(province, f"Thăm {index}", starts_on="2026-03-01", size=2)
        paper = issued_paper(found)
        page = page_of(paper, "issued-figure", "outgoing")
        client.get(page)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(page)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_annex_of_a_unit_and_paper_hold_the_links_that_the_file_prints(found, draft, province):
    version = accepted_versions(found)[0]
    annex = unit_annex_paper(version).annexes[0]
    at = [column.title for column in annex.columns].index("Kỳ này")
    assert all(
        row[at].url.endswith(f"/{figure['code']}/")
        for row, figure in zip(annex.rows, version.content["figures"], strict=True)
    )
    assert consolidated_paper(draft).annexes[0].number == "I"
