"""One reporting cycle from its opening to the issued paper, each step by the person whose step it is."""

import datetime as dt
import hashlib
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from delegations.models import Delegation
from portal.audit.models import Entry, Verb
from portal.deadlines import reference as deadlines
from portal.jobs.running import perform
from portal.notifications.models import Letter
from portal.text import PartialDate
from portal.units.models import Unit
from reports import reference
from reports.models import Chase, Consolidation, Cycle, Report
from tests.portal.documents.files import PDF
from tests.portal.rendering.test_official_pdf import words
from tests.reports.pages import address, boxes, opened

pytestmark = pytest.mark.django_db
PERIOD = {"kind": "half_year", "year": "2026", "index": "1"}


class Person:
    """Somebody at their own browser."""

    def __init__(self, user):
        self.user, self.client = user, Client()
        self.client.force_login(user)

    def reads(self, url: str) -> str:
        page = self.client.get(url)
        assert page.status_code == 200, (url, page.status_code)
        return page.text

    def does(self, url: str, data: dict | None = None) -> str:
        """Post and follow; the text of the page that comes."""
        page = self.client.post(url, data or {}, follow=True)
        assert page.status_code == 200, (
            url,
            page.status_code,
            getattr(page, "context", None) and page.context.get("form") and page.context["form"].errors,
        )
        return page.text


@pytest.fixture
def people(
    province,
    other_province,
    international_department,
    officer,
    leader,
    department_officer,
    department_head,
    inspector,
):
    deadlines.load()
    reference.load()
    Unit.objects.filter(pk=other_province.pk).update(contact_email="vanphong@example.vn")
    names = {
        "officer": officer, "leader": leader, "reviewer": department_officer, "head": department_head,
        "inspector": inspector,
    }  # fmt: skip
    return {name: Person(user) for name, user in names.items()}


def test_from_the_opened_cycle_to_the_issued_paper(people, province, other_province):
    opens_the_cycle(people["head"])
    report = Report.objects.get(unit=province)
    enters_the_missing_visit(people["officer"], report, province)
    corrects_and_writes(people["officer"], report)
    is_sent_by_the_leader(people["leader"], report)
    is_returned(people["reviewer"], people["officer"], report)
    is_sent_again_with_the_signed_copy(people["officer"], report)
    is_received(people["reviewer"], report)
    the_other_unit_is_chased(people["reviewer"], other_province)
    paper = is_consolidated(people["reviewer"], province, other_province)
    is_appraised(people["reviewer"], people["head"], paper)
    is_issued(people["reviewer"], paper)
    the_inspector_reads_who_did_what(people["inspector"], people)


def opens_the_cycle(head: Person) -> None:
    page = head.does(reverse("reports:open-cycle"), PERIOD)
    assert "0/2" in page
    assert Cycle.objects.get().due_on == dt.date(2026, 6, 16)


def enters_the_missing_visit(officer: Person, report: Report, province) -> None:
    """From within the report: the form opens with the unit and the period, and leads back."""
    assert address(report) in officer.reads(reverse("reports:home"))
    page = officer.client.get(address(report))
    entry = next(
        cell["new_record"]["url"] for cell in page.context["cells"] if cell["row"]["code"] == "outgoing"
    )
    assert entry in page.text.replace("&amp;", "&")
    page = officer.client.get(entry)
    assert f'name="next" value="{address(report)}"' in page.text
    form = {**boxes(page), "next": address(report)}
    assert form["unit"] == str(province.pk)
    visit = {
        **{name: value for name, value in form.items() if value},
        **{
            f"{rows}-{part}": "0" for rows in ("legs", "members") for part in ("TOTAL_FORMS", "INITIAL_FORMS")
        },
        "title": "Thăm Liên hiệp Công đoàn tỉnh Luông Nậm Thà",
        "starts_on": "02/03/2026",
        "ends_on": "06/03/2026",
        "size": "7",
        "country": "LA",
    }
    page = officer.does(entry, visit)
    made = Delegation.objects.get()
    assert (made.unit, made.size, made.starts_on) == (province, 7, PartialDate.parse("2026-03-02"))
    assert 'name="text_I"' in page  # back in the report
    assert made.get_absolute_url() in officer.reads(address(report, "records", "outgoing"))


def corrects_and_writes(officer: Person, report: Report) -> None:
    form = opened(officer.client, address(report))
    answer = officer.client.post(
        address(report, "autosave"), {**form, "text_I": "Ban hành Kế hoạch đối ngoại năm 2026."}
    )
    form = {**form, "text_I": "Ban hành Kế hoạch đối ngoại năm 2026.", **answer.json()["fields"]}
    refused = officer.client.post(address(report), {**form, "value_media": "12"})
    assert refused.status_code == 422
    page = officer.does(
        address(report),
        {
            **boxes(refused),
            "value_media": "12",
            "reason_media": "Tính cả bản tin của tỉnh",
            "then": "preview",
        },
    )
    assert reverse("reports:print", args=[report.cycle.code, report.unit.code, "pdf"]) in page


def is_sent_by_the_leader(leader: Person, report: Report) -> None:
    leader.does(address(report, "step", "submit"))
    report.refresh_from_db()
    assert (report.state, report.submitted_by) == ("submitted", leader.user)


