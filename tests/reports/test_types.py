"""Types of reports: drafts, publishing, what changed, deadlines; nothing that was entered is touched."""

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from portal.records.services import ConflictError
from reports import reference
from reports.figures.layouts import differences
from reports.models import FigureSpec, Layout, ReportType, SectionSpec, TypeVersion
from reports.services.types import (
    draft_version,
    drop_draft,
    end_deadline,
    publish_version,
    save_layout,
    set_deadline,
)
from tests.factories.reports import IN_TIME, cycle, report_of
from tests.factories.units import UnitFactory
from tests.reports.pages import boxes

pytestmark = pytest.mark.django_db
NOTE = "Theo hướng dẫn mới."


@pytest.fixture
def periodic(province):
    reference.load()
    return ReportType.objects.get(code="dinh-ky")


def changed(type, by, note=NOTE, **parts):
    """The draft of the next version with these parts changed."""
    draft = draft_version(type, by=by)
    return save_layout(draft, replace(draft.layout, **parts), note=note, revision=draft.revision, by=by)


def published(type, by, **parts):
    return publish_version(changed(type, by, **parts), by=by, at=IN_TIME)


def test_a_new_version_touches_neither_what_was_entered_nor_the_open_cycle(
    periodic, province, department_head
):
    before = cycle()
    asked = before.layout
    published(periodic, department_head, sections=asked.sections[:2])
    assert report_of(province, before).cycle.layout == asked
    assert cycle("2026-Q1").layout.section_codes == ("I", "II")


def test_a_published_version_never_changes(periodic, department_head):
    version = periodic.versions.get()
    with pytest.raises(ValidationError):
        save_layout(version, Layout(), note="", revision=version.revision, by=department_head)
    with pytest.raises(DatabaseError), transaction.atomic():
        TypeVersion.objects.filter(pk=version.pk).update(content={})


def test_only_who_opens_cycles_drafts(periodic, department_officer):
    with pytest.raises(PermissionDenied):
        draft_version(periodic, by=department_officer)


def test_there_is_one_draft_and_the_second_of_two_savers_is_told(periodic, department_head):
    draft = draft_version(periodic, by=department_head)
    assert draft_version(periodic, by=department_head) == draft
    changed(periodic, department_head, annexes=("II",))
    with pytest.raises(ConflictError):
        save_layout(draft, Layout(), note="", revision=draft.revision, by=department_head)
    drop_draft(draft, by=department_head, at=IN_TIME)
    assert periodic.versions.get().number == 1


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"sections": (SectionSpec("I", "Một"), SectionSpec("I", "Hai"))}, "I hai lần"),
        ({"figures": (FigureSpec("khong-co"),)}, "khong-co"),
        ({"figures": (FigureSpec("outgoing", minimum=9, maximum=3),)}, "3.*9"),
        ({"annexes": ("XX",)}, "XX"),
    ],
)
def test_parts_that_contradict_one_another_are_refused(periodic, department_head, parts, sentence):
    with pytest.raises(ValidationError, match=sentence):
        changed(periodic, department_head, **parts)


@pytest.mark.parametrize("part", ["sections", "unit_types", "period_kinds"])
def test_a_version_that_asks_nobody_or_nothing_is_not_published(periodic, department_head, part):
    draft = changed(periodic, department_head, **{part: ()})
    with pytest.raises(ValidationError):
        publish_version(draft, by=department_head, at=IN_TIME)


def test_publishing_asks_why_and_refuses_what_changes_nothing(periodic, department_head):
    with pytest.raises(ValidationError, match="giống"):
        publish_version(changed(periodic, department_head), by=department_head, at=IN_TIME)
    with pytest.raises(ValidationError) as refused:
        publish_version(
            changed(periodic, department_head, note=" ", annexes=()), by=department_head, at=IN_TIME
        )
    assert "note" in refused.value.error_dict


def test_what_changed_is_said_in_words():
    old = Layout(
        (SectionSpec("I", "Chỉ đạo"), SectionSpec("II", "Kết quả")), (FigureSpec("outgoing"),), ("II",)
    )
    new = Layout(
        (SectionSpec("II", "Kết quả"), SectionSpec("I", "Lãnh đạo", is_required=True)),
        (FigureSpec("outgoing", maximum=20), FigureSpec("incoming")), ("II", "V"),
    )  # fmt: skip
    said = differences(old, new, {"outgoing": "Đoàn ra", "incoming": "Đoàn vào"})
    assert len(said) == 6
    text = " ".join(said)
    for word in ("“Chỉ đạo”", "“Lãnh đạo”", "II, I", "Đoàn ra", "20", "Đoàn vào", "V"):
        assert word in text
    assert differences(new, new, {}) == []


