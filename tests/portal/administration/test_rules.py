"""Rules, days off and reporting windows: corrected, or changed from a day on; the past stays."""

import datetime as dt

import pytest

from portal.audit.models import Entry, Verb
from portal.deadlines.models import Holiday, Rule
from portal.deadlines.rules import number

RULE = {
    "code": "R-T", "description": "Thử", "number": "5", "unit": "days", "valid_from": "01/01/2020", "source": "Luật A",
    "confidence": "found",
}  # fmt: skip


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def rule(db):
    return Rule.objects.create(
        code="R-T", description="Thử", number=5, valid_from=dt.date(2020, 1, 1), source="Luật A"
    )


def test_a_changed_law_is_a_new_row_and_the_old_one_counts_for_its_time(desk, rule):
    address = f"/quan-tri/quy-tac/quy-tac/{rule.pk}/thay/"
    assert (
        desk.post(
            address, {**RULE, "number": "7", "valid_from": "01/07/2026", "source": "Luật B"}
        ).status_code
        == 302
    )
    assert number("R-T", dt.date(2026, 6, 30)) == 5
    assert number("R-T", dt.date(2026, 7, 1)) == 7
    assert Rule.objects.filter(code="R-T").count() == 2


def test_a_change_before_the_row_in_force_is_refused_and_ends_nothing(desk, rule):
    response = desk.post(f"/quan-tri/quy-tac/quy-tac/{rule.pk}/thay/", {**RULE, "valid_from": "01/01/2019"})
    assert response.status_code == 422
    assert "01/01/2019" in response.context["form"].errors["valid_from"][0]
    rule.refresh_from_db()
    assert rule.valid_to is None


def test_a_mistake_is_corrected_in_its_row_and_is_on_the_trail(desk, rule):
    desk.post(f"/quan-tri/quy-tac/quy-tac/{rule.pk}/sua/", {**RULE, "number": "6"})
    rule.refresh_from_db()
    assert rule.number == 6
    assert Entry.objects.about(rule).get().verb == Verb.UPDATED


def test_the_same_code_is_not_open_twice(desk, rule):
    response = desk.post("/quan-tri/quy-tac/quy-tac/them/", {**RULE, "valid_from": "01/01/2026"})
    assert response.status_code == 422
    assert Rule.objects.filter(code="R-T").count() == 1


def test_a_day_off_is_added_and_taken_out(desk):
    sent = {"date": "02/09/2031", "name": "Quốc khánh", "kind": "holiday", "source": "Luật"}
    desk.post("/quan-tri/quy-tac/ngay-nghi/them/", sent)
    day = Holiday.objects.get(date=dt.date(2031, 9, 2))
    desk.post(f"/quan-tri/ngay-nghi/{day.pk}/xoa/")
    assert not Holiday.objects.filter(pk=day.pk).exists()
    assert Entry.objects.filter(verb=Verb.CANCELLED).get().target == "02/09/2031 – Quốc khánh"


def test_two_rows_for_one_day_are_refused(desk):
    sent = {"date": "02/09/2031", "name": "Quốc khánh", "kind": "holiday", "source": "Luật"}
    desk.post("/quan-tri/quy-tac/ngay-nghi/them/", sent)
    assert desk.post("/quan-tri/quy-tac/ngay-nghi/them/", sent).status_code == 422


@pytest.mark.parametrize("table", ["quy-tac", "ngay-nghi", "ky-bao-cao"])
def test_each_table_has_its_list(desk, rule, table):
    assert desk.get(f"/quan-tri/quy-tac/?bang={table}").context["kind"].key == table


def test_a_table_that_does_not_exist_is_not_found(desk):
    assert desk.get("/quan-tri/quy-tac/khac/them/").status_code == 404