def is_returned(reviewer: Person, officer: Person, report: Report) -> None:
    until = timezone.localdate() + dt.timedelta(days=5)
    given = {"reason": "Đề nghị nêu kết quả chuyến thăm.", "due_on": f"{until:%d/%m/%Y}"}
    reviewer.does(address(report, "step-with-reason", "return"), given)
    page = officer.reads(address(report))
    assert "Đề nghị nêu kết quả chuyến thăm." in page
    assert f"{until:%d/%m/%Y}" in page


def is_sent_again_with_the_signed_copy(officer: Person, report: Report) -> None:
    form = opened(officer.client, address(report))
    officer.does(address(report), {**form, "text_II": "Hai bên thống nhất chương trình năm 2027."})
    given = {
        "paper_number": "12/BC-LĐLĐ", "paper_dated": f"{timezone.localdate():%d/%m/%Y}", "no_state_secret": "on",
        "signatory": "Phó Chủ tịch phụ trách đối ngoại", "signatory_post": "Phó Chủ tịch",
        "signed_copy": SimpleUploadedFile("bao-cao-ky.pdf", PDF, "application/pdf"),
    }  # fmt: skip
    officer.does(address(report, "signed"), given)
    report.refresh_from_db()
    assert (report.state, report.submitted_by) == ("submitted", officer.user)
    assert [version.number for version in report.versions.all()] == [2, 1]


def is_received(reviewer: Person, report: Report) -> None:
    board = reverse("reports:board", args=["2026-H1"])
    assert report.get_absolute_url() in reviewer.reads(f"{board}?show=submitted")
    reviewer.does(reverse("reports:accept-several", args=["2026-H1"]), {"unit": [report.unit.code]})
    report.refresh_from_db()
    assert report.state == "accepted"
    assert "1/2" in reviewer.reads(board)


def the_other_unit_is_chased(reviewer: Person, other_province) -> None:
    reviewer.does(reverse("reports:chase-all", args=["2026-H1"]))
    assert Chase.objects.get().report.unit == other_province
    assert Letter.objects.filter(to_address="vanphong@example.vn").exists()


def is_consolidated(reviewer: Person, province, other_province) -> Consolidation:
    odd = reviewer.reads(reverse("reports:check", args=["2026-H1"]))
    assert str(other_province) in odd
    assert "Tính cả bản tin của tỉnh" in odd
    page = reviewer.does(reverse("reports:build", args=["2026-H1"]), {"paper": "trinh-doan-chu-tich"})
    paper = Consolidation.objects.get()
    assert reverse("jobs:status", args=[paper.job_id]) in page
    assert perform(paper.job_id).state == "done"
    pdf = reviewer.client.get(place(paper, "consolidation-file", "pdf")).content
    text = words(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))
    assert "có 1/2 đơn vị đã báo cáo" in text
    assert f"{province}: Hai bên thống nhất chương trình năm 2027." in text
    assert "Thăm Liên hiệp Công đoàn tỉnh Luông Nậm Thà" in text
    return paper


def is_appraised(reviewer: Person, head: Person, paper: Consolidation) -> None:
    """Whoever built it asks; the head signs it off; before that nobody issues it."""
    assert place(paper, "issue") not in reviewer.reads(place(paper))
    reviewer.does(place(paper, "appraise", "xin-tham-dinh"))
    assert place(paper, "appraise", "duyet") not in reviewer.reads(place(paper))
    assert place(paper, "appraise", "duyet") in head.reads(place(paper))
    head.does(place(paper, "appraise", "duyet"))
    paper.refresh_from_db()
    assert paper.stage == "signed_off"


def is_issued(reviewer: Person, paper: Consolidation) -> None:
    reviewer.does(place(paper, "issue"), {"number": "15", "dated": "22/11/2026"})
    paper.refresh_from_db()
    assert perform(paper.job_id).state == "done"
    paper.refresh_from_db()
    pdf = reviewer.client.get(place(paper, "consolidation-file", "pdf")).content
    assert hashlib.sha256(pdf).hexdigest() == paper.sha256
    assert paper.sha256 in reviewer.reads(place(paper))


def place(paper: Consolidation, name: str = "consolidation", *more) -> str:
    return reverse(f"reports:{name}", args=[paper.cycle.code, paper.paper, paper.pk, *more])


def the_inspector_reads_who_did_what(inspector: Person, people) -> None:
    done = {
        "head": {Verb.OPENED, Verb.AGREED},
        "officer": {Verb.CREATED, Verb.SUBMITTED, Verb.ATTACHED},
        "leader": {Verb.SUBMITTED},
        "reviewer": {
            Verb.RETURNED,
            Verb.ACCEPTED,
            Verb.CHASED,
            Verb.CONSOLIDATED,
            Verb.NUMBERED,
            Verb.ISSUED,
        },
    }
    for name, verbs in done.items():
        rows = Entry.objects.filter(actor=people[name].user)
        assert verbs <= set(rows.values_list("verb", flat=True)), name
    page = inspector.reads(reverse("administration:audit-list"))
    for person in ("head", "officer", "leader", "reviewer"):
        assert str(people[person].user) in page
