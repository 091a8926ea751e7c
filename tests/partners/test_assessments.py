"""Assessments are off without a decision, and never reach anybody below the centre, by no way at all."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from partners.models import Assessment, AssessmentRuling
from partners.services import may_assess, save_assessment
from portal.audit.models import Entry
from portal.documents.models import Document
from portal.records.history import history_of
from tests.factories.agreements import partner
from tests.factories.partners_relationship import assessment, ruling, touch
from tests.test_access import addresses

pytestmark = pytest.mark.django_db
OUTSIDE = ["officer", "leader", "inspector", "administrator"]
#: What only a page with ratings says.
MARKS = ("Mức độ tin cậy", "Bầu không khí quan hệ", "sâu sắc", "Mức (1 thấp, 5 cao)", 'id="assessment"')


@pytest.fixture
def lftu():
    return partner(relationship_level="special")


@pytest.fixture
def rated(lftu):
    ruling()
    assessment(lftu, "2026-01-10", trust=2, course="deepen")
    return assessment(lftu, "2026-04-10", trust=3, course="deepen")


def page_of(client, user, found) -> str:
    client.force_login(user, backend="portal.accounts.backends.Backend")
    return client.get(reverse("partners:relationship", args=[found.pk])).content.decode()


@pytest.mark.parametrize("role", ["department_officer", "department_head", "presidium"])
def test_the_department_and_leaders_read_ratings_with_their_trend(request, client, lftu, rated, role):
    page = page_of(client, request.getfixturevalue(role), lftu)
    for mark in MARKS:
        assert mark in page
    assert "chart--spark" in page


def test_without_a_decision_in_force_nobody_reads_or_writes_one(client, lftu, rated, department_head):
    AssessmentRuling.objects.update(valid_from="2020-01-01", valid_to="2020-12-31")
    page = page_of(client, department_head, lftu)
    assert not any(mark in page for mark in MARKS)
    assert not Assessment.objects.visible_to(department_head).exists()
    assert client.get(reverse("partners:assess", args=[lftu.pk])).status_code == 403
    with pytest.raises(PermissionDenied):
        save_assessment(rated, on=timezone.localdate(), by=department_head)


def test_a_decision_switches_them_on_for_its_time(lftu, department_officer):
    ruling("2026-03-01", "2026-06-30")
    for day, allowed in (
        ("2026-02-28", False),
        ("2026-03-01", True),
        ("2026-06-30", True),
        ("2026-07-01", False),
    ):
        assert may_assess(department_officer, on=dt.date.fromisoformat(day)) is allowed


def test_an_assessment_is_entered_once_a_day_and_not_ahead(client, lftu, department_officer):
    ruling()
    client.force_login(department_officer)
    address = reverse("partners:assess", args=[lftu.pk])
    today = timezone.localdate()
    values = {
        "assessed_on": f"{today:%d/%m/%Y}",
        "trust": 4,
        "atmosphere": 3,
        "risk": 2,
        "course": "maintain",
    }
    assert client.post(address, values).status_code == 302
    again = client.post(address, values)
    assert again.status_code == 422
    assert Assessment.objects.count() == 1
    ahead = client.post(address, {**values, "assessed_on": f"{today + dt.timedelta(days=1):%d/%m/%Y}"})
    assert "hoặc sớm hơn" in ahead.content.decode()
    assert client.post(address, {**values, "trust": 6}).status_code == 422
    row = Assessment.objects.get()
    edit = reverse("partners:assessment", args=[lftu.pk, row.pk])
    assert client.post(edit, {**values, "trust": 5, "revision": row.revision}).status_code == 302
    row.refresh_from_db()
    assert row.trust == 5
    assert client.post(edit, {**values, "trust": 1, "revision": row.revision - 1}).status_code == 422


@pytest.mark.parametrize("role", OUTSIDE)
def test_no_queryset_gives_an_assessment_to_anybody_else(request, rated, role):
    user = request.getfixturevalue(role)
    assert not Assessment.objects.visible_to(user).exists()
    assert not AssessmentRuling.objects.visible_to(user).exists()


@pytest.mark.parametrize("role", OUTSIDE)
def test_no_address_of_the_partner_gives_an_assessment_to_anybody_else(
    request, client, lftu, rated, province, role
):
    """Every address of the partners' app, of home, trail and calendar: page, list, workbook, paper, history."""
    touch(lftu, province, "2026-02-01")
    client.force_login(request.getfixturevalue(role), backend="portal.accounts.backends.Backend")
    client.raise_request_exception = False  # what a strange key does to a page is tested with that page
    opened = 0
    names = [name for name in addresses(get_resolver()) if name.startswith("partners:")]
    for name in [*names, "dashboard:home", "administration:audit-list", "delegations:calendar"]:
        for args in ((), (lftu.pk,), (lftu.pk, "pdf"), (lftu.pk, "docx"), (lftu.pk, rated.pk), (rated.pk,)):
            try:
                address = reverse(name, args=args)
            except NoReverseMatch:
                continue
            answer = client.get(address + ("" if args else "?q=danh+gia"))
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            text = body.decode("utf-8", errors="ignore")
            assert not [mark for mark in MARKS if mark in text], (name, args)
            opened += answer.status_code == 200
    assert opened > 15


