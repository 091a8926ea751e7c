"""Roles as lists of permissions. Codes are stored, so a role may be renamed on screen at any time."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .permissions import Permission as P


@dataclass(frozen=True)
class Role:
    """What an office holds, with the sentence that the screen shows to whoever gives it."""

    code: str
    label: str | Promise
    description: str | Promise
    permissions: frozenset[P]
    is_central: bool = False


def _role(code, label, description, *permissions, is_central=False):
    return Role(code, label, description, frozenset(permissions), is_central)


_READING = (P.RECORD_VIEW, P.REPORT_VIEW)
_DEPARTMENT = (
    *_READING,
    P.RECORD_EDIT,
    P.RECORD_IMPORT,
    P.PARTNER_EDIT,
    P.ASSESSMENT_READ,
    P.REPORT_REVIEW,
    P.CHASE,
    P.CONSOLIDATE,
)

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        _role(
            "unit_officer",
            _("Unit officer"),
            _("Enters the unit's records and writes its reports; submits them with the signed copy."),
            *_READING,
            P.RECORD_EDIT,
            P.RECORD_IMPORT,
            P.REPORT_WRITE,
            P.REPORT_SUBMIT_SIGNED,
        ),
        _role(
            "unit_leader",
            _("Unit leader"),
            _("Reads everything of the unit and submits its reports."),
            *_READING,
            P.REPORT_WRITE,
            P.REPORT_SUBMIT,
        ),
        _role(
            "secretary",
            _("Leader's secretary"),
            _("Records a leader's handwritten decision with its scan, in the leader's name."),
            *_READING,
            P.DECISION_RECORD,
        ),
        _role("clerk", _("Clerk"), _("Gives papers their number and date."), *_READING, P.NUMBER),
        _role(
            "department_officer",
            _("International Department officer"),
            _(
                "Keeps partners and all registers, reviews reports, chases the late, builds the consolidated report."
            ),
            *_DEPARTMENT,
            is_central=True,
        ),
        _role(
            "department_head",
            _("Head of the International Department"),
            _("All that an officer may; opens reporting cycles, and puts the report to the Presidium."),
            *_DEPARTMENT,
            P.CYCLE_MANAGE,
            P.PUT,
            P.ASSESSMENT_RULE,
            P.LEADERSHIP,
            is_central=True,
        ),
        _role(
            "presidium",
            _("Presidium"),
            _("Reads everything and decides what is put to it."),
            *_READING,
            P.LEADERSHIP,
            P.DECIDE,
            P.EXEMPT,
            P.ASSESSMENT_READ,
            is_central=True,
        ),
        _role(
            "inspector",
            _("Inspector"),
            _("Reads everything and the audit trail."),
            *_READING,
            P.AUDIT_READ,
            is_central=True,
        ),
        _role(
            "administrator",
            _("Administrator"),
            _("Looks after people, units, rules, holidays and recipients; sees no content."),
            P.PEOPLE_MANAGE,
            P.UNITS_MANAGE,
            P.RULES_MANAGE,
            P.AUDIT_READ,
            is_central=True,
        ),
    )
}


def roles_with(permission: str) -> list[str]:
    """Codes of the roles that hold the permission."""
    return [code for code, role in ROLES.items() if permission in role.permissions]


def role_choices() -> list[tuple[str, str | Promise]]:
    return [(role.code, role.label) for role in ROLES.values()]
