"""The register of yearly reports on agreements: who has sent, until when, and the page with both annexes."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register
from portal.ui.formats import date_vi

from ..figures.agreement_years import annexes_of
from ..figures.deadlines import yearly_said
from ..filters.procedures import AgreementYearFilter
from ..forms.agreement_years import AgreementYearForm
from ..models import AgreementYear
from ..printing.agreement_years import annexes
from ..services.agreement_years import save_year


def sent_cell(report: AgreementYear) -> Cell:
    """Sent in time, late, or not: by R8, as the rows `with_due` say."""
    due, today = report.due_on, timezone.localdate()
    if report.sent_on:
        late = (report.sent_on - due).days if due else 0
        small = _("%(days)s days late") % {"days": late} if late > 0 else ""
        return Cell(
            str(_("sent on %(day)s") % {"day": date_vi(report.sent_on)}),
            str(small),
            tone="wait" if late > 0 else "ok",
        )
    if due and due < today:
        return Cell(str(_("%(days)s days overdue") % {"days": (today - due).days}), tone="bad")
    return Cell(str(_("not sent yet")), tone="wait")


class AgreementYearRegister(Register):
    model = AgreementYear
    form_class = AgreementYearForm
    filter_class = AgreementYearFilter
    namespace, name = "agreements", "agreementyear"
    icon = "calendar-check"
    title, title_one = _("Yearly reports on agreements"), _("New yearly report")
    hint = _("The report of the year and the plan of the next, both due on 15 November (R8).")
    ordering = ("-year", "unit__sort_key")
    detail_template = "agreements/year_detail.html"
    tabs = [(_("All"), ""), (_("Not sent yet"), "sent=no"), (_("Sent"), "sent=yes")]
    columns = [
        Column("report", _("Report"), lambda r: Cell(str(r)), width=50, export=str),
        Column(
            "year", _("Year"), lambda r: Cell(str(r.year)), order="year", width=8, export=lambda r: r.year
        ),
        Column("unit", _("Unit"), lambda r: r.unit.short_name, order="unit__sort_key", width=30),
        Column("sent", _("Sent"), sent_cell, order="sent_on", width=22, export=lambda r: r.sent_on),
        Column("number", _("Number of the paper"), lambda r: r.number, width=20),
        Column("assessment", _("Assessment of the year"), lambda r: r.assessment, only_export=True, width=50),
        Column("proposals", _("Proposals"), lambda r: r.proposals, only_export=True, width=40),
    ]

    def with_related(self, queryset):
        return queryset.with_due().select_related("unit")

    def for_detail(self, queryset):
        return queryset.with_due().select_related("unit", "created_by")

    def badges(self, record):
        cell = sent_cell(record)
        return [(cell.text, cell.tone)]

    def subtitle(self, record):
        return record.unit.name

    def actions(self, record, user):
        def at(page: str, *args) -> str:
            return reverse(f"agreements:agreementyear-{page}", args=[record.pk, *args])

        book = (_("Excel"), at("annexes"), "file-spreadsheet")
        if record.is_archived or not record.may_edit(user):
            return [book]
        act = (
            (_("Take back"), at("take-back"), "undo-2") if record.sent_on else (_("Send"), at("send"), "send")
        )
        return [book, (_("Papers"), at("papers"), "file-text"), act]

    def sections(self, record, user):
        due = record.due_on
        return [
            Section(
                _("General"),
                [
                    fact(_("Unit"), record.unit),
                    fact(_("Year"), str(record.year)),
                    fact(_("Due"), date_vi(due) if due else "", small=yearly_said(record.year)),
                    fact(_("Sent on"), record.sent_on, small=record.number),
                    fact(_("Assessment of the year"), record.assessment),
                    fact(_("Proposals"), record.proposals),
                ],
            )
        ]

    def extras(self, record, user):
        """Both annexes; each cell with its heading, which stands beside it on a phone."""
        found = annexes(annexes_of(record, on=timezone.localdate()))
        heads = [[column.title for column in one.columns] for one in found]
        rows = [
            [list(zip(titles, row, strict=True)) for row in one.rows]
            for one, titles in zip(found, heads, strict=True)
        ]
        return {"annexes": list(zip(found, rows, strict=True))}

    def initial(self, request):
        return {"year": timezone.localdate().year, **super().initial(request)}

    def save(self, form, *, by):
        return save_year(form.record(), by=by, revision=form.cleaned_data.get("revision"), many=form.many())
