"""Question 17 and what stands beside it: ties interrupted and restored, promises kept, matters, trust."""

import datetime as dt

import pytest
from django.utils import timezone

from partners.models import Matter, Partner, RelationshipChange
from tests.factories.agreements import partner
from tests.factories.board_worlds import everywhere
from tests.factories.panels import answer, befores, cost, drawn, headlines, panel_of, table, texts
from tests.factories.partners_interactions import matter, step
from tests.factories.partners_relationship import assessment, ruling, touch

pytestmark = pytest.mark.django_db
TIES, PROMISES, MATTERS, TRUST = "ties", "promises-kept", "matters", "partners-trust"


def changed(friend, state, since, reason="") -> None:
    RelationshipChange.objects.create(partner=friend, state=state, since=since, reason=reason)


@pytest.fixture
def ties(centre, province):
    """2026: one restored (known by its month), none interrupted; 2025: two interrupted; one step without a date.

    Interrupted today: RENGO, CGTP of four partners. Lào Cai met LFTU alone.
    """
    lftu, rengo = partner(), partner("Rengo", "RENGO", "JP")
    cgtp = partner("Công đoàn Peru", "CGTP", "PE")
    partner("Công đoàn Chile", "CUT", "CL")
    changed(lftu, "interrupted", "2025", "Dịch bệnh")
    changed(lftu, "restored", "2026-05", "Nối lại đoàn")
    changed(rengo, "interrupted", "2025-06-01")
    changed(cgtp, "interrupted", None)
    changed(cgtp, "active", "2020")  # neither interrupted nor restored
    Partner.objects.filter(pk__in=[rengo.pk, cgtp.pk]).update(relationship_state="interrupted")
    touch(lftu, province, "2026-03-01")


def test_state_changes_by_year_and_partner(ties, presidium):
    told = answer(TIES, presidium)
    found = headlines(told)
    assert found["Đang gián đoạn"] == (50, "2/4")
    assert (found["Gián đoạn trong năm"][0], found["Khôi phục trong năm"][0]) == (0, 1)
    assert befores(told)["Gián đoạn trong năm"] == 2
    gone, back = drawn(told, "bars")["series"]
    assert (gone["values"], back["values"]) == ([0, 0, 0, 2, 0], [0, 0, 0, 0, 1])  # 2022–2026
    assert [texts(row)[2] for row in told["rows"]] == ["05/2026", "01/06/2025", "2025", None]
    assert texts(told["rows"][0])[3] == "Nối lại đoàn"
    assert told["note"] == "1 lần thay đổi chưa ghi thời gian, không tính vào năm nào."
    assert told["sentence"] == (
        "Năm 2026 có 0 quan hệ gián đoạn, 1 quan hệ được khôi phục; hiện 2 quan hệ đang gián đoạn."
    )


def test_an_earlier_year_knows_nothing_of_later_steps(ties, presidium):
    told = answer(TIES, presidium, year=2025)
    assert headlines(told)["Gián đoạn trong năm"][0] == 2
    assert [texts(row)[2] for row in told["rows"]] == ["01/06/2025", "2025", None]


def test_a_unit_is_told_of_its_own_partners(ties, officer, presidium, province, other_officer):
    for told in (answer(TIES, officer), answer(TIES, presidium, unit=province)):
        assert headlines(told)["Đang gián đoạn"] == (0, "0/1")
        assert len(told["rows"]) == 2
    assert answer(TIES, other_officer)["is_empty"]


@pytest.fixture
def promises(centre, province):
    """Due in 2026 up to 15/11: ours kept, ours overdue (Lào Cai), theirs kept, an important one that waits: 2 of 4.

    Not due: one in December, one given up, one of 2025.
    """
    lftu, cgt = partner(), partner("Tổng Liên đoàn Lao động Pháp", "CGT", "FR")
    kept = {"kept_on": dt.date(2026, 5, 1)}
    step(centre, lftu, due_on="2026-05-01", **kept)
    step(province, lftu, due_on="2026-06-01")
    step(centre, cgt, due_on="2026-07-01", whose="theirs", **kept)
    step(centre, cgt, due_on="2026-07-01", is_important=True, **kept)
    step(centre, cgt, due_on="2026-12-01")
    step(centre, cgt, due_on="2026-07-01", dropped_reason="Bạn đổi chương trình")
    step(centre, cgt, due_on="2025-07-01")


def test_promises_that_fell_due_against_those_kept(promises, presidium):
    told = answer(PROMISES, presidium)
    found = headlines(told)
    assert found["Việc đã hứa đã thực hiện"] == (50, "2/4")
    assert found["Phía ta đã thực hiện"] == (33, "1/3")
    assert found["Phía bạn đã thực hiện"] == (100, "1/1")
    assert found["Quá hạn"][0] == 1
    assert [part["value"] for part in drawn(told, "shares")["parts"]] == [2, 1, 1]
    assert table(told)["Liên hiệp Công đoàn Lào"] == ["2", 1, 0, 1, 50]
    assert table(told)["Tổng Liên đoàn Lao động Pháp"] == ["2", 1, 1, 0, 50]
    assert told["sentence"] == "Đã thực hiện 2/4 việc đã hứa đến hạn; 1 việc quá hạn."