@pytest.mark.parametrize("role", OUTSIDE)
def test_the_pages_of_assessments_are_closed(request, client, lftu, rated, role):
    client.force_login(request.getfixturevalue(role), backend="portal.accounts.backends.Backend")
    made = AssessmentRuling.objects.get()
    assert client.get(reverse("partners:rulings")).status_code == 403
    assert client.get(reverse("partners:ruling", args=[made.pk])).status_code == 403
    assert client.post(reverse("partners:new-ruling"), {"number": "1"}).status_code == 403
    assert client.get(reverse("partners:assess", args=[lftu.pk])).status_code == 403
    assert (
        client.post(reverse("partners:assessment", args=[lftu.pk, rated.pk]), {"trust": 5}).status_code == 403
    )


def test_neither_history_nor_trail_nor_search_holds_a_rating(
    client, lftu, rated, department_officer, inspector
):
    rated.trust, rated.course = 5, "watch"
    save_assessment(rated, on=dt.date(2026, 5, 1), by=department_officer)
    assert rated.search_text == ""
    columns = {field.name for field in Assessment.pgh_event_models["insert"]._meta.fields}
    assert not columns & {"trust", "atmosphere", "risk", "course"}
    told = " ".join(
        f"{change.field} {change.after}" for saving in history_of(rated) for change in saving.changes
    )
    assert "tin cậy" not in told.lower()
    entries = Entry.objects.filter(target_model="partners.assessment")
    assert entries.count() == 3
    assert [entry.details for entry in entries] == [{}, {}, {}]
    client.force_login(inspector, backend="portal.accounts.backends.Backend")
    trail = client.get(reverse("administration:audit-list")).content.decode()
    assert "10/04/2026" in trail
    assert not any(mark in trail for mark in MARKS)


def test_the_head_records_a_decision_with_its_scan_and_ends_it(client, department_head, presidium, inspector):
    client.force_login(department_head, backend="portal.accounts.backends.Backend")
    values = {
        "number": "45/QĐ-TLĐ", "decided_on": "02/01/2026", "decided_by_post": "Phó Chủ tịch",
        "valid_from": "05/01/2026", "valid_to": "",
    }  # fmt: skip
    assert client.post(reverse("partners:new-ruling"), values).status_code == 302
    made = AssessmentRuling.objects.get()
    entry = Entry.objects.get(target_model="partners.assessmentruling")
    assert entry.details == {"valid_from": "2026-01-05", "valid_to": ""}
    wrong = client.post(made.get_absolute_url(), {**values, "valid_to": "04/01/2026"})
    assert wrong.status_code == 422
    assert client.post(made.get_absolute_url(), {**values, "valid_to": "31/12/2026"}).status_code == 302
    made.refresh_from_db()
    assert made.valid_to == dt.date(2026, 12, 31)
    from portal.documents.services import attach

    scan = SimpleUploadedFile("quyet-dinh.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF")
    attach(made, scan, by=department_head, title="Quyết định 45", no_state_secret=True)
    assert "Quyết định 45" in client.get(made.get_absolute_url()).content.decode()
    assert Document.objects.visible_to(presidium).count() == 1
    assert Document.objects.visible_to(inspector).count() == 0


def test_an_officer_of_the_department_reads_decisions_and_records_none(client, department_officer):
    made = ruling()
    client.force_login(department_officer, backend="portal.accounts.backends.Backend")
    assert client.get(made.get_absolute_url()).status_code == 200
    assert client.post(made.get_absolute_url(), {"number": "X"}).status_code == 403
    with pytest.raises(ValidationError):
        AssessmentRuling(
            number="1",
            decided_on="2026-01-01",
            decided_by_post="x",
            valid_from="2026-02-01",
            valid_to="2026-01-01",
        ).full_clean()
