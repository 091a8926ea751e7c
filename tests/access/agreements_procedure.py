"""Procedures of agreements belong to the unit that answers for the agreement; their tables to administrators."""

from agreements.models import AgreementYear, GrantPart, ProcedurePart, ProcedureStage, StageCode
from agreements.reference.procedure import load_grant_parts
from agreements.services.agreement_years import save_year
from portal.access.roles import ROLES
from tests.factories import procedures

from . import EDITORS, READERS, STRANGER, page, register

ADMINISTRATOR = ("administrator",)
REFUSED = {role: 403 for role in READERS if role not in EDITORS}


def reading(args):
    return page(*READERS, others=404, args=args)


def editing(args, **options):
    return page(*EDITORS, also=REFUSED, others=404, args=args, **options)


def _agreement(world):
    procedures.load()
    return [procedures.drafted(world.province).pk]


def _procedure(world):
    return [procedures.opened(world.province).pk]


def _step(world):
    return [*_procedure(world), "cancel"]


def _stage_asked(world):
    made = procedures.opened(world.province)
    return [made.pk, procedures.stage_of(made, StageCode.CONSULT).pk]


def _opinion(world):
    opinion = procedures.ask(procedures.opened(world.province))
    return [opinion.procedure_id, opinion.pk]


def year(world):
    procedures.load()
    return save_year(AgreementYear(unit=world.province, year=2026), by=None)


def _year(world):
    return [year(world).pk]


def _sent(world):
    made = year(world)
    AgreementYear.objects.filter(pk=made.pk).update(sent_on="2026-11-10", frozen={"iv": [], "iv_b": []})
    return [made.pk]


def stage(world):
    procedures.load()
    return ProcedureStage.objects.first()


def part(world):
    procedures.load()
    return ProcedurePart.objects.first()


def grant_part(world):
    load_grant_parts()
    return GrantPart.objects.first()


def _kind(code):
    return lambda world: {"kind": code}


EVERYBODY = (*ROLES, STRANGER)

ROWS = {
    **register("procedure", lambda world: procedures.opened(world.province), creators=()),
    "agreement-procedure": reading(_agreement),
    "agreement-papers": reading(_agreement),
    "procedure-open": editing(_agreement),
    "procedure-step": editing(_step),
    "opinions-ask": editing(_stage_asked),
    "opinion-answer": editing(_opinion),
    "opinion-take-back": editing(_opinion, ok=302, method="post"),
    "procedure-papers": reading(_procedure),
    "procedure-begin": editing(_procedure, ok=302, method="post", data=_kind("submission")),
    **register("agreementyear", year),
    "agreementyear-send": editing(_year),
    "agreementyear-take-back": editing(_sent),
    "agreementyear-annexes": reading(_year),
    "agreementyear-papers": reading(_year),
    "agreementyear-begin": editing(_year, ok=302, method="post", data=_kind("agreement-year")),
    **register("stage", stage, readers=EVERYBODY, editors=ADMINISTRATOR, creators=ADMINISTRATOR),
    **register("part", part, readers=EVERYBODY, editors=ADMINISTRATOR, creators=ADMINISTRATOR),
    **register("grantpart", grant_part, readers=EVERYBODY, editors=ADMINISTRATOR, creators=ADMINISTRATOR),
}
