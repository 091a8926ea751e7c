"""A list as it is opened is worded once, and shows each reader what they may see now."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.access.models import RoleAssignment
from portal.accounts.models import User
from portal.registers.listing import as_opened
from portal.ui.worded import Worded
from tests.bench.lists import registers
from tests.factories.delegations import delegation

pytestmark = pytest.mark.django_db
ROLES = ("officer", "leader", "department_officer", "presidium", "inspector", "administrator")


def shown(user) -> str:
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    return client.get(reverse("delegations:delegation-list")).content.decode()


def test_each_reader_sees_their_own_rows(officer, other_officer, province, other_province):
    delegation(province, "Đoàn của tỉnh này", starts_on="2026-03-01")
    delegation(other_province, "Đoàn của tỉnh kia", starts_on="2026-03-01")
    for _turn in range(2):
        assert "Đoàn của tỉnh này" in shown(officer)
        assert "Đoàn của tỉnh kia" not in shown(officer)
        assert "Đoàn của tỉnh kia" in shown(other_officer)
        assert "Đoàn của tỉnh này" not in shown(other_officer)


def test_who_moves_to_another_unit_sees_its_rows_at_once(officer, province, other_province):
    delegation(province, "Đoàn của tỉnh này", starts_on="2026-03-01")
    delegation(other_province, "Đoàn của tỉnh kia", starts_on="2026-03-01")
    assert "Đoàn của tỉnh này" in shown(officer)
    RoleAssignment.objects.filter(user=officer).update(unit=other_province)
    assert "Đoàn của tỉnh kia" in shown(officer)
    assert "Đoàn của tỉnh này" not in shown(officer)


def test_what_came_and_what_was_archived_shows_at_once(officer, province):
    shown(officer)
    made = delegation(province, "Đoàn vừa nhập", starts_on="2026-03-01")
    assert "Đoàn vừa nhập" in shown(officer)
    type(made).objects.filter(pk=made.pk).update(archived_at="2026-03-02T00:00Z")
    assert "Đoàn vừa nhập" not in shown(officer)


@pytest.mark.parametrize("role", ROLES)
def test_no_list_hangs_on_more_than_the_standing(request, role):
    """To word one asks the database nothing, so its words may be remembered."""
    user = User.objects.get(pk=request.getfixturevalue(role).pk)
    assert user.offices_today
    for register in registers():
        made = as_opened(register, user)._make
        assert Worded(lambda made=made: made()[:25]).lasts, register.name
