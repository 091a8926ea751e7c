"""Taking people on, giving and ending roles, reading out codes, seen from the administrator's pages."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.accounts.models import OneTimeCode, User
from portal.administration.services import Newcomer, take_on
from portal.audit.models import Entry, Verb
from portal.notifications.models import Letter
from tests.factories.accounts import UserFactory, holder

TODAY = dt.date.today()
LIST = "/quan-tri/tai-khoan/"


@pytest.fixture
def desk(client, administrator):
    """The administrator's browser."""
    client.force_login(administrator)
    return client


def newcomer(unit, **values):
    return {
        "display_name": "Cán bộ đối ngoại", "post": "Chuyên viên", "username": "moi", "email": "moi@example.vn",
        "telephone": "0214 1", "unit": unit.pk, "role": "unit_officer", "valid_from": "01/07/2026", **values,
    }  # fmt: skip


def test_one_form_makes_account_person_post_role_and_invitation(desk, province):
    page = desk.post(f"{LIST}them/", newcomer(province)).content.decode()
    user = User.objects.get(username="moi")
    assert user.person.posts.get().title == "Chuyên viên"
    assert user.roles.get().unit == province
    letter = Letter.objects.get(to_address="moi@example.vn")
    link = next(word for word in letter.text.split() if "/tai-khoan/dat-mat-khau/" in word)
    assert f'data-copy="{link}"' in page


def test_without_mail_the_link_is_only_shown(desk, province):
    page = desk.post(f"{LIST}them/", newcomer(province, email="")).content.decode()
    assert "/tai-khoan/dat-mat-khau/" in page
    assert not Letter.objects.exists()


def test_a_name_that_is_taken_is_refused_at_its_field_and_nothing_is_left_behind(desk, province, officer):
    response = desk.post(f"{LIST}them/", newcomer(province, username=officer.username))
    assert response.status_code == 422
    assert "username" in response.context["form"].errors
    assert not User.objects.filter(display_name="Cán bộ đối ngoại").exists()


def test_a_central_role_is_held_at_the_centre(desk, province):
    response = desk.post(f"{LIST}them/", newcomer(province, role="administrator"))
    assert "unit" in response.context["form"].errors


def test_only_who_manages_people_takes_people_on(officer, province):
    values = Newcomer("Tên", "ten", province, "Chuyên viên", "unit_officer", TODAY)
    with pytest.raises(PermissionDenied):
        take_on(values, by=officer)
    assert not User.objects.filter(username="ten").exists()


def test_a_role_is_given_and_ended_with_days(desk, officer, other_province):
    given = {"role": "clerk", "unit": other_province.pk, "valid_from": "01/01/2026", "valid_to": ""}
    desk.post(f"{LIST}{officer.pk}/vai-tro/", given)
    office = officer.roles.get(role="clerk")
    desk.post(f"/quan-tri/vai-tro/{office.pk}/ket-thuc/", {"on": "31/03/2026"})
    office.refresh_from_db()
    assert office.valid_to == dt.date(2026, 3, 31)
    assert set(Entry.objects.about(officer).values_list("verb", flat=True)) >= {Verb.GRANTED, Verb.REVOKED}


def test_the_code_is_shown_after_the_check_and_only_then(desk, officer):
    address = f"{LIST}{officer.pk}/ma-mot-lan/"
    assert desk.post(address, {}).status_code == 422
    assert not OneTimeCode.objects.exists()
    shown = desk.post(address, {"checked": "on"})
    code = shown.context["code"].replace(" ", "")
    assert OneTimeCode.objects.get().opens_with(code)
    assert "no-store" in shown.headers["Cache-Control"]
    assert code not in desk.get(address).content.decode()


def test_closing_an_account_and_opening_it_again(desk, officer, administrator):
    address = f"{LIST}{officer.pk}/dong-mo/"
    desk.post(address, {"active": "0"})
    assert not User.objects.get(pk=officer.pk).is_active
    desk.post(address, {"active": "1"})
    assert User.objects.get(pk=officer.pk).is_active
    desk.post(f"{LIST}{administrator.pk}/dong-mo/", {"active": "0"})
    assert User.objects.get(pk=administrator.pk).is_active


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=lào", {"officer"}),
        ("role=unit_officer", {"officer", "other_officer"}),
        ("state=closed", set()),
        ("state=never&role=administrator", set()),
    ],
)
def test_the_list_is_filtered(desk, officer, other_officer, query, found):
    people = {"officer": officer, "other_officer": other_officer}
    rows = set(desk.get(f"{LIST}?{query}").context["page"].object_list)
    assert rows == {people[name] for name in found}


def test_the_list_costs_the_same_for_three_and_for_thirty(desk, province):
    def cost(count):
        for number in range(count):
            holder("clerk", province, username=f"vanthu{User.objects.count()}-{number}")
        with CaptureQueriesContext(connection) as queries:
            desk.get(LIST)
        return len(queries)

    cost(1)
    assert cost(2) == cost(22)


def test_an_account_without_office_is_shown_with_what_to_do(desk):
    lonely = UserFactory()
    page = desk.get(f"{LIST}{lonely.pk}/").content.decode()
    assert f"{LIST}{lonely.pk}/vai-tro/" in page
