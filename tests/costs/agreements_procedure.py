"""Procedures of agreements with an opinion each, their tables, the yearly reports."""

from agreements.models import AgreementYear, GrantPart, ProcedurePart, ProcedureStage
from agreements.services.agreement_years import save_year
from portal.records.services import save_record
from tests.factories import procedures
from tests.factories.units import UnitFactory


def with_opinions(world):
    def make(number):
        opened = procedures.opened(UnitFactory(parent=world.province), record=None)
        procedures.ask(opened)
        type(opened).objects.filter(pk=opened.pk).update(unit=world.province)

    return make


def stages(world):
    return lambda number: save_record(
        ProcedureStage(
            code="sign", title=f"Bước {number}", kind=KINDS[number % 9], level=LEVELS[number // 9]
        ),
        by=None,
    )


KINDS = (
    "mou", "cooperation_agreement", "cooperation_programme", "plan", "exchange", "minutes", "joint_statement",
    "project_document", "other",
)  # fmt: skip
LEVELS = ("", "confederation", "sector_union", "provincial_federation")


def parts(world):
    return lambda number: save_record(
        ProcedurePart(stage="sign", code=f"p{number}", title=f"Thành phần {number}", document_kind="other"),
        by=None,
    )


def grant_parts(world):
    return lambda number: save_record(
        GrantPart(step="begin", code=f"p{number}", title=f"Thành phần {number}", document_kind="other"),
        by=None,
    )


def years(world):
    return lambda number: save_year(AgreementYear(unit=world.province, year=1990 + number), by=None)


LISTS = {
    "agreements:procedure-list": ("unit_officer", with_opinions, ()),
    "agreements:stage-list": ("administrator", stages, ()),
    "agreements:part-list": ("administrator", parts, ()),
    "agreements:grantpart-list": ("administrator", grant_parts, ()),
    "agreements:agreementyear-list": ("unit_officer", years, ()),
}
BY_ANOTHER_NAME: set[str] = set()
