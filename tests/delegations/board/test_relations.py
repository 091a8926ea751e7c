"""Questions 6 and 9: rank against activity, silent and fragile relations; whose turn it is to visit."""

import pytest

from portal.deadlines.reference import load
from tests.factories.agreements import partner
from tests.factories.board_worlds import everywhere
from tests.factories.panels import answer, cost, drawn, headlines, panel_of, table, texts
from tests.factories.partners_relationship import promise, touch

pytestmark = pytest.mark.django_db
GAP, SILENT, TURNS = "partners-gap", "partners-silent", "partners-reciprocity"


@pytest.fixture(autouse=True)
def rules(db):
    load()


@pytest.fixture
def world(centre, province):
    """On 15/11/2026, with the rules that ship: special asks for 6 in 12 months, agreement 2, exchange 1 (3 in 36).

    LFTU (special): 2 contacts of 6, the last on 01/09/2026, a matter in 2026: thin, fragile. DGB (agreement): the last
    on 01/03/2024: silent. CGT (exchange): 1 in 12 months and 3 in 36: in keeping. ACFTU: no level, no focus.
    """
    lftu = partner(relationship_level="special")
    dgb = partner("Liên đoàn Công đoàn Đức", "DGB", "DE", relationship_level="agreement")
    cgt = partner("Tổng Liên đoàn Lao động Pháp", "CGT", "FR", relationship_level="exchange")
    partner("Tổng Công hội Trung Quốc", "ACFTU", "CN")
    touch(lftu, centre, "2026-09-01", "visit_out", level="high_level")
    touch(lftu, province, "2026-02-01", "talks")
    touch(lftu, province, "2026-04-01", "matter")
    touch(dgb, centre, "2024-03-01", "visit_in")
    for day in ("2026-03-01", "2025-03-01", "2024-03-01"):
        touch(cgt, centre, day, "talks")
    promise(dgb, centre, origin="agreement", due_on="2026-01-01", kept_on="2026-01-01")
    promise(dgb, centre, origin="agreement", due_on="2026-02-01")


def test_high_rank_and_little_activity_stand_in_a_list_the_worst_first(world, presidium):
    told = answer(GAP, presidium)
    found = headlines(told)
    assert found["Im ắng"] == (33, "1/3")
    assert found["Chưa tương xứng"] == (33, "1/3")
    assert found["Tương xứng"] == (33, "1/3")
    assert [texts(row)[0] for row in told["rows"]] == [
        "Liên đoàn Công đoàn Đức (DGB)", "Liên hiệp Công đoàn Lào (LFTU)"
    ]  # fmt: skip
    rows = table(told)
    assert rows["Liên hiệp Công đoàn Lào (LFTU)"][1:3] == ["2/6", "1/2"]  # contacts; visits at high level
    promises = rows["Liên đoàn Công đoàn Đức (DGB)"][3:]
    assert promises == ["1/2", "01/03/2024", "im ắng"]  # one kept of two due
    assert drawn(told, "dots")["rows"][1] == {"label": "LFTU", "first": 2, "second": 6}
    assert told["sentence"] == "2/3 đối tác có hoạt động chưa tương xứng với tầm quan hệ; xa nhất là DGB."


def test_a_list_behind_holds_as_many_as_the_figure(world, client, department_officer):
    client.force_login(department_officer)
    for headline in answer(GAP, department_officer)["headlines"]:
        assert client.get(headline["url"]).context["page"].paginator.count == 1


def test_days_since_the_last_contact_and_matters_of_twelve_months(world, presidium):
    told = answer(SILENT, presidium)
    assert headlines(told)["Im ắng"] == (33, "1/3")
    assert headlines(told)["Dễ bị tác động"] == (33, "1/3")
    rows = table(told)
    assert rows["Liên đoàn Công đoàn Đức (DGB)"] == ["01/03/2024", 989, 0, "im ắng"]  # 306 + 365 + 318 days
    assert rows["Liên hiệp Công đoàn Lào (LFTU)"] == ["01/09/2026", 75, "1", "dễ bị tác động"]  # 29 + 31 + 15
    assert len(rows) == 2
    assert told["sentence"] == "1/3 quan hệ đang im ắng; 1 đối tác có vấn đề phát sinh trong 12 tháng."


@pytest.mark.parametrize("key", [GAP, SILENT, "partners-trust"])
def test_judgements_of_relations_are_for_the_department_and_the_leaders(
    key, officer, leader, secretary, clerk, administrator, department_officer, department_head, presidium
):
    for outsider in (officer, leader, secretary, clerk, administrator):
        assert panel_of(key, outsider) is None
    for reader in (department_officer, department_head, presidium):
        assert panel_of(key, reader)


def test_of_a_unit_its_partners_alone_are_judged_by_the_activity_of_all(world, province, presidium):
    told = answer(GAP, presidium, unit=province)
    assert headlines(told)["Chưa tương xứng"] == (100, "1/1")  # Lào Cai met LFTU alone
    assert table(told)["Liên hiệp Công đoàn Lào (LFTU)"][1] == "2/6"  # the visit of the centre counts


def test_whose_turn_follows_from_visits_of_five_years(centre, province, officer, presidium):
    lftu, acftu = partner(), partner("Tổng Công hội Trung Quốc", "ACFTU", "CN")
    for day, kind, level in (
        ("2026-03-01", "visit_out", "high_level"), ("2025-03-01", "visit_out", ""), ("2024-03-01", "visit_in", ""),
        ("2021-12-31", "visit_in", "high_level"),
    ):  # fmt: skip
        touch(lftu, centre, day, kind, level=level)  # since 2022: 2 of ours (1 high), 1 of theirs: their turn
    touch(acftu, province, "2026-04-01", "visit_in")  # our turn
    told = answer(TURNS, presidium)
    found = headlines(told)
    assert (found["Ta đi"][0], found["Bạn đến"][0]) == (2, 2)
    assert found["Đến lượt ta đi"] == (50, "1/2")
    assert found["Đến lượt bạn sang"] == (50, "1/2")
    assert table(told)["Liên hiệp Công đoàn Lào (LFTU)"][:4] == [2, 1, 1, 0]
    assert told["sentence"] == "Từ năm 2022: ta đi 2 đoàn, bạn đến 2 đoàn; với 1 đối tác đến lượt ta đi."
    own = table(answer(TURNS, officer))
    assert list(own) == ["Tổng Công hội Trung Quốc (ACFTU)"]
    assert own["Tổng Công hội Trung Quốc (ACFTU)"][:4] == [0, 0, 1, 0]


@pytest.mark.parametrize("key", [GAP, SILENT, TURNS])
def test_nothing_recorded_is_said(key, presidium):
    told = answer(key, presidium)
    assert told["is_empty"]
    assert told["sentence"]


@pytest.mark.parametrize("key", [GAP, SILENT, TURNS])
def test_questions_do_not_grow_with_rows(key, centre, presidium):
    everywhere(centre, 1)
    few = cost(key, presidium)
    everywhere(centre, 9)
    assert cost(key, presidium) == few
