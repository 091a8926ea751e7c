"""Questions 2, 3 and 18: seats and who stands next, prepared candidates, dues and reports, counted by hand."""

import datetime as dt

import pytest

from partners.models import Candidacy
from portal.deadlines.reference import load
from portal.people.models import LanguageSkill
from tests.factories.board_worlds import everywhere
from tests.factories.panels import answer, cost, drawn, headlines, panel_of, table, texts
from tests.factories.partners_standing import body, candidacy, obligation, person, position
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
SEATS, CANDIDATES, OBLIGATIONS = "seats", "candidates", "obligations"


@pytest.fixture(autouse=True)
def rules(db):
    load()


def decided(unit, where, stage, election_on) -> None:
    row = candidacy(unit, where, f"Ghế {stage}", election_on=election_on)
    Candidacy.objects.filter(pk=row.pk).update(stage=stage)


@pytest.fixture
def seats(centre, province):
    """On 15/11/2026; terms that end by 15/11/2027 end soon (S2-first: 12 months).

    Of the centre: until 05/2027 with a candidacy, until 03/2027 with one that was withdrawn, until 2028, without end;
    one that ended in 2025. Of Lào Cai: until 10/2027 without a plan. Elections of the term 2022–2026: 2 won, 1 lost;
    one won in 2021 does not count.
    """
    wftu = body()
    planned = position(centre, wftu, "Ủy viên A", starts_on="05/2022", ends_on="05/2027")
    bare = position(centre, wftu, "Ủy viên B", starts_on="03/2022", ends_on="03/2027")
    position(centre, wftu, "Ủy viên C", starts_on="2024", ends_on="2028")
    position(centre, wftu, "Phó Chủ tịch", starts_on="2022")
    position(centre, wftu, "Ghế đã hết", starts_on="2020", ends_on="2025")
    position(centre, wftu, "Thành viên", kind="membership", starts_on="1949")
    position(province, wftu, "Ủy viên D", starts_on="2023", ends_on="10/2027")
    candidacy(centre, wftu, "Ủy viên A", replaces=planned, election_on="05/2027")
    gone = candidacy(centre, wftu, "Ủy viên B", replaces=bare)
    Candidacy.objects.filter(pk=gone.pk).update(stage="withdrawn")
    decided(centre, wftu, "elected", "2022")
    decided(centre, wftu, "elected", "06/2026")
    decided(centre, wftu, "not_elected", "2024")
    decided(centre, wftu, "elected", "2021")
    return planned


def test_seats_held_terms_that_end_and_candidacies(seats, presidium):
    told = answer(SEATS, presidium)
    found = headlines(told)
    assert found["Chức danh đang giữ"][0] == 5  # A, B, C, D and without end
    assert found["Sắp hết nhiệm kỳ chưa có phương án"] == (67, "2/3")  # B, D of A, B, D
    assert found["Ứng cử thành công"] == (67, "2/3")
    assert found["Phương án đang tiến hành"][0] == 1
    rows = table(told)
    assert rows["Ủy viên A"][3:] == [
        197,
        "đã có phương án",
    ]  # 15 + 31 + 31 + 28 + 31 + 30 + 31 days to 31/05/2027
    assert rows["Ủy viên B"][4] == rows["Ủy viên D"][4] == "sắp hết nhiệm kỳ, chưa có phương án"
    assert rows["Ủy viên C"][4] == rows["Phó Chủ tịch"][4] == ""
    assert told["sentence"] == (
        "Ta đang giữ 5 chức danh do bầu cử; 3 chức danh sắp hết nhiệm kỳ, trong đó 2 chưa có phương án."
    )


def test_terms_are_drawn_with_what_is_missing_in_words(seats, presidium):
    spans = {
        row["label"].removesuffix(", WFTU"): row for row in drawn(answer(SEATS, presidium), "spans")["rows"]
    }
    assert (spans["Ủy viên B"]["last"], spans["Ủy viên B"]["tone"]) == ("2027-03-31", "bad")
    assert spans["Ủy viên B"]["words"]
    assert (spans["Ủy viên A"]["first"], spans["Ủy viên A"]["tone"]) == ("2022-05-01", "wait")
    assert spans["Phó Chủ tịch"]["last"] is None


def test_seats_of_a_unit_are_its_own(seats, officer, presidium, province, other_officer):
    for told in (answer(SEATS, officer), answer(SEATS, presidium, unit=province)):
        assert headlines(told)["Chức danh đang giữ"][0] == 1
        assert headlines(told)["Sắp hết nhiệm kỳ chưa có phương án"] == (100, "1/1")
        assert headlines(told)["Ứng cử thành công"] == (None, "0/0")
    assert answer(SEATS, other_officer)["is_empty"]


def sector(code, parent):
    return UnitFactory(code=code, unit_type="sector_union", parent=parent, province_name="", short_name=code)


def speaks(unit, *levels, retires_on="2035-01-01") -> None:
    one = person(unit, f"Cán bộ {unit} {levels} {retires_on}", retires_on=retires_on)
    for language, level in zip(("en", "zh"), levels, strict=False):
        LanguageSkill.objects.create(person=one, language=language, level=level)


