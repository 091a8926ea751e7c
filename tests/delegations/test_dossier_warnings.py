"""What a leader should know before deciding: each warning appears when it must, and not otherwise."""

import datetime as dt

import pytest
from django.utils import translation

from delegations.figures.warnings import warnings
from delegations.models import Delegation, Leg, Member
from delegations.services.dossiers import open_dossier
from portal.deadlines.models import Rule
from portal.deadlines.reference import load as load_rules
from portal.people.services import enter_person
from tests.factories.agreements import partner
from tests.factories.delegations import delegation, event
from tests.factories.dossiers import OPENED, reported

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _rules(db):
    load_rules()
    with translation.override("vi"):
        yield


@pytest.fixture
def person(db):
    return enter_person(name="Cán bộ Đối ngoại", by=None)


def trip(unit, *members, title="Thăm Lào", **values) -> Delegation:
    values = {"country": "LA", "starts_on": "13/04/2026", "ends_on": "17/04/2026", **values}
    return delegation(unit, title, members=list(members), **values)


def told(record, reader, on=ON) -> list[str]:
    return [one.sentence for one in warnings(record, reader=reader, on=on)]


def rules_of(record, reader, on=ON) -> set[str]:
    return {one.rule for one in warnings(record, reader=reader, on=on)} - {""}


def test_an_ordinary_trip_warns_of_nothing(province, officer, person):
    assert told(trip(province, Member(name="A", person=person)), officer) == []


@pytest.mark.parametrize(("starts", "ends", "is_told"), [
    ("17/04/2026", "20/04/2026", True), ("18/04/2026", "20/04/2026", False), ("10/04/2026", "12/04/2026", False),
])  # fmt: skip
def test_a_person_is_on_one_trip_at_a_time(province, officer, person, starts, ends, is_told):
    trip(province, Member(name="A", person=person), title="Dự hội nghị", starts_on=starts, ends_on=ends)
    record = trip(province, Member(name="A", person=person))
    said = [one for one in warnings(record, reader=officer, on=ON) if one.tone == "bad"]
    assert ["Dự hội nghị" in one.sentence for one in said] == ([True] if is_told else [])


def test_a_trip_that_the_reader_may_not_see_is_not_told(
    province, other_province, officer, department_officer, person
):
    trip(other_province, Member(name="A", person=person), title="Chuyến của đơn vị khác")
    record = trip(province, Member(name="A", person=person))
    assert told(record, officer) == []
    assert any("Chuyến của đơn vị khác" in one for one in told(record, department_officer))


def test_what_was_called_off_is_no_other_trip(province, officer, person):
    trip(province, Member(name="A", person=person), state="cancelled")
    assert told(trip(province, Member(name="A", person=person)), officer) == []


def test_trips_and_days_of_the_year_are_told_and_too_many_of_a_leader_are_warned_of(
    province, officer, person
):
    for month in ("01", "02"):
        trip(
            province,
            Member(name="A", person=person),
            starts_on=f"05/{month}/2026",
            ends_on=f"08/{month}/2026",
        )
    plain = trip(province, Member(name="A", person=person))
    assert rules_of(plain, officer) == set()
    assert any("2" in one and "8" in one and "2026" in one for one in told(plain, officer))
    leader = trip(province, Member(name="A", person=person, post="Chủ tịch LĐLĐ tỉnh"), starts_on="20/06/2026",
                  ends_on="22/06/2026")  # fmt: skip
    assert "R18-trips" in rules_of(leader, officer)


def test_a_trip_without_its_report_is_told_once_it_is_overdue(province, officer, person):
    earlier = trip(province, Member(name="A", person=person), starts_on="05/02/2025", ends_on="08/02/2025")
    record = trip(province, Member(name="A", person=person))
    assert "R13" not in rules_of(record, officer)  # a row of the register never was a dossier
    Delegation.objects.filter(pk=earlier.pk).update(dossier_state="approved")
    assert "R13" not in rules_of(record, officer, on=dt.date(2025, 2, 23))
    assert "R13" in rules_of(record, officer, on=dt.date(2025, 2, 24))
    reported(earlier)
    assert "R13" not in rules_of(record, officer)


@pytest.mark.parametrize(("expires", "tone"), [
    (dt.date(2026, 10, 17), None), (dt.date(2026, 10, 16), "wait"), (dt.date(2026, 4, 17), "bad"), (None, None),
])  # fmt: skip
def test_a_passport_is_valid_six_months_after_the_return(province, officer, expires, tone):
    record = trip(province, Member(name="A", passport_kind="ordinary", passport_expires_on=expires))
    found = [one.tone for one in warnings(record, reader=officer, on=ON) if one.rule == "R18-passport"]
    assert found == ([tone] if tone else [])


def test_a_rule_that_was_ended_warns_of_nothing(province, officer):
    record = trip(province, Member(name="A", passport_expires_on=dt.date(2026, 5, 1)))
    Rule.objects.filter(code="R18-passport").update(valid_to=dt.date(2026, 1, 31))
    assert rules_of(record, officer) == set()


