"""Units seen from the administrator's pages: lists of any day, previews, conflicts; and a unit's own contact."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.units.models import Unit
from tests.factories.units import UnitFactory, unit_before

LIST = "/quan-tri/don-vi/"
BASIS = "Quyết định 12/QĐ-TLĐ"


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator)
    return client


def settings_of(unit, **values):
    names = ["submission_mode", "certainty", "place", "symbol", "contact_post"]
    return {"revision": unit.revision, **{name: getattr(unit, name) for name in names}, **values}


def test_the_list_is_of_the_day_asked_for(desk, province):
    old = unit_before(province, code="LDLD-YBI", province_name="Yên Bái")
    before = set(desk.get(f"{LIST}?on=30/06/2025").context["page"].object_list)
    after = set(desk.get(f"{LIST}?on=01/07/2025").context["page"].object_list)
    assert old in before
    assert province not in before
    assert province in after
    assert old not in after


def test_a_unit_is_found_by_a_former_name_and_shows_its_lineage(desk, province):
    old = unit_before(province, code="LDLD-YBI", province_name="Yên Bái")
    assert set(desk.get(f"{LIST}?q=yen+bai&on=01/01/2025").context["page"].object_list) == {old}
    page = desk.get(f"{LIST}{old.pk}/")
    assert list(page.context["heirs"]) == [province]
    assert f"{LIST}{province.pk}/" in page.content.decode()


def test_what_is_to_be_confirmed_is_shown_so(desk, province):
    Unit.objects.filter(pk=province.pk).update(certainty="low", notes="Chưa rõ ngày")
    assert "status--wait" in desk.get(f"{LIST}?certainty=low").content.decode()
    assert "Chưa rõ ngày" in desk.get(f"{LIST}{province.pk}/").content.decode()


def test_the_second_saver_sees_both_versions_and_loses_nothing(desk, province):
    stale = settings_of(province, place="Cam Đường")
    desk.post(f"{LIST}{province.pk}/sua/", settings_of(province, place="Sa Pa"))
    response = desk.post(f"{LIST}{province.pk}/sua/", stale)
    assert response.status_code == 422
    differing = [row for row in response.context["conflict"] if row["differs"]]
    assert [(row["mine"], row["theirs"]) for row in differing] == [("Cam Đường", "Sa Pa")]
    province.refresh_from_db()
    assert province.place == "Sa Pa"
    again = stale | {"revision": response.context["form"]["revision"].value()}
    assert desk.post(f"{LIST}{province.pk}/sua/", again).status_code == 302
    province.refresh_from_db()
    assert (province.place, province.revision) == ("Cam Đường", 3)


def test_merging_shows_what_follows_before_it_happens(desk, province, other_province, officer):
    sent = {
        "predecessors": [province.pk, other_province.pk], "successor": "", "code": "LDLD-MOI", "name": "LĐLĐ tỉnh Mới",
        "short_name": "LĐLĐ tỉnh Mới", "on": "01/07/2027", "legal_basis": BASIS, "move_offices": "on",
    }  # fmt: skip
    first = desk.post(f"{LIST}sap-nhap/", sent)
    assert any("30/06/2027" in sentence for sentence in first.context["foreseen"])
    assert any(str(officer) in sentence for sentence in first.context["foreseen"])
    assert not Unit.objects.filter(code="LDLD-MOI").exists()
    assert desk.post(f"{LIST}sap-nhap/", {**sent, "confirm": "1"}).status_code == 302
    merged = Unit.objects.get(code="LDLD-MOI")
    province.refresh_from_db()
    assert province.valid_to == dt.date(2027, 6, 30)
    days = list(officer.roles.order_by("valid_from").values_list("unit", "valid_from", "valid_to"))
    assert days == [
        (province.pk, dt.date(2020, 1, 1), dt.date(2027, 6, 30)),
        (merged.pk, dt.date(2027, 7, 1), None),
    ]


def test_merging_asks_for_two_units_and_a_basis(desk, province):
    response = desk.post(f"{LIST}sap-nhap/", {"predecessors": [province.pk], "on": "01/07/2027"})
    assert {"predecessors", "legal_basis", "code"} <= set(response.context["form"].errors)


def test_splitting_takes_one_unit_a_line(desk, province):
    address = f"{LIST}{province.pk}/chia-tach/"
    sent = {"parts": "P-1 | LĐLĐ tỉnh Một | LĐLĐ Một\nP-2", "on": "01/07/2027", "legal_basis": BASIS}
    assert "P-2" in desk.post(address, sent).context["form"].errors["parts"][0]
    sent["parts"] = "P-1 | LĐLĐ tỉnh Một | LĐLĐ Một\nP-2 | LĐLĐ tỉnh Hai | LĐLĐ Hai"
    assert desk.post(address, sent).context["foreseen"]
    desk.post(address, {**sent, "confirm": "1"})
    assert Unit.objects.get(code="P-2").preceded_by.get().predecessor == province


def test_renaming_and_closing_ask_twice(desk, province):
    renamed = {"name": "LĐLĐ tỉnh Khác", "short_name": "LĐLĐ Khác", "on": "01/01/2027", "legal_basis": BASIS}
    address = f"{LIST}{province.pk}/doi-ten/"
    assert desk.post(address, renamed).context["foreseen"]
    desk.post(address, {**renamed, "confirm": "1"})
    closed = {"on": "31/12/2027", "legal_basis": BASIS}
    address = f"{LIST}{province.pk}/ket-thuc/"
    assert desk.post(address, closed).context["foreseen"]
    province.refresh_from_db()
    assert (province.name, province.valid_to) == ("LĐLĐ tỉnh Khác", None)
    desk.post(address, {**closed, "confirm": "1"})
    province.refresh_from_db()
    assert province.valid_to == dt.date(2027, 12, 31)


def test_a_unit_changes_its_own_contact_and_nothing_else(client, officer, province, other_province):
    client.force_login(officer)
    sent = {
        "revision": province.revision,
        "contact_post": "Phó Trưởng ban",
        "contact_telephone": "0214 2",
        "contact_email": "",
        "place": "X",
        "name": "X",
    }
    assert client.post("/quan-tri/don-vi-cua-toi/", sent).status_code == 302
    before = province.name
    province.refresh_from_db()
    assert (province.contact_telephone, province.contact_post) == ("0214 2", "Phó Trưởng ban")
    assert (province.name, province.place) == (before, "")
    address = f"/quan-tri/don-vi-cua-toi/?unit={other_province.pk}"
    assert client.post(address, sent).status_code == 404


def test_the_list_costs_the_same_for_three_and_for_thirty(desk, centre):
    def cost(count):
        for _number in range(count):
            UnitFactory()
        with CaptureQueriesContext(connection) as queries:
            desk.get(LIST)
        return len(queries)

    cost(2)
    assert cost(1) == cost(20)
