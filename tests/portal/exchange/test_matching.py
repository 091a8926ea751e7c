"""Names in cells: units, partners, kinds; what matches nothing is kept as written and listed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Resource
from delegations.models import Delegation, Event
from partners.models import Contact, Partner, Position
from partners.services import add_alias
from portal.exchange.engine import import_pages
from portal.exchange.registry import kind_of
from portal.records.models import Unmatched
from portal.units.services import add_name
from tests.factories.agreements import TODAY, partner
from tests.factories.units import unit_before

from .files import csv_bytes, imported, pages_of, trip

pytestmark = pytest.mark.django_db


def only(model):
    return model.objects.get()


@pytest.mark.parametrize("written", ["LĐLĐ tỉnh Lào Cai", "Liên đoàn Lao động tỉnh Lào Cai", "LDLD TINH LAO CAI", "Lie\u0302n đoàn Lao động tỉnh Lào Cai"])  # fmt: skip
def test_units_are_matched_by_any_name(department_officer, province, written):
    imported("delegations", [trip(unit=written, start_date="2026-01-02", end_date="")], by=department_officer)

    assert only(Delegation).unit == province
    assert not Unmatched.objects.exists()


def test_an_old_row_belongs_to_the_unit_of_its_time(department_officer, province):
    old = unit_before(province, code="LDLD-YBA", province_name="Yên Bái")
    add_name(old, "LĐLĐ tỉnh Lào Cai")

    imported("delegations", [trip(unit="LĐLĐ tỉnh Lào Cai", start_date="2024-11-04")], by=department_officer)
    imported(
        "delegations",
        [trip(id="D-2", unit="LĐLĐ tỉnh Yên Bái", start_date="2026-02", end_date="")],
        by=department_officer,
    )

    assert Delegation.objects.get(source_key="D-1").unit == old
    assert Delegation.objects.get(source_key="D-2").unit == province


def test_several_units_in_one_cell(department_officer, province, other_province):
    cell = "LĐLĐ các tỉnh Lào Cai, Gia Lai"

    imported("delegations", [trip(unit=cell, start_date="2026-01-02", end_date="")], by=department_officer)

    record = only(Delegation)
    assert record.unit == province
    assert list(record.other_units.all()) == [other_province]
    assert record.as_written["unit"] == cell


def test_what_matches_nothing_is_kept_as_written_and_listed(department_officer, centre):
    lao = partner()
    row = trip(
        unit="Trường Đại học Công đoàn",
        partner="Liên hiệp Công đoàn Trung ương Lào (LFTU); Đại học Vientiane",
    )

    outcome = imported("delegations", [row], by=department_officer)

    record = only(Delegation)
    assert outcome.rejected == []
    assert record.unit == centre
    assert list(record.partners.all()) == [lao]
    assert record.partners_written == "Đại học Vientiane"
    assert record.as_written["partner"] == row["partner"]
    listed = {(row.column, row.written, row.country) for row in Unmatched.objects.all()}
    assert listed == {("unit", "Trường Đại học Công đoàn", "LA"), ("partner", "Đại học Vientiane", "LA")}


def test_a_name_that_is_known_by_now_is_matched_the_second_time(department_officer):
    imported("delegations", [trip(partner="Đại học Vientiane")], by=department_officer)
    add_alias(partner("Trường Đại học Quốc gia Lào", "NUOL"), "Đại học Vientiane", by=department_officer)

    outcome = imported("delegations", [trip(partner="Đại học Vientiane")], by=department_officer)

    assert outcome.updated == 1
    assert only(Delegation).partners_written == ""
    assert not Unmatched.objects.exists()


def test_what_people_matched_by_hand_stays(department_officer, province):
    imported("delegations", [trip(unit="Trường Đại học Công đoàn")], by=department_officer)
    Delegation.objects.update(unit=province)

    outcome = imported("delegations", [trip(unit="Trường Đại học Công đoàn")], by=department_officer)

    assert outcome.unchanged == 1
    assert only(Delegation).unit == province


def test_equal_acronyms_are_told_apart_by_the_country(department_officer):
    norway = partner("Tổng Công đoàn Na Uy (LO)", "LO-N", "NO")
    sweden = partner("Tổng Công đoàn Thụy Điển (LO)", "LO-S", "SE")
    partner("Liên đoàn Lao động Campuchia", "CLC", "KH")
    rows = [
        trip(id="D-1", partner="LO", country="NO"),
        trip(id="D-2", partner="Liên hiệp Công đoàn Thụy Điển (LO)", country="", subject_vi="Thăm Thụy Điển"),
        trip(id="D-3", partner="LO", country="DK", subject_vi="Thăm Đan Mạch"),
        trip(id="D-4", partner="CLC", country="CA", subject_vi="Thăm Ca-na-đa"),
    ]

    imported("delegations", rows, by=department_officer)

    found = {record.source_key: list(record.partners.all()) for record in Delegation.objects.all()}
    assert found == {"D-1": [norway], "D-2": [sweden], "D-3": [], "D-4": []}


def test_online_talks_conferences_positions_and_sums(department_officer):
    body = partner("Liên hiệp Công đoàn Thế giới", "WFTU", "")
    by = department_officer
    imported("delegations", [trip(direction="online")], by=by)
    imported(
        "events",
        [
            {
                "id": "E-1",
                "title_vi": "Hội thảo khu vực",
                "unit": "",
                "partners": "WFTU",
                "dates": "2014-07-23/2014-07-25",
            }
        ],
        by=by,
    )
    imported(
        "resources",
        [
            {
                "id": "R-1",
                "title_vi": "Dự án",
                "kind": "technical",
                "amount": "1.234.567,5",
                "currency": "VND",
                "from": "2024",
                "to": "2026",
            }
        ],
        by=by,
    )
    imported("positions", [{"organisation": "WFTU", "position": title, "holder_name": "", "body": "VGCL", "from": "2022-05"} for title in ("Phó Chủ tịch", "Thành viên (tổ chức)", "Chưa là thành viên")], by=by)  # fmt: skip

    talks, conference = only(Delegation), only(Event)
    assert (talks.mode, talks.direction) == ("online", "domestic")
    assert (conference.event_kind, str(conference.starts_on), str(conference.ends_on)) == (
        "seminar",
        "2014-07-23",
        "2014-07-25",
    )
    assert (str(only(Resource).amount), only(Resource).amount_vnd) == ("1234567.50", 1234568)
    assert {row.title: row.kind for row in Position.objects.all()} == {
        "Phó Chủ tịch": "elected_seat", "Thành viên (tổ chức)": "membership", "Chưa là thành viên": "role",
    }  # fmt: skip
    assert {row.partner for row in Position.objects.all()} == {body}


def test_a_contact_needs_a_partner_of_the_register(department_officer):
    lao = partner()
    rows = [
        {"Họ và tên": "Trưởng ban Đối ngoại", "Đối tác": "LFTU"},
        {"Họ và tên": "Chánh Văn phòng", "Đối tác": "Nghiệp đoàn lạ"},
    ]

    outcome = imported("contacts", rows, by=department_officer, partial=True)

    assert only(Contact).partner == lao
    assert [(row["column"], row["reason"]) for row in outcome.rejected] == [("partner", "unknown_partner")]


def test_partners_are_known_by_country_and_name(department_officer):
    row = {"acronym": "CTC", "name_en": "Workers' Central Union of Cuba", "name_vi": "Trung tâm Những người lao động Cuba", "type": "national_centre", "country": "Cuba"}  # fmt: skip

    assert imported("partners", [row], by=department_officer).created == 1
    again = imported("partners", [{**row, "acronym": "CTC-Cuba"}], by=department_officer)

    assert (again.updated, only(Partner).acronym, only(Partner).country) == (1, "CTC-Cuba", "CU")


def test_matching_asks_the_database_no_more_for_more_rows(department_officer):
    partner()
    few = [trip(id=f"D-{n}", subject_vi=f"Đoàn {n}", partner="LFTU") for n in range(3)]
    many = [trip(id=f"D-{n}", subject_vi=f"Đoàn {n}", partner="LFTU") for n in range(30)]

    def asked(rows):
        content = pages_of(csv_bytes(rows))
        with CaptureQueriesContext(connection) as queries:
            import_pages(
                kind_of("delegations"),
                content,
                by=department_officer,
                on=TODAY,
                filename="t.csv",
                dry_run=True,
            )
        return [query for query in queries.captured_queries if "SAVEPOINT" not in query["sql"]]

    asked(few)
    assert len(asked(many)) == len(asked(few))
