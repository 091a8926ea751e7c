"""Question 1: initiatives against multilateral meetings attended, and the bodies where there was none."""

import pytest

from portal.deadlines.reference import load
from tests.factories.board_worlds import everywhere
from tests.factories.delegations import delegation, event
from tests.factories.panels import answer, cost, drawn, headlines, table
from tests.factories.partners_standing import body, initiative, membership

pytestmark = pytest.mark.django_db
KEY = "bodies-initiatives"
NAMES = {"WFTU": "Liên hiệp Công đoàn Thế giới (WFTU)", "ATUC": "Hội đồng Công đoàn ASEAN (ATUC)"}


@pytest.fixture(autouse=True)
def rules(db):
    load()


@pytest.fixture
def world(centre, province):
    """Term 2022–2026 (rule S3: five years). Member of WFTU and ATUC; of BWI until 2020.

    Meetings: a conference with WFTU, one with WFTU and ATUC, a delegation to a session of the ILO (Lào Cai), and the
    delegation to the first conference, which is counted there: 3. WFTU: 2 initiatives, 1 intervention; ATUC: none.
    Before the term: an initiative at ATUC in 2021.
    """
    wftu, atuc, ilo = (
        body(),
        body("Hội đồng Công đoàn ASEAN", "ATUC"),
        body("Tổ chức Lao động quốc tế", "ILO"),
    )
    bwi = body("Công đoàn Xây dựng và Gỗ", "BWI")
    membership(centre, wftu, starts_on="1949")
    membership(centre, atuc, starts_on="2010")
    membership(centre, bwi, starts_on="2000", ends_on="2020")
    first = event(centre, starts_on="02/03/2023", our_role="attended", partners=[wftu])
    event(centre, starts_on="02/03/2026", our_role="attended", partners=[wftu, atuc])
    event(centre, starts_on="02/04/2026", our_role="host", partners=[wftu])  # held by us
    event(centre, starts_on="02/03/2021", our_role="attended", partners=[atuc])  # before the term
    meeting = {"direction": "outgoing", "purpose": "multilateral_meeting"}
    delegation(centre, starts_on="02/03/2023", event=first, partners=[wftu], **meeting)
    delegation(province, starts_on="02/06/2025", partners=[ilo], **meeting)
    initiative(centre, wftu, starts_on="03/2023")
    initiative(centre, wftu, "Nghị quyết", starts_on="03/2026")
    initiative(centre, wftu, "Phát biểu", kind="intervention", starts_on="04/2026")
    initiative(centre, atuc, starts_on="2021")


def test_initiatives_stand_against_meetings(world, presidium):
    told = answer(KEY, presidium)
    found = headlines(told)
    assert found["Sáng kiến"] == (2, "2 sáng kiến/3 cuộc họp")
    assert found["Phát biểu, tham luận, văn bản tham gia"][0] == 1
    assert found["Là thành viên mà chưa có sáng kiến"] == (50, "1/2")  # ATUC of WFTU, ATUC
    rows = table(told)
    assert rows[NAMES["WFTU"]] == [2, "2", "1", "30/04/2026", ""]
    assert rows[NAMES["ATUC"]] == [1, 0, 0, None, "có"]
    assert rows["Tổ chức Lao động quốc tế (ILO)"][0] == 1
    assert drawn(told, "dots")["rows"][0] == {"label": "WFTU", "first": 2, "second": 2}
    assert told["sentence"] == (
        "Từ năm 2022: 2 sáng kiến qua 3 cuộc họp đa phương; 1/2 tổ chức ta là thành viên chưa có đề xuất, "
        "phát biểu nào."
    )


def test_the_list_behind_holds_the_initiatives_of_the_term(world, client, presidium):
    client.force_login(presidium)
    url = answer(KEY, presidium)["headlines"][0]["url"]
    assert client.get(url).context["page"].paginator.count == 2


def test_an_earlier_year_ends_its_own_term(world, presidium):
    told = answer(KEY, presidium, year=2023)  # 2019–2023
    assert headlines(told)["Sáng kiến"] == (
        2,
        "2 sáng kiến/2 cuộc họp",
    )  # WFTU 2023, ATUC 2021; two conferences
    assert headlines(told)["Là thành viên mà chưa có sáng kiến"] == (0, "0/2")


def test_a_unit_is_told_of_its_own_memberships_and_meetings(
    world, officer, presidium, province, other_officer
):
    for told in (answer(KEY, officer), answer(KEY, presidium, unit=province)):
        assert headlines(told)["Sáng kiến"] == (0, "0 sáng kiến/1 cuộc họp")
        assert headlines(told)["Là thành viên mà chưa có sáng kiến"] == (
            None,
            "0/0",
        )  # no silence of others is told
    assert answer(KEY, other_officer)["is_empty"]


def test_nothing_recorded_is_said(presidium):
    assert answer(KEY, presidium)["is_empty"]


def test_questions_do_not_grow_with_rows(centre, presidium):
    everywhere(centre, 1)
    few = cost(KEY, presidium)
    everywhere(centre, 9)
    assert cost(KEY, presidium) == few
