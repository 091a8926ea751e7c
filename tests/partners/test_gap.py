"""Rank against what happened: the thresholds, the sentence, who may read it, what it costs."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.urls import reverse

from partners.figures.attention import ranked_partners
from partners.figures.gap import Verdict, gap_of, gaps_for
from partners.figures.reciprocity import ledger_of
from partners.models import Partner
from partners.services import save_partner
from portal.deadlines.models import Rule
from portal.deadlines.reference import load
from tests.factories.agreements import partner
from tests.factories.partners_relationship import promise, touch

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 5, 20)


@pytest.fixture(autouse=True)
def rules(db):
    load()


@pytest.fixture
def lftu():
    return partner(relationship_level="special", priority_group="neighbour")


def fill(found, unit, *days, **values):
    for day in days:
        touch(found, unit, day, **values)


def judged(found, user):
    return gap_of(found, user, ON)


def test_without_a_contact_a_partner_of_rank_is_silent(lftu, department_head):
    gap = judged(lftu, department_head)
    assert gap.verdict == Verdict.SILENT
    assert gap.sentence == "Quan hệ đoàn kết đặc biệt, nhưng chưa ghi nhận lần tiếp xúc nào."


def test_silence_begins_with_the_month_that_the_rule_says(lftu, centre, department_head):
    touch(lftu, centre, "20/05/2025", kind="letter")
    assert judged(lftu, department_head).verdict == Verdict.SILENT
    touch(lftu, centre, "21/05/2025", kind="letter")
    assert judged(lftu, department_head).verdict == Verdict.THIN


def test_the_sentence_names_the_missing_visit_at_high_level_and_the_last_contact(
    lftu, centre, department_head
):
    touch(lftu, centre, "12/03/2025", level="high_level")
    touch(lftu, centre, "02/04/2022", level="high_level")
    fill(lftu, centre, *["2026-01-10"] * 5, kind="talks")
    fill(lftu, centre, *["2026-04-10"] * 12, kind="joint_work")
    gap = judged(lftu, department_head)
    assert gap.seen.high_36 == 1
    assert gap.verdict == Verdict.THIN
    assert gap.sentence == (
        "Quan hệ đoàn kết đặc biệt, nhưng 36 tháng qua chỉ có 1 đoàn cấp cao (tầm quan hệ đặt ra 2); "
        "lần tiếp xúc gần nhất 04/2026."
    )
    Rule.objects.filter(code="G-special-high").update(number=1)
    assert judged(lftu, department_head).verdict == Verdict.IN_KEEPING
    lftu.touches.filter(placed_on="2025-03-12").update(level="department")
    assert "49 tháng qua không có đoàn cấp cao nào" in judged(lftu, department_head).sentence


def test_letters_and_calls_keep_a_relation_alive_but_do_not_fill_it(lftu, centre, department_head):
    fill(lftu, centre, *["2026-03-01"] * 8, kind="letter")
    gap = judged(lftu, department_head)
    assert (gap.seen.contacts_12, gap.seen.slight_36) == (0, 8)
    assert gap.verdict == Verdict.THIN


def test_a_plan_and_what_lies_ahead_are_no_contact(lftu, centre, department_head):
    touch(lftu, centre, "2026-04-01", is_done=False)
    touch(lftu, centre, "2026-08-01")
    assert judged(lftu, department_head).verdict == Verdict.SILENT


def test_a_focus_partner_is_asked_for_more(centre, department_head):
    found = partner(relationship_level="exchange")
    fill(found, centre, "2026-02-01", "2025-02-01", "2024-02-01", kind="talks")
    assert judged(found, department_head).verdict == Verdict.IN_KEEPING
    found.is_focus = True
    save_partner(found, by=None)
    gap = judged(found, department_head)
    assert gap.verdict == Verdict.THIN
    assert gap.sentence.startswith("Trao đổi thường xuyên, đối tác trọng tâm, nhưng 12 tháng qua chỉ có 1")


def test_more_than_the_rank_is_said_too(centre, department_head):
    found = partner(relationship_level="contact")
    fill(found, centre, *["2026-02-01"] * 4, kind="talks")
    assert judged(found, department_head).verdict == Verdict.MORE


def test_a_partner_of_no_rank_is_not_judged(centre, department_head):
    found = partner()
    touch(found, centre, "2026-02-01")
    assert judged(found, department_head).verdict == Verdict.UNRANKED


def test_a_changed_threshold_counts_from_its_day(lftu, centre, department_head):
    fill(lftu, centre, *["2026-01-10"] * 6, level="high_level")
    assert judged(lftu, department_head).verdict == Verdict.THIN
    Rule.objects.filter(code="G-special-36").update(valid_to="2026-05-01")
    Rule.objects.create(
        code="G-special-36", description="Mới", number=5, unit="times", valid_from="2026-05-02"
    )
    assert judged(lftu, department_head).verdict == Verdict.IN_KEEPING
    assert gap_of(lftu, department_head, dt.date(2026, 5, 1)).verdict == Verdict.THIN


def test_promises_kept_and_overdue_are_told(lftu, centre, department_head):
    promise(lftu, centre, due_on=dt.date(2026, 2, 1), kept_on=dt.date(2026, 1, 20))
    promise(lftu, centre, due_on=dt.date(2026, 5, 19))
    promise(lftu, centre, due_on=dt.date(2026, 5, 20))
    gap = judged(lftu, department_head)
    assert (gap.seen.kept_36, gap.seen.overdue) == (1, 1)
    assert gap.sentence.endswith("chỉ 1/2 cam kết đến hạn được thực hiện (cần ít nhất 70 %).")


@pytest.mark.parametrize("role", ["officer", "administrator"])
def test_the_gap_is_read_at_the_centre_alone(request, client, lftu, province, role):
    reader = request.getfixturevalue(role)
    touch(lftu, province, "2026-02-01")
    assert gaps_for([lftu], reader, ON) == {}
    client.force_login(reader)
    for name in ("relationship", "partner-detail"):
        page = client.get(reverse(f"partners:{name}", args=[lftu.pk])).content.decode()
        assert "Tầm quan hệ và hoạt động" not in page


def test_gaps_cost_the_same_for_3_and_30_partners(centre, department_head, django_assert_num_queries):
    found = [partner(f"Đối tác {n}", f"DT{n}", relationship_level="agreement") for n in range(30)]
    for number, one in enumerate(found):
        fill(one, centre, *["2026-01-10"] * (number % 4 + 1))
        promise(one, centre, due_on=ON)
    gaps_for(found[:1], department_head, ON)
    for few in (3, 30):
        with django_assert_num_queries(3):
            assert len(gaps_for(found[:few], department_head, ON)) == few


def test_the_worst_stand_first_and_interrupted_relations_are_left_out(lftu, centre, department_head):
    thin = partner("Tổng Công hội", "ACFTU", "CN", relationship_level="special")
    touch(thin, centre, "2026-04-01")
    partner("Cũ", "CU", relationship_level="special", relationship_state="interrupted")
    good = partner("Công đoàn Úc", "ACTU", "AU", relationship_level="contact")
    fill(good, centre, "2026-04-01", kind="talks")
    ranked = ranked_partners(Partner.objects.visible_to(department_head), department_head, ON)
    assert [row.partner.acronym for row in ranked] == ["LFTU", "ACFTU", "ACTU"]


def test_the_list_filters_and_exports_what_it_shows(client, lftu, centre, department_head):
    client.force_login(department_head)
    page = client.get(reverse("partners:attention")).content.decode()
    assert lftu.name_vi in page
    assert lftu.name_vi not in client.get(reverse("partners:attention") + "?verdict=more").content.decode()
    export = client.get(reverse("partners:attention-export"))
    assert export["Content-Type"].startswith("application/vnd.openxmlformats")
    watched = client.get(reverse("dashboard:watch")).content.decode()
    assert "Đối tác cần quan tâm" in watched


def test_the_relationship_page_costs_the_same_with_2000_contacts(
    client, lftu, centre, department_head, django_assert_max_num_queries
):
    client.force_login(department_head)
    address = reverse("partners:relationship", args=[lftu.pk])
    costs = []
    for wanted in (3, 2000):
        made = lftu.touches.count()
        rows = [touch(lftu, centre, "2026-01-10")] if not made else []
        days = [
            dt.date(2026, 1, 1) - dt.timedelta(days=number) for number in range(wanted - made - len(rows))
        ]
        template = lftu.touches.first()
        type(template).objects.bulk_create(
            _like(template, day, 10_000 + n) for n, day in enumerate(days, made)
        )
        cache.clear()
        client.get(address)
        with django_assert_max_num_queries(60) as asked:
            assert client.get(address).status_code == 200
        costs.append(len(asked))
    assert lftu.touches.count() == 2000
    assert costs[0] == costs[1]


def _like(template, day, number):
    return type(template)(
        partner=template.partner, unit=template.unit, kind="visit_in" if number % 2 else "visit_out",
        title="Thăm", url="/", placed_on=day, record_type=template.record_type, record_id=number,
    )  # fmt: skip


# -- visits each way --


def ledger(found, user):
    return ledger_of(found, user, ON)


def test_the_ledger_counts_each_way_by_year_level_and_payer(lftu, centre, department_head):
    touch(lftu, centre, "2025-03-01", level="high_level", payer="us")
    touch(lftu, centre, "2025-09-01", level="department", payer="them")
    touch(lftu, centre, "2026-02-01", kind="visit_in", level="high_level", payer="shared")
    touch(lftu, centre, "2026-03-01", kind="talks")
    found = ledger(lftu, department_head)
    assert [(y.year, y.ours.count, y.theirs.count) for y in found.years] == [(2026, 0, 1), (2025, 2, 0)]
    assert found.years[1].ours.level_words() == "1 đoàn cấp cao, 1 đoàn cấp ban"
    assert found.years[1].ours.payer_words() == "1 ta chi, 1 bạn chi"
    assert found.sentence == (
        "Từ năm 2022 đến nay, ta thăm bạn 2 lần (1 đoàn cấp cao), bạn thăm ta 1 lần (1 đoàn cấp cao); "
        "đến lượt bạn sang thăm ta."
    )


def test_high_level_visits_weigh_first_then_all_then_the_last(lftu, centre, department_head):
    touch(lftu, centre, "2025-03-01", level="department")
    touch(lftu, centre, "2025-04-01", kind="visit_in", level="department")
    assert "hai bên đang cân bằng, đến lượt ta" in ledger(lftu, department_head).sentence
    touch(lftu, centre, "2025-05-01", level="department")
    assert "đến lượt bạn" in ledger(lftu, department_head).sentence
    touch(lftu, centre, "2024-05-01", kind="visit_in", level="high_level")
    assert "đến lượt ta" in ledger(lftu, department_head).sentence


def test_a_unit_reads_the_visits_it_sees(client, lftu, province, other_province, officer):
    touch(lftu, province, "2025-03-01")
    touch(lftu, other_province, "2025-04-01")
    assert ledger(lftu, officer).ours.count == 1
    client.force_login(officer)
    page = client.get(reverse("partners:relationship", args=[lftu.pk])).content.decode()
    assert "Chỉ tính các đoàn mà đơn vị được xem." in page
    export = client.get(reverse("partners:ledger-export", args=[lftu.pk]))
    assert export.status_code == 200