@pytest.fixture
def sectors(centre):
    """On 15/11/2026, five years of service (C3): retires on 15/11/2031 or later.

    GD: two who can stand (B2; C1 and B2). DK: one at B1, one who retires in 2030, one whose retirement is unknown:
    none can. YT: nobody in post. The province is no sector union.
    """
    education, oil = sector("CDN-GD", centre), sector("CDN-DK", centre)
    sector("CDN-YT", centre)
    speaks(education, "B2")
    speaks(education, "C1", "B2")
    speaks(oil, "B1")
    speaks(oil, "C2", retires_on="2030-12-31")
    speaks(oil, "C1", retires_on=None)
    return education


def test_sector_unions_without_a_prepared_candidate_stand_first(sectors, province, presidium):
    told = answer(CANDIDATES, presidium)
    assert headlines(told)["Công đoàn ngành chưa có nhân sự"] == (67, "2/3")
    assert headlines(told)["Nhân sự chuẩn bị"][0] == 2
    assert [texts(row) for row in told["rows"]] == [
        ["CDN-DK", 3, 0, None],
        ["CDN-YT", 0, 0, None],
        ["CDN-GD", 2, "2", "Tiếng Anh C1, Tiếng Trung B2"],
    ]
    assert told["sentence"] == "2/3 công đoàn ngành chưa có nhân sự chuẩn bị; các đơn vị còn lại có 2 người."


def test_the_list_behind_holds_the_candidates(sectors, client, presidium):
    client.force_login(presidium)
    row = next(row for row in answer(CANDIDATES, presidium)["rows"] if texts(row)[0] == "CDN-GD")
    assert client.get(row[2]["url"]).context["page"].paginator.count == 2


def test_who_sees_no_sector_union_is_told_nothing_of_them(sectors, officer, presidium, province):
    assert answer(CANDIDATES, officer) is None
    assert answer(CANDIDATES, presidium, unit=province) is None
    assert [texts(row)[0] for row in answer(CANDIDATES, presidium, unit=sectors)["rows"]] == ["CDN-GD"]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.fixture
def dues(centre, province):
    """2026 on 15/11: dues paid in time, 30 days late, overdue since 31/03 (229 days); a report 10 days late.

    A meeting that is due on 01/12 and not yet held. Lào Cai: dues paid in time. Of 2025: one, overdue.
    """
    wftu = body()
    paid = {"amount": 1000, "amount_paid": 1000, "currency": "EUR"}
    obligation(centre, wftu, "A", done_on=day("2026-03-31"), **paid)
    obligation(centre, wftu, "B", done_on=day("2026-04-30"), **paid)
    obligation(centre, wftu, "C", amount=500, currency="USD")
    obligation(centre, wftu, "D", kind="member_report", due_on=day("2026-09-01"), done_on=day("2026-09-11"))
    obligation(centre, wftu, "E", kind="statutory_meeting", due_on=day("2026-12-01"))
    obligation(province, wftu, "F", done_on=day("2026-01-31"), **paid)
    obligation(centre, wftu, "G", year=2025)


def test_dues_and_reports_due_against_done(dues, presidium):
    told = answer(OBLIGATIONS, presidium)
    found = headlines(told)
    assert found["Niên liễm đã nộp"] == (75, "3/4")  # A, B, F of A, B, C, F
    assert found["Báo cáo thành viên đã gửi"] == (100, "1/1")
    assert found["Quá hạn"][0] == 1
    assert found["Số ngày muộn bình quân"] == (20.0, "tính trên 2 nghĩa vụ thực hiện muộn")  # (30 + 10) / 2
    assert [part["value"] for part in drawn(told, "shares")["parts"]] == [
        1,
        2,
        2,
        1,
    ]  # overdue, late, in time, due
    assert [texts(row)[0] for row in told["rows"]] == [
        "C",
        "B",
        "D",
        "A",
        "F",
        "E",
    ]  # what is owed stands first
    assert table(told)["C"][4:6] == ["quá hạn, 229 ngày", "500 USD"]  # 30 + 31 + 30 + 31 + 31 + 30 + 31 + 15
    assert told["note"] == "Niên liễm trong năm: phải nộp 3.000 EUR, 500 USD; đã nộp 3.000 EUR, 0 USD."
    assert told["sentence"] == "Đã thực hiện 4/5 nghĩa vụ đến hạn; nghĩa vụ quá hạn lâu nhất là 229 ngày."


def test_the_list_behind_dues_holds_them(dues, client, presidium):
    client.force_login(presidium)
    for headline, expected in zip(answer(OBLIGATIONS, presidium)["headlines"], (3, 1, 1), strict=False):
        assert client.get(headline["url"]).context["page"].paginator.count == expected


def test_obligations_of_another_unit_do_not_count(dues, officer, presidium, province, other_officer):
    for told in (answer(OBLIGATIONS, officer), answer(OBLIGATIONS, presidium, unit=province)):
        assert headlines(told)["Niên liễm đã nộp"] == (100, "1/1")
        assert told["sentence"] == "Đã thực hiện 1/1 nghĩa vụ đến hạn; không có nghĩa vụ quá hạn."
    assert answer(OBLIGATIONS, other_officer)["is_empty"]


@pytest.mark.parametrize("key", [SEATS, OBLIGATIONS])
def test_nothing_recorded_is_said(key, presidium, administrator):
    assert answer(key, presidium)["is_empty"]
    assert panel_of(key, administrator) is None


@pytest.mark.parametrize("key", [SEATS, CANDIDATES, OBLIGATIONS])
def test_questions_do_not_grow_with_rows(key, centre, presidium):
    everywhere(centre, 1)
    few = cost(key, presidium)
    everywhere(centre, 9)
    assert cost(key, presidium) == few
