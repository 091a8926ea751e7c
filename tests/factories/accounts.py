"""Accounts, and people who hold an office."""

import datetime as dt
from functools import cache

import factory
from django.contrib.auth.hashers import make_password

from portal.access.roles import ROLES
from portal.access.services import grant_role
from portal.accounts.models import User
from portal.units.models import Unit

from .units import confederation

PASSWORD = "đối-ngoại-2026"
OFFICE_BEGINS = dt.date(2020, 1, 1)


@cache
def _hashed() -> str:
    return make_password(PASSWORD)


class UserFactory(factory.django.DjangoModelFactory):
    """An account without an office, with `PASSWORD`."""

    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"taikhoan{n}")
    display_name = factory.LazyAttribute(lambda user: f"Tài khoản {user.username}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.vn")
    password = factory.LazyFunction(_hashed)


def holder(
    role: str, unit: Unit | None = None, *, valid_from: dt.date = OFFICE_BEGINS, valid_to=None, **values
) -> User:
    """Somebody who holds `role` on `unit` (a central role: on the Confederation)."""
    unit = unit or confederation()
    values.setdefault("username", f"{role}.{unit.code}".lower())
    values.setdefault("display_name", f"{ROLES[role].label} {unit}")
    user = UserFactory(**values)
    grant_role(user=user, role=role, unit=unit, valid_from=valid_from, valid_to=valid_to, by=None)
    return user
