"""What holds whatever our pages do: the system check, the database's own rights, guardian's projection."""

import datetime as dt

import pytest
from django.db import connection, models, transaction
from django.db.utils import ProgrammingError
from django.test.utils import isolate_apps

from portal.access.checks import check_scopes
from portal.access.database import append_only_tables
from portal.access.grants import codename, project
from portal.access.models import UnitUserObjectPermission
from portal.access.roles import ROLES
from portal.access.services import grant_role
from portal.audit.models import Entry, Verb
from portal.audit.trail import record
from tests.factories.accounts import holder


def test_every_model_of_ours_says_who_sees_its_rows():
    assert check_scopes(None) == []


@isolate_apps("partners")
def test_a_model_without_scope_fails_the_system_check(monkeypatch):
    class Unscoped(models.Model):
        class Meta:
            app_label = "partners"

        def __str__(self):
            return ""

    Unscoped.__module__ = "partners.models"
    monkeypatch.setattr("portal.access.checks.apps.get_models", lambda: [Unscoped])
    (error,) = check_scopes(None)
    assert error.id == "access.E001"
    assert "partners.Unscoped" in error.msg


def test_append_only_tables_hold_the_trail_and_every_history():
    tables = append_only_tables()
    assert "audit_entry" in tables
    assert "units_unitevent" in tables
    assert len(tables) > 10


@pytest.mark.parametrize("act", ["UPDATE", "DELETE", "TRUNCATE"])
def test_the_web_server_has_no_right_to_change_what_was_kept(db, settings, act):
    with connection.cursor() as cursor:
        for table in append_only_tables():
            cursor.execute("SELECT has_table_privilege(%s, %s, %s)", [settings.WEB_ROLE, f'"{table}"', act])
            assert cursor.fetchone() == (False,), f"{act} on {table}"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor = 'x'",
        "DELETE FROM audit_entry",
        "UPDATE units_unitevent SET name = 'x'",
        "DELETE FROM units_unitevent",
        "TRUNCATE audit_entry",
        "CREATE TABLE x (y int)",
        "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
    ],
)
def test_the_database_refuses_the_web_server(province, statement):
    record(Verb.READ, province, by=None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("portal_web",)
        with pytest.raises(ProgrammingError, match="permission denied|must be owner"), transaction.atomic():
            cursor.execute(statement)
    assert Entry.objects.exists()


def test_even_the_owner_does_not_change_the_trail(province):
    entry = record(Verb.READ, province, by=None)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    for statement in ("UPDATE audit_entry SET actor = 'x'", "DELETE FROM audit_entry"):
        with (
            pytest.raises(Exception, match="Cannot (update|delete)"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert Entry.objects.get(pk=entry.pk).actor == "Hệ thống"


def projected(user):
    rows = UnitUserObjectPermission.objects.filter(user=user)
    return set(rows.values_list("content_object_id", "permission__codename"))


def expected(user):
    return {
        (office.unit_id, codename(permission))
        for office in user.roles.current()
        for permission in ROLES[office.role].permissions
    }


@pytest.mark.parametrize("role", ROLES)
def test_guardian_says_what_the_office_says(province, role):
    user = holder(role, province)
    assert projected(user) == expected(user)
    assert projected(user)


def test_several_offices_are_projected_together_and_forgotten_with_their_end(province, other_province):
    user = holder("unit_officer", province)
    grant_role(user=user, role="clerk", unit=other_province, valid_from=dt.date(2024, 1, 1), by=None)
    assert projected(user) == expected(user)
    assert {unit for unit, _code in projected(user)} == {province.pk, other_province.pk}
    user.roles.filter(unit=province).update(valid_to=dt.date.today() - dt.timedelta(days=1))
    project(user)
    assert {unit for unit, _code in projected(user)} == {other_province.pk}
