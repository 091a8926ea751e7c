"""What administrators do in one step: a person with account, post, role and invitation; units that merge with offices."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from portal.access.models import RoleAssignment
from portal.access.permissions import Permission
from portal.access.scope import require
from portal.access.services import end_role, grant_role
from portal.accounts.models import User
from portal.accounts.services import create_account, invite
from portal.notifications.messages import render_notice
from portal.notifications.services import absolute, write_letter
from portal.people.services import enter_person, take_post
from portal.units.models import Unit
from portal.units.services import close_unit, merge_units, split_unit

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Newcomer:
    """What the administrator writes about somebody who is to work in the portal."""

    display_name: str
    username: str
    unit: Unit
    post: str
    role: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    email: str = ""
    telephone: str = ""


@transaction.atomic
def take_on(newcomer: Newcomer, *, by) -> tuple[User, str]:
    """Account, person, post and role in one step; returns the account and the invitation's address.

    Raises ValidationError (with the field) for data that cannot be, PermissionDenied without PEOPLE_MANAGE.
    """
    require(by, Permission.PEOPLE_MANAGE)
    user = create_account(
        username=newcomer.username, display_name=newcomer.display_name, email=newcomer.email,
        telephone=newcomer.telephone, by=by,
    )  # fmt: skip
    person = enter_person(
        name=newcomer.display_name, user=user, telephone=newcomer.telephone, email=newcomer.email, by=by
    )
    if newcomer.post:
        take_post(
            person,
            unit=newcomer.unit,
            title=newcomer.post,
            on=newcomer.valid_from,
            until=newcomer.valid_to,
            by=by,
        )
    grant_role(
        user=user, role=newcomer.role, unit=newcomer.unit, valid_from=newcomer.valid_from, valid_to=newcomer.valid_to,
        by=by,
    )  # fmt: skip
    return user, send_invitation(user, by=by)


@transaction.atomic
def send_invitation(user: User, *, by) -> str:
    """A letter with the link to set the password, for those who have mail; returns the link, to be sent by Zalo."""
    require(by, Permission.PEOPLE_MANAGE)
    link = absolute(invite(user, by=by))
    if user.email:
        write_letter(
            to=user.email, message=render_notice("accounts/invitation", {"who": user, "link": link}), by=by
        )
    return link


def offices_on(units: list[Unit], *, on: dt.date):
    """Roles held on any of these units on that day or later."""
    return (
        RoleAssignment.objects.filter(unit__in=units).exclude(valid_to__lt=on).select_related("user", "unit")
    )


@transaction.atomic
def merge(
    *, predecessors: list[Unit], successor: Unit, on: dt.date, legal_basis: str, move_offices: bool, by
) -> Unit:
    """Merge units; the roles held on them end the day before, and go on at the successor where wanted."""
    require(by, Permission.UNITS_MANAGE)
    merge_units(predecessors=predecessors, successor=successor, on=on, legal_basis=legal_basis, by=by)
    closing = [unit for unit in predecessors if unit.pk != successor.pk]
    _end_offices(closing, last_day=on - DAY, by=by, onto=successor if move_offices else None)
    return successor


@transaction.atomic
def split(*, unit: Unit, parts: list[Unit], on: dt.date, legal_basis: str, by) -> list[Unit]:
    """Split a unit; its offices end the day before, since nobody but a person can say who goes where."""
    require(by, Permission.UNITS_MANAGE)
    split_unit(unit, parts=parts, on=on, legal_basis=legal_basis, by=by)
    _end_offices([unit], last_day=on - DAY, by=by)
    return parts


@transaction.atomic
def close(*, unit: Unit, on: dt.date, legal_basis: str, by) -> Unit:
    """Close a unit on its last day `on`, with the offices held on it."""
    require(by, Permission.UNITS_MANAGE)
    close_unit(unit, on=on, legal_basis=legal_basis, by=by)
    _end_offices([unit], last_day=on, by=by)
    return unit


def _end_offices(units: list[Unit], *, last_day: dt.date, by, onto: Unit | None = None) -> None:
    for office in offices_on(units, on=last_day + DAY):
        until = office.valid_to
        end_role(assignment=office, on=last_day, by=by)
        if onto is not None:
            grant_role(
                user=office.user, role=office.role, unit=onto, valid_from=max(office.valid_from, last_day + DAY),
                valid_to=until, by=by,
            )  # fmt: skip
