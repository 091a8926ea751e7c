"""The register of candidacies: what its list and pages show."""

from operator import attrgetter
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..filters.standing import CandidacyFilter
from ..forms.pledges import PledgeFormSet
from ..forms.standing import CandidacyForm
from ..models import Candidacy, CandidacyStage, Position
from ..services.candidacies import save_candidacy
from .standing_tabs import standing_tabs

STAGE_TONES = {
    CandidacyStage.CONSIDERED: "neutral",
    CandidacyStage.NOMINATED: "run",
    CandidacyStage.CAMPAIGN: "wait",
    CandidacyStage.ELECTED: "ok",
    CandidacyStage.NOT_ELECTED: "bad",
    CandidacyStage.WITHDRAWN: "neutral",
}


def plan_address(position: Position) -> str:
    """The form of a new candidacy, filled in from the mandate that ends."""
    given = {
        "replaces": position.pk, "partner": position.partner_id or "", "seat": position.title, "unit": position.unit_id,
    }  # fmt: skip
    return f"{reverse('partners:candidacy-create')}?{urlencode(given)}"


def pledge_words(candidacy: Candidacy) -> str:
    """ "8 promised of 15"; "" where nobody is to be persuaded. Needs `with_counts()`."""
    if not candidacy.asked:
        return ""
    return _now("%(promised)s of %(asked)s promised") % {
        "promised": candidacy.promised,
        "asked": candidacy.asked,
    }


class CandidacyRegister(Register):
    model = Candidacy
    form_class = CandidacyForm
    filter_class = CandidacyFilter
    list_template = "partners/standing/list.html"
    inlines = [PledgeFormSet]
    namespace, name = "partners", "candidacy"
    icon = "award"
    title, title_one = _("Candidacies"), _("New candidacy")
    hint = _("From the seat to the election: rules, candidate, whom to persuade, result.")
    ordering = ("nominate_by",)
    tabs = [(_("All"), ""), (_("Candidacies under way"), "stage=under_way"), (_("Finished"), "stage=closed")]
    columns = [
        Column("seat", _("Seat"), lambda c: Cell(c.seat, str(c.partner)), order="seat", width=40, export=attrgetter("seat")),
        Column("partner", _("Organisation"), lambda c: str(c.partner), only_export=True, width=40),
        Column("stage", _("Stage"), lambda c: Cell(c.get_stage_display(), tone=STAGE_TONES[c.stage]), order="stage",
               width=18, export=lambda c: c.get_stage_display()),
        Column("candidate", _("Candidate"), lambda c: Cell(c.candidate_name or "–", c.candidate_post), width=34),
        Column("unit", _("Unit"), attrgetter("unit.short_name"), order="unit__sort_key", width=24),
        Column("nominate_by", _("Nominate by"), attrgetter("nominate_by"), order="nominate_by", width=14),
        Column("election_on", _("Election on"), attrgetter("election_on"), order="election_on", width=14,
               export=lambda c: c.election_on.display() if c.election_on else ""),
        Column("pledges", _("Support"), pledge_words, width=24),
        Column("result", _("Result"), attrgetter("result"), only_export=True, width=40),
        Column("rules", _("Rules of election"), attrgetter("rules"), only_export=True, width=50),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("partner", "unit").with_counts()

    def for_detail(self, queryset):
        return self.with_related(queryset).select_related("replaces", "seat_won")

    def list_extras(self, request):
        return {"standing_tabs": standing_tabs("candidacies")}

    def list_actions(self, request):
        return [(_("Board"), reverse("partners:candidacy-board"), "layout-dashboard")]

    def subtitle(self, record):
        return " · ".join([str(record.partner), record.unit.short_name])

    def badges(self, record):
        return [(record.get_stage_display(), STAGE_TONES[record.stage])]

    def sections(self, record, user):
        before, won = record.replaces, record.seat_won
        return [
            Section(
                _("The seat"),
                [
                    fact(_("Organisation"), record.partner, url=record.partner.get_absolute_url()),
                    fact(_("Seat"), record.seat),
                    fact(_("Mandate that ends"), before or "", url=before.get_absolute_url() if before else "",
                         small=before.term_label() if before else ""),
                    fact(_("Rules of election"), record.rules),
                    fact(_("Nominate by"), record.nominate_by),
                    fact(_("Election on"), record.election_on),
                ],
            ),
            Section(
                _("Candidate and result"),
                [
                    fact(_("Candidate"), record.candidate_name),
                    fact(_("Post of the candidate"), record.candidate_post, small=record.candidate_unit),
                    fact(_("Result"), record.result),
                    fact(_("Seat won"), won or "", url=won.get_absolute_url() if won else ""),
                    fact(_("Notes"), record.notes),
                ],
            ),
        ]  # fmt: skip

    def save(self, form, *, by):
        revision = form.cleaned_data.get("revision")
        return save_candidacy(
            form.record(), by=by, on=timezone.localdate(), revision=revision, many=form.many()
        )
