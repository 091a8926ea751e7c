"""Who sees what: by unit and all below it, closed by default, through mergers, and by sharing."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from partners.models import Contact, Partner, PartnerType
from portal.access.grants import share, unshare
from portal.access.permissions import Permission
from portal.access.roles import ROLES
from portal.access.scope import can, has, require, units_for
from portal.access.services import end_role, grant_role
from portal.audit.models import Entry, Verb
from portal.records.services import save_record
from portal.units.models import UnitType
from portal.units.services import merge_units
from tests.factories.accounts import UserFactory, holder
from tests.factories.units import UnitFactory, unit_before

TODAY = dt.date.today()
DAY = dt.timedelta(days=1)
READS_ALL = {"department_officer", "department_head", "presidium", "inspector"}


def contact_of(unit, **values):
    partner = save_record(
        Partner(name_vi="Đối tác thử", partner_type=PartnerType.choices[0][0], country="LA"), by=None
    )
    many = {"other_units": values.pop("other_units", [])}
    return save_record(Contact(partner=partner, name="Trưởng ban", unit=unit, **values), by=None, many=many)


def seen(user):
    return set(Contact.objects.visible_to(user))


@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_its_unit_and_nothing_of_another(province, other_province, role):
    own, other = contact_of(province), contact_of(other_province)
    expected = {own, other} if role in READS_ALL else set() if role == "administrator" else {own}
    user = holder(role) if ROLES[role].is_central else holder(role, province)
    assert seen(user) == expected


def test_an_office_reaches_all_units_below(province, officer):
    below = UnitFactory(unit_type=UnitType.GRASSROOTS_UNION, parent=province)
    assert seen(officer) == set()
    record = contact_of(below)
    assert seen(officer) == {record}


def test_an_office_below_does_not_reach_up(province):
    below = UnitFactory(unit_type=UnitType.GRASSROOTS_UNION, parent=province)
    contact_of(province)
    assert seen(holder("unit_officer", below)) == set()


def test_other_units_of_a_record_see_it(province, other_province, officer, other_officer):
    record = contact_of(province, other_units=[other_province])
    assert seen(other_officer) == {record}
    assert not record.may_edit(other_officer)
    assert record.may_edit(officer)


@pytest.mark.parametrize(
    ("begins", "ends"),
    [(TODAY - 400 * DAY, TODAY - DAY), (TODAY + DAY, None), (TODAY + DAY, TODAY + 2 * DAY)],
    ids=["ended yesterday", "begins tomorrow", "lies ahead"],
)
def test_an_office_that_is_not_held_today_opens_nothing(province, begins, ends):
    contact_of(province)
    user = holder("unit_officer", province, valid_from=begins, valid_to=ends)
    assert seen(user) == set()
    assert not has(user, Permission.RECORD_VIEW)
    assert not units_for(user, Permission.RECORD_VIEW).exists()


@pytest.mark.parametrize(
    ("begins", "ends"), [(TODAY, None), (TODAY - DAY, TODAY)], ids=["first day", "last day"]
)
def test_an_office_holds_on_its_first_and_its_last_day(province, begins, ends):
    record = contact_of(province)
    assert seen(holder("unit_officer", province, valid_from=begins, valid_to=ends)) == {record}


def test_nobody_and_an_account_without_office_see_nothing(province):
    contact_of(province)
    assert seen(UserFactory()) == set()
    assert seen(AnonymousUser()) == set()
    assert not Partner.objects.visible_to(UserFactory()).exists()


def test_a_closed_account_sees_nothing(province, officer):
    contact_of(province)
    officer.is_active = False
    assert seen(officer) == set()


def test_the_successor_reads_and_edits_what_the_old_unit_left(province, officer, other_officer):
    old = unit_before(province, code="LDLD-YBI", province_name="Yên Bái")
    record = contact_of(old)
    assert seen(officer) == {record}
    assert record.may_edit(officer)
    assert seen(other_officer) == set()
    assert record.unit == old


def test_a_successor_of_a_successor_reads_it_too(centre):
    middle = UnitFactory(province_name="Giữa", valid_from=dt.date(2025, 7, 1))
    first = unit_before(middle, province_name="Đầu")
    record = contact_of(first)
    last = UnitFactory(province_name="Cuối", valid_from=dt.date(2026, 4, 30))
    merge_units(
        predecessors=[middle], successor=last, on=last.valid_from, legal_basis="Nghị quyết 9", by=None
    )
    assert seen(holder("unit_officer", last)) == {record}


def test_a_record_shared_with_one_person_is_seen_by_that_person_alone(province, other_officer):
    record = contact_of(province)
    share(record, with_user=other_officer)
    assert seen(other_officer) == {record}
    assert seen(holder("unit_leader", other_officer.roles.get().unit)) == set()
    unshare(record, with_user=other_officer)
    assert seen(other_officer) == set()


def test_sharing_one_kind_of_record_does_not_open_another_with_the_same_number(province, other_officer):
    record = contact_of(province)
    share(record.partner, with_user=other_officer)
    assert record not in seen(other_officer)


def test_a_permission_is_used_only_where_it_is_held(province, other_province, officer):
    assert can(officer, Permission.REPORT_WRITE, province)
    assert not can(officer, Permission.REPORT_WRITE, other_province)
    assert not can(officer, Permission.PEOPLE_MANAGE)
    with pytest.raises(PermissionDenied):
        require(officer, Permission.REPORT_WRITE, other_province)


def test_giving_and_ending_a_role_is_on_the_trail_and_works_at_once(province, administrator):
    user = UserFactory()
    record = contact_of(province)
    office = grant_role(
        user=user, role="unit_officer", unit=province, valid_from=TODAY - DAY, by=administrator
    )
    assert seen(user) == {record}
    end_role(assignment=office, on=TODAY - DAY, by=administrator)
    office.user.refresh_from_db()
    assert seen(type(user).objects.get(pk=user.pk)) == set()
    verbs = list(Entry.objects.about(user).order_by("pk").values_list("verb", "actor_id"))
    assert verbs == [(Verb.GRANTED, administrator.pk), (Verb.REVOKED, administrator.pk)]


def test_only_who_manages_people_gives_roles(province, officer, department_head):
    for by in (officer, department_head):
        with pytest.raises(PermissionDenied):
            grant_role(user=officer, role="administrator", unit=province, valid_from=TODAY, by=by)