def test_two_key_leaders_of_a_unit_are_not_away_together(province, other_province, officer):
    head = {"post": "Chủ tịch", "unit": province}
    deputy = {"post": "Phó Chủ tịch thường trực", "unit": province}
    assert "R18-leaders" in rules_of(
        trip(province, Member(name="A", **head), Member(name="B", **deputy)), officer
    )
    other = trip(province, Member(name="C", post="Phó Chủ tịch", unit=other_province), title="Đoàn khác",
                 starts_on="01/08/2026", ends_on="05/08/2026")  # fmt: skip
    assert "R18-leaders" not in rules_of(other, officer)
    away = trip(
        province,
        Member(name="D", **deputy),
        title="Đoàn tháng 9",
        starts_on="01/09/2026",
        ends_on="05/09/2026",
    )
    alone = trip(province, Member(name="E", **head), starts_on="05/09/2026", ends_on="06/09/2026")
    assert any("Đoàn tháng 9" in one for one in told(alone, officer))
    Delegation.objects.filter(pk=away.pk).update(state="postponed")
    assert "R18-leaders" not in rules_of(alone, officer)


def test_soft_limits_of_persons_days_and_countries(province, officer):
    members = [Member(name=f"Thành viên {n}") for n in range(11)]
    legs = [Leg(country=code) for code in ("TH", "KH", "MM")]
    record = trip(province, *members, ends_on="23/04/2026", legs=legs)
    assert rules_of(record, officer) == {"R18-people", "R18-days", "R18-countries"}
    Rule.objects.filter(code="R18-people").update(number=11)
    assert "R18-people" not in rules_of(record, officer)


SAME = {
    "content_theme": "development",
    "purpose": "exchange",
    "title": "Trao đổi kinh nghiệm về bảo hiểm xã hội",
}


@pytest.mark.parametrize(
    ("starts", "is_told"), [("10/04/2023", False), ("20/04/2023", True), ("01/06/2025", True)]
)
def test_a_second_delegation_on_the_same_matter_within_three_years(province, officer, starts, is_told):
    trip(province, starts_on=starts, ends_on=starts, **SAME)
    assert ("R19" in rules_of(trip(province, **SAME), officer)) is is_told
    assert "R19" not in rules_of(trip(province, **{**SAME, "purpose": "training"}), officer)
    assert "R19" not in rules_of(trip(province, country="TH", **SAME), officer)


@pytest.mark.parametrize(("change", "same"), [
    ({}, "loại mục đích (Trao đổi kinh nghiệm), đối tác (LĐLĐ Viêng Chăn), chủ đề"),
    ({"title": "Khảo sát nhà ở công nhân"}, "đối tác (LĐLĐ Viêng Chăn), chủ đề"),
    ({"content_theme": ""}, "đối tác (LĐLĐ Viêng Chăn), các từ trong tên đoàn (bảo hiểm xã)"),
    ({"content_theme": "", "title": "Khảo sát nhà ở công nhân"}, ""),
    ({"content_theme": "peace_solidarity"}, ""), ({"partners": "another"}, ""),
    ({"partners": None}, "chủ đề (Hợp tác phát triển), các từ trong tên đoàn (bảo hiểm xã)"),
])  # fmt: skip
def test_it_is_the_same_matter_where_partner_theme_or_words_agree(province, officer, change, same):
    there = partner("LĐLĐ Viêng Chăn", "")
    another = partner("LĐLĐ Luông Pha Băng", "")
    trip(province, starts_on="01/06/2025", ends_on="03/06/2025", partners=[there], **SAME)
    chosen = {"another": [another], None: []}.get(change.get("partners", ""), [there])
    record = trip(province, **{**SAME, **change, "partners": chosen})
    said = [one.sentence for one in warnings(record, reader=officer, on=ON) if one.rule == "R19"]
    assert bool(said) is bool(same)
    assert all(same in sentence for sentence in said)
    Rule.objects.filter(code="R19-same").update(number=9)  # all that can be compared has to agree
    with_all = "R19" in rules_of(record, officer)
    assert with_all is (not change or change == {"content_theme": ""} or "partners" in change and bool(same))


@pytest.mark.parametrize(("role", "starts", "is_told"), [
    ("host", "01/04/2026", False), ("host", "31/03/2026", True), ("co_host", "20/03/2026", True),
    ("attended", "20/03/2026", False),
])  # fmt: skip
def test_a_conference_of_ours_that_is_proposed_too_late(province, officer, role, starts, is_told):
    record = open_dossier(
        event(province, our_role=role, starts_on=starts, ends_on=starts), by=None, at=OPENED
    )
    assert rules_of(record, officer) == ({"R9"} if is_told else set())


@pytest.mark.parametrize(("direction", "planned", "rule", "days"), [
    ("outgoing", "in_plan", "R14", 30), ("outgoing", "unplanned", "R14-late", 15), ("incoming", "", "R15", 20),
])  # fmt: skip
def test_a_proposal_that_comes_too_late(province, officer, direction, planned, rule, days):
    record = trip(province, direction=direction, planned=planned)
    Delegation.objects.filter(pk=record.pk).update(dossier_state="draft")
    record.refresh_from_db()
    last = dt.date(2026, 4, 13) - dt.timedelta(days=days)
    assert rule not in rules_of(record, officer, on=last)
    assert rule in rules_of(record, officer, on=last + dt.timedelta(days=1))


def test_what_begins_without_permission_is_grave(province, officer):
    record = trip(province)
    Delegation.objects.filter(pk=record.pk).update(dossier_state="in_approval")
    record.refresh_from_db()
    assert [one.tone for one in warnings(record, reader=officer, on=dt.date(2026, 4, 13))] == ["bad"]
