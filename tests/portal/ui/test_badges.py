"""The numbers of the sidebar: one question for all, worded once, answered anew each time."""

import datetime as dt

import pytest
from django.db.models.functions import Now

from portal.accounts.models import User
from portal.notifications.models import Notice
from portal.ui import badges, navigation
from portal.units.models import Unit

pytestmark = pytest.mark.django_db
ROLES = ("officer", "leader", "secretary", "clerk", "department_officer", "presidium", "administrator")


def again(user) -> User:
    """The user of the next request: nothing is remembered in it."""
    return User.objects.get(pk=user.pk)


@pytest.fixture
def entries(monkeypatch):
    """A sidebar of these entries alone: address → rows that its badge counts."""

    def only(**counted):
        found = {
            name: navigation.Entry(navigation.Group.WORK, name, name, "x", counted=rows)
            for name, rows in counted.items()
        }
        monkeypatch.setattr(navigation, "_entries", found)
        monkeypatch.setattr(navigation, "_addresses", lambda: {name: f"/{name}/" for name in found})

    return only


def test_all_badges_are_one_question(officer, django_assert_num_queries):
    user = again(officer)
    assert user.offices_today
    with django_assert_num_queries(1):
        navigation.numbers(user)


@pytest.mark.parametrize("role", ROLES)
def test_wording_asks_nothing(request, role, django_assert_num_queries):
    user = again(request.getfixturevalue(role))
    assert user.offices_today
    badges._question.cache_clear()
    for entry in navigation._entries.values():
        if entry.counted and entry.visible(user):
            with django_assert_num_queries(0):
                badges._question((entry.counted,), badges._Asker(user))


@pytest.mark.parametrize("role", ROLES)
def test_who_sees_an_entry_follows_from_the_standing_alone(request, role, django_assert_num_queries):
    user = again(request.getfixturevalue(role))
    assert user.offices_today
    with django_assert_num_queries(0):
        assert [entry for entry in navigation._entries.values() if entry.visible(user)]


def test_each_badge_says_what_its_rows_say(request):
    for role in ROLES:
        user = again(request.getfixturevalue(role))
        for name, number in navigation.numbers(user).items():
            rows = navigation._entries[name].counted(user)
            assert number == sum(one.count() for one in rows), (role, name)


def test_what_changes_is_counted_at_once(officer, entries):
    entries(notices=lambda user: [Notice.objects.visible_to(user).unread()])
    user = again(officer)
    before = navigation.numbers(user)["notices"]
    notice = Notice.objects.create(recipient=user, subject="A", kind="a")
    assert navigation.numbers(again(officer))["notices"] == before + 1
    Notice.objects.filter(pk=notice.pk).update(read_at=Now())
    assert navigation.numbers(again(officer))["notices"] == before


def test_words_are_remembered_for_the_person_the_offices_and_the_day(officer, clerk, entries, monkeypatch):
    worded, day = [], dt.date(2026, 11, 22)
    monkeypatch.setattr(badges.timezone, "localdate", lambda: day)
    entries(units=lambda user: [worded.append(user.pk) or Unit.objects.filter(pk__in=_units(user))])
    assert navigation.numbers(again(officer)) == navigation.numbers(again(officer)) == {"units": 1}
    assert worded == [officer.pk]
    navigation.numbers(again(clerk))
    assert worded == [officer.pk, clerk.pk]
    day += dt.timedelta(days=1)
    navigation.numbers(again(officer))
    assert worded == [officer.pk, clerk.pk, officer.pk]


def test_who_loses_an_office_is_asked_otherwise(officer, entries):
    entries(units=lambda user: [Unit.objects.filter(pk__in=_units(user))])
    assert navigation.numbers(again(officer)) == {"units": 1}
    officer.roles.all().delete()
    assert navigation.numbers(again(officer)) == {"units": 0}


def test_several_sets_of_rows_are_added_and_none_is_nothing(officer, centre, province, entries):
    both = Unit.objects.filter(pk=centre.pk), Unit.objects.filter(pk=province.pk).order_by("name")
    entries(both=lambda user: both, none=lambda user: [Unit.objects.none()], nobody=lambda user: [])
    assert navigation.numbers(officer) == {"both": 2, "none": 0, "nobody": 0}


def test_a_page_without_such_badges_asks_nothing(officer, entries, django_assert_num_queries):
    entries()
    assert officer.offices_today
    with django_assert_num_queries(0):
        assert navigation.numbers(officer) == {}


def _units(user) -> list[int]:
    return [office.unit_id for office in user.offices_today]
