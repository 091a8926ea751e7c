"""Dossiers belong to their unit: read by who reads its records, changed by who enters them."""

from django.utils import timezone

from delegations.models import DossierState, Member, Requirement
from delegations.reference.requirements import load_requirements
from delegations.services.dossiers import open_dossier
from delegations.services.waivers import waive
from portal.access.roles import ROLES
from tests.factories.delegations import delegation, event

from . import EDITORS, READERS, STRANGER, page, register

AT = timezone.now()
ADMINISTRATOR = ("administrator",)


def opened(world, make):
    load_requirements()
    return open_dossier(make(world.province), by=None, at=AT)


def a_delegation(world):
    return opened(world, delegation)


def an_event(world):
    return opened(world, event)


def with_member(world):
    record = a_delegation(world)
    return [record.pk, Member.objects.create(delegation=record, name="Thành viên").pk]


def args_of(make, *more):
    return lambda world: [make(world).pk, *more]


def part_of(make, kind):
    def args(world):
        record = make(world)
        return [record.pk, Requirement.objects.filter(kind=kind).exclude(built_in="report").first().pk]

    return args


def waived(make, kind):
    def args(world):
        pk, part = part_of(make, kind)(world)
        record = type(make(world)).objects.get(pk=pk)
        row = waive(record, Requirement.objects.get(pk=part), by=None, at=AT, reason="Không cần.")
        return [pk, row.pk]

    return args


def approved(make):
    def args(world):
        record = make(world)
        type(record).objects.filter(pk=record.pk).update(dossier_state=DossierState.APPROVED)
        return [record.pk]

    return args


REFUSED = {role: 403 for role in READERS if role not in EDITORS}


def reading(args):
    return page(*READERS, others=404, args=args)


def editing(args, **options):
    return page(*EDITORS, also=REFUSED, others=404, args=args, **options)


def of(name, make, kind):
    """The pages that delegations and conferences have alike."""
    return {
        f"{name}-dossier": reading(args_of(make)),
        f"{name}-programme": reading(args_of(make)),
        f"{name}-open": editing(args_of(make), ok=302, method="post"),
        f"{name}-basis": editing(args_of(make)),
        f"{name}-step": editing(args_of(make, "submit")),
        f"{name}-shift": editing(args_of(make, "postpone")),
        f"{name}-waive": editing(part_of(make, kind)),
        f"{name}-unwaive": editing(waived(make, kind), ok=302, method="post"),
        f"{name}-decide": editing(approved(make)),
        f"{name}-programme-edit": editing(args_of(make)),
    }


def requirement(world):
    load_requirements()
    return Requirement.objects.first()


ROWS = {
    **of("delegation", a_delegation, "outgoing"),
    **of("event", an_event, "conference"),
    "members": reading(args_of(a_delegation)),
    "member-add": editing(args_of(a_delegation)),
    "member-edit": editing(with_member),
    "member-drop": editing(with_member, ok=302, method="post"),
    "member-count": editing(lambda world: with_member(world)[:1], ok=302, method="post"),
    **register(
        "requirement", requirement, readers=(*ROLES, STRANGER), editors=ADMINISTRATOR, creators=ADMINISTRATOR
    ),
}
