"""manage.py create_administrator: the first account of a new portal."""

import io

import pytest
from django.core.management import CommandError, call_command

from portal.access.permissions import Permission
from portal.access.scope import can
from portal.accounts.models import User


def run(*arguments):
    out = io.StringIO()
    call_command("create_administrator", *arguments, stdout=out)
    return out.getvalue()


def test_without_a_password_a_link_is_printed(centre, client):
    said = run("quantri", "--name", "Quản trị")
    link = said.split()[-1]
    user = User.objects.get(username="quantri")
    assert not user.has_usable_password()
    assert can(user, Permission.PEOPLE_MANAGE)
    path = "/" + link.split("/", 3)[3]
    assert not client.get(path, follow=True).context.get("token_fail")


def test_the_password_comes_from_the_environment_and_is_not_printed(centre, monkeypatch):
    monkeypatch.setenv("PORTAL_ADMIN_PASSWORD", "đủ-dài-và-lạ-2026")
    said = run("quantri", "--name", "Quản trị", "--email", "quantri@example.vn")
    assert "đủ-dài" not in said
    assert User.objects.get(username="quantri").check_password("đủ-dài-và-lạ-2026")


@pytest.mark.parametrize("weak", ["ngắn", "1234567890"])
def test_a_weak_password_makes_no_account(centre, monkeypatch, weak):
    monkeypatch.setenv("PORTAL_ADMIN_PASSWORD", weak)
    with pytest.raises(CommandError):
        run("quantri", "--name", "Quản trị")
    assert not User.objects.exists()


def test_a_name_that_is_taken_is_refused(centre):
    run("quantri", "--name", "Quản trị")
    with pytest.raises(CommandError):
        run("QUANTRI", "--name", "Khác")


def test_a_portal_without_units_says_what_to_do(db):
    with pytest.raises(CommandError, match="load_reference"):
        run("quantri", "--name", "Quản trị")