def test_deadlines_differ_by_kind_of_unit_and_lock_later(periodic, province, department_head):
    sector = UnitFactory(unit_type="sector_union", province_name="")
    days = {"valid_from": dt.date(2026, 1, 1), "by": department_head, "at": IN_TIME}
    set_deadline(periodic, unit_type="", due_working_days=5, lock_working_days=10, **days)
    set_deadline(periodic, unit_type="sector_union", due_working_days=3, lock_working_days=None, **days)
    found = cycle()
    assert (found.due_on, found.lock_on) == (dt.date(2026, 6, 19), dt.date(2026, 6, 26))
    assert report_of(province, found).due_on == dt.date(2026, 6, 19)
    assert report_of(sector, found).due_on == dt.date(2026, 6, 17)


def test_days_named_for_a_cycle_go_before_those_of_its_type(periodic, province, department_head):
    set_deadline(
        periodic, unit_type="", due_working_days=5, lock_working_days=10, valid_from=dt.date(2026, 1, 1),
        by=department_head, at=IN_TIME,
    )  # fmt: skip
    found = cycle(due_on=dt.date(2026, 7, 1))
    assert report_of(province, found).due_on == dt.date(2026, 7, 1)
    assert report_of(province, found).lock_on is None


def test_a_new_deadline_ends_the_one_before(periodic, department_head):
    days = {"unit_type": "", "lock_working_days": None, "by": department_head, "at": IN_TIME}
    first = set_deadline(periodic, due_working_days=5, valid_from=dt.date(2025, 1, 1), **days)
    second = set_deadline(periodic, due_working_days=4, valid_from=dt.date(2026, 1, 1), **days)
    first.refresh_from_db()
    assert first.valid_to == dt.date(2025, 12, 31)
    with pytest.raises(ValidationError, match="01/06/2025.*01/01/2026"):
        set_deadline(periodic, due_working_days=3, valid_from=dt.date(2025, 6, 1), **days)
    with pytest.raises(ValidationError):
        end_deadline(second, on=dt.date(2025, 1, 1), by=department_head, at=IN_TIME)
    with pytest.raises(ValidationError):
        set_deadline(
            periodic, due_working_days=9, valid_from=dt.date(2027, 1, 1), **{**days, "lock_working_days": 3}
        )


def test_a_type_is_made_drafted_and_published_on_its_pages(client, periodic, department_head):
    client.force_login(department_head)
    made = {"name": "Báo cáo công tác viện trợ", "code": "vien-tro", "nature": "periodic"}
    page = client.post(reverse("reports:type-add"), made, follow=True)
    sent = {
        **boxes(page), "note": "Lần đầu", "unit_types": ["provincial_federation"], "period_kinds": ["quarter"],
        "sections-TOTAL_FORMS": "1", "sections-INITIAL_FORMS": "0", "figures-TOTAL_FORMS": "1",
        "figures-INITIAL_FORMS": "0", "sections-0-order": "10", "sections-0-code": "I", "sections-0-title_vi": "Kết quả",
        "figures-0-order": "10", "figures-0-indicator": "resources", "figures-0-maximum": "20",
    }  # fmt: skip
    address = reverse("reports:type-draft", args=["vien-tro"])
    refused = client.post(address, {**sent, "sections-0-title_vi": ""})
    assert refused.status_code == 422
    assert "Mục 1" in refused.text
    page = client.post(address, {**sent, "publish": "1"}, follow=True)
    assert "Kết quả" in page.text
    version = TypeVersion.objects.get(type__code="vien-tro")
    assert version.published_by == department_head
    assert version.layout.figures[0].maximum == 20
    found = cycle("2026-Q1", type=version.type)
    assert (found.code, str(found)) == ("2026-Q1-VIEN-TRO", "Báo cáo công tác viện trợ, Quý I năm 2026")
    assert found.subject_vi == "Công tác viện trợ quý I năm 2026"
    with pytest.raises(ValidationError, match="quý"):
        cycle("2026-H1", type=version.type)


def test_the_page_of_a_cycle_tells_of_the_newer_version(client, periodic, province, department_head):
    found = cycle()
    published(periodic, department_head, annexes=("II",))
    client.force_login(department_head)
    page = client.get(reverse("reports:cycle-about", args=[found.code]))
    assert page.context["newest"].number == 2
    assert "Phụ lục" in page.text
    shown = client.get(reverse("reports:type", args=["dinh-ky"]))
    assert shown.context["before"].number == 1
    assert len(shown.context["changes"]) == 10


def test_who_reads_reports_reads_what_they_ask_for_but_no_draft(client, periodic, officer, department_head):
    changed(periodic, department_head, annexes=())
    client.force_login(officer)
    page = client.get(reverse("reports:type", args=["dinh-ky"]))
    assert [version.number for version in page.context["versions"]] == [1]
    assert page.context["draft"] is None
