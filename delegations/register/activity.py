"""What the registers of delegations and of conferences show alike."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register
from portal.ui.formats import money_vi

from ..figures.personal import reads_guests
from ..models import DossierState, State
from ..panels.band import band_of
from ..panels.tabs import tabs_for

STATE_TONES = {
    State.PLANNED: "wait",
    State.ONGOING: "run",
    State.DONE: "ok",
    State.POSTPONED: "neutral",
    State.CANCELLED: "bad",
}


DOSSIER_TONES = {
    DossierState.DRAFT: "neutral",
    DossierState.IN_APPROVAL: "wait",
    DossierState.RETURNED: "bad",
    DossierState.APPROVED: "ok",
    DossierState.REFUSED: "bad",
    DossierState.CLOSED: "ok",
    DossierState.CANCELLED: "bad",
}


def dossier_badges(record) -> list[tuple[str, str]]:
    """(label, tone) of where the procedure stands; nothing for a row of the register."""
    if not record.dossier_state:
        return []
    label = _("dossier: %(state)s") % {"state": record.get_dossier_state_display()}
    return [(label, DOSSIER_TONES[DossierState(record.dossier_state)])]


def state_badges(record) -> list[tuple[str, str]]:
    """(label, tone) of the state as it is seen today; nothing where nobody stated one."""
    today = timezone.localdate()
    if record.awaits_report(on=today):
        return [(str(_("Ended, report awaited")), "bad")]
    state = record.state_seen(on=today)
    return [(str(State(state).label), STATE_TONES[state])] if state else []


def state_cell(record) -> Cell:
    return next((Cell(label, tone=tone) for label, tone in state_badges(record)), Cell("–"))


def state_for_export(record) -> str:
    return next((label for label, _tone in state_badges(record)), "")


def time_cell(record) -> Cell:
    """The stretch of time on one line: a column that is narrow does not break it at the dash."""
    glued = record.time_label.replace(" – ", "\u00a0–\u2060\u00a0")
    return Cell(glued or "–")


class ActivityRegister(Register):
    """What both registers do alike."""

    namespace = "delegations"
    ordering = ("-placed_to", "-starts_on")

    def with_related(self, queryset):
        return queryset.for_names()

    def extras(self, record, user):
        return {
            "dossier_tabs": tabs_for(record, user, "overview"),
            "reads_guests": reads_guests(user, record),
            **band_of(record, user),
        }

    def with_state(self, form):
        """The record of the form; a state left empty follows from the dates, seen from today."""
        record = form.record()
        record.state = record.state or record.state_by_dates(on=timezone.localdate())
        return record

    def permission_section(self, record) -> Section:
        plan = [fact(_("Annual plan"), record.get_planned_display())] if hasattr(record, "planned") else []
        return Section(
            _("Permission and money"),
            [
                *plan,
                fact(_("Permission"), record.permission_label),
                fact(_("Cost"), money_vi(record.cost)),
                fact(_("Source of funds"), record.get_funding_source_display()),
            ],
        )


def partner_facts(record) -> list:
    """One line for each matched partner, linked; then what stayed as written."""
    found = [fact(_("Partner"), partner, url=partner.get_absolute_url()) for partner in record.partners.all()]
    if record.partners_written or not found:
        found.append(fact(_("Partners as written") if found else _("Partner"), record.partners_written))
    return found


def written(pairs) -> list:
    """Lines of a section for the texts that were written at all."""
    return [fact(label, text) for label, text in pairs if text]


def units_fact(record) -> tuple:
    """The lead unit, and beside it the others."""
    others = ", ".join(str(unit) for unit in record.other_units.all())
    return fact(_("Lead unit"), record.unit, small=others)


def export_columns() -> list[Column]:
    """Columns of the workbook alone that close both lists."""
    return [
        Column("permission", _("Permission"), lambda a: a.permission_label, only_export=True, width=36),
        Column("cost", _("Cost (đồng)"), lambda a: a.cost, only_export=True, width=18),
        Column("funds", _("Source of funds"), lambda a: a.get_funding_source_display(), only_export=True),
        Column("theme", _("Theme"), lambda a: a.get_content_theme_display(), only_export=True),
        Column("agenda", _("Content of work"), lambda a: a.agenda, only_export=True, width=50),
        Column("result", _("Main result"), lambda a: a.result, only_export=True, width=50),
        Column("difficulties", _("Difficulties"), lambda a: a.difficulties, only_export=True, width=40),
        Column("notes", _("Notes"), lambda a: a.notes, only_export=True, width=40),
        Column("source", _("Source"), lambda a: a.source_url, only_export=True, width=40),
    ]