def test_promises_of_another_unit_do_not_count(promises, officer, presidium, province, other_officer):
    for told in (answer(PROMISES, officer), answer(PROMISES, presidium, unit=province)):
        assert headlines(told)["Việc đã hứa đã thực hiện"] == (0, "0/1")
    assert answer(PROMISES, other_officer)["is_empty"]


@pytest.fixture
def matters(centre, province):
    """2026: settled after 10 days, settled after 4, open (Lào Cai), open known by its month. 2025: two, one in December.

    Reported: the first on its third day (2), the second on the day itself (0).
    """
    first = matter(centre, "A", starts_on="2026-03-02", ends_on="2026-03-12", state="closed", result="Xong")
    second = matter(centre, "B", starts_on="2026-03-20", ends_on="2026-03-24", state="closed", result="Xong")
    matter(province, "C", starts_on="2026-05-02")
    matter(centre, "D", starts_on="06/2026")
    matter(centre, "E", starts_on="2025-05-02", ends_on="2026-01-10", state="closed", result="Xong")
    matter(centre, "F", starts_on="2025-12-20")
    for row, day in ((first, 4), (second, 20)):
        at = timezone.make_aware(dt.datetime(2026, 3, day, 9))
        Matter.objects.filter(pk=row.pk).update(reported_at=at)


def test_matters_by_state_month_and_time(matters, presidium):
    told = answer(MATTERS, presidium)
    found = headlines(told)
    assert found["Vấn đề phát sinh"][0] == 4  # E is settled in 2026, but arose before
    assert befores(told)["Vấn đề phát sinh"] == 1  # F is later than the same days
    assert found["Đang xử lý"] == (50, "2/4")
    assert found["Báo cáo cấp trên"] == (50, "2/4")
    assert found["Số ngày đến khi báo cáo (trung vị)"] == (1.0, "tính trên 2 vấn đề đủ mốc ngày")  # 2, 0
    assert found["Số ngày đến khi giải quyết (trung vị)"] == (7.0, "tính trên 2 vấn đề đủ mốc ngày")  # 10, 4
    settled, still = drawn(told, "stacked")["series"]
    assert (settled["values"][2], still["values"][4:6]) == (2, [1, 1])  # March; May and June
    assert [texts(row)[0] for row in told["rows"]] == ["D", "C", "B", "A"]  # open ones first
    assert told["sentence"] == "Có 4 vấn đề phát sinh, 2 đang xử lý; 2 đã báo cáo cấp trên."


def test_matters_of_another_unit_do_not_count(matters, officer, presidium, province, other_officer):
    for told in (answer(MATTERS, officer), answer(MATTERS, presidium, unit=province)):
        assert headlines(told)["Đang xử lý"] == (100, "1/1")
        assert headlines(told)["Số ngày đến khi giải quyết (trung vị)"][0] is None
    assert answer(MATTERS, other_officer)["is_empty"]


@pytest.fixture
def rated():
    """LFTU fell from 4 to 2, CGT rose from 3 to 4, DGB was rated once, at 1; a rating of December lies ahead."""
    lftu, cgt = partner(), partner("Tổng Liên đoàn Lao động Pháp", "CGT", "FR")
    dgb = partner("Liên đoàn Công đoàn Đức", "DGB", "DE")
    for friend, on, trust in (
        (lftu, "2025-02-01", 4), (lftu, "2026-02-01", 2), (cgt, "2025-02-01", 3), (cgt, "2026-02-01", 4),
        (dgb, "2026-02-01", 1), (dgb, "2026-12-01", 5),
    ):  # fmt: skip
        assessment(friend, on, trust=trust)


def test_trust_beside_the_rating_before(rated, department_officer):
    ruling()
    told = answer(TRUST, department_officer)
    assert headlines(told) == {
        "Mức tin cậy giảm": (33, "1/3"),
        "Mức tin cậy thấp (1–2)": (67, "2/3"),
    }
    assert [texts(row)[1:3] for row in told["rows"]] == [[2, 4], [1, None], [4, 3]]  # fell, stands low, rose
    assert told["sentence"] == "Mức tin cậy giảm ở 1/3 đối tác được đánh giá; 2 đối tác ở mức thấp (1–2)."


def test_trust_needs_a_decision_in_force_and_the_permission(
    rated, department_head, officer, leader, inspector
):
    assert answer(TRUST, department_head) is None
    ruling("2025-01-01", "2025-12-31")
    assert answer(TRUST, department_head) is None
    ruling("2026-01-01", number="13/QĐ-TLĐ")
    assert answer(TRUST, department_head)["rows"]
    for outsider in (officer, leader, inspector):
        assert panel_of(TRUST, outsider) is None
    assert panel_of(TRUST, department_head).is_private  # neither stored nor printed


@pytest.mark.parametrize("key", [TIES, PROMISES, MATTERS])
def test_nothing_recorded_is_said(key, presidium, administrator):
    assert answer(key, presidium)["is_empty"]
    assert panel_of(key, administrator) is None


@pytest.mark.parametrize("key", [TIES, PROMISES, MATTERS])
def test_questions_do_not_grow_with_rows(key, centre, presidium):
    everywhere(centre, 1)
    few = cost(key, presidium)
    everywhere(centre, 9)
    assert cost(key, presidium) == few
