"""The register of agreements: what its list and pages show."""

from operator import attrgetter

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.records.related import listed
from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..filters import AgreementFilter
from ..forms import AgreementForm
from ..models import Agreement, AgreementState, Recommendation
from ..panels.tabs import tabs_for
from ..services import save_agreement
from .shared import day, more, partner_facts, partners_cell

STATE_TONES = {
    AgreementState.PLANNED: "run",
    AgreementState.AGREED: "run",
    AgreementState.NOT_YET: "run",
    AgreementState.IN_FORCE: "ok",
    AgreementState.EXPIRING: "wait",
    AgreementState.SUSPENDED: "wait",
    AgreementState.EXPIRED: "bad",
    AgreementState.TERMINATED: "bad",
    AgreementState.UNKNOWN: "neutral",
}


def _state(agreement) -> AgreementState:
    return AgreementState(agreement.state_on(timezone.localdate()))


def _signatory(label, name: str, post: str):
    """Often the post alone is known, or all that should be kept."""
    return fact(label, name or post, small=post if name else "")


def _linked(record, user) -> list:
    """The agreements that it is made under and that it renews, where the reader may see them."""
    asked = {_("Made under the agreement"): record.framework_id, _("Renews or replaces"): record.renews_id}
    rows = Agreement.objects.visible_to(user).in_bulk([pk for pk in asked.values() if pk])
    return [
        fact(label, rows[pk].title, url=rows[pk].get_absolute_url())
        for label, pk in asked.items()
        if pk in rows
    ]


def _binding(record):
    return {True: _("yes"), False: _("no"), None: ""}[record.states_not_binding]


def _publication(record) -> list:
    if record.publication_exception:
        return [fact(_("Not published because"), record.publication_exception)]
    return [fact(_("Published on"), record.published_on, small=record.published_in)]


class AgreementRegister(Register):
    model = Agreement
    form_class = AgreementForm
    filter_class = AgreementFilter
    namespace, name = "agreements", "agreement"
    icon = "file-check"
    detail_template = "agreements/detail.html"
    title, title_one = _("Agreements"), _("New agreement")
    hint = _(
        "What was signed or agreed with partners, and what is planned. A term in years covers all of them."
    )
    ordering = ("-placed_to",)
    tabs = [
        (_("All"), ""),
        (_("In force"), "state=in_force"),
        (_("Expire in 90 days"), "state=expiring"),
        (_("Expired"), "state=expired"),
        (_("Planned"), "state=planned"),
    ]
    columns = [
        Column("title", _("Agreement"), lambda a: Cell(a.title, a.get_kind_display()), order="title",
               width=54, export=attrgetter("title")),
        Column("kind", _("Kind of agreement"), lambda a: a.get_kind_display(), only_export=True),
        Column("unit", _("Signed by the unit"), attrgetter("unit.short_name"), order="unit__sort_key"),
        Column("partners", _("Partners"), partners_cell, order="country", width=40,
               export=lambda a: "; ".join(a.partner_labels())),
        Column("country", _("Country"), attrgetter("country_label"), only_export=True),
        Column("signed_on", _("Signed on"), lambda a: Cell(day("signed_on")(a) or a.planned_on or "–"),
               order="signed_on", width=14, export=day("signed_on")),
        Column("term", _("Term"), lambda a: a.term_label(), order="ends_on", width=24),
        Column("starts_on", _("In force from"), day("starts_on"), only_export=True, width=14),
        Column("ends_on", _("Expires on"), day("ends_on"), only_export=True, width=14),
        Column("state", _("State"), lambda a: Cell(_state(a).label, tone=STATE_TONES[_state(a)]), width=18,
               export=lambda a: _state(a).label),
        more("place", _("Place of signing")),
        Column("level", _("Level of signing"), lambda a: a.get_level_display(), only_export=True),
        more("our_signatory", _("Signed for us by")),
        more("our_signatory_post", _("Post of our signatory")),
        more("foreign_signatory", _("Signed for the partner by")),
        more("foreign_signatory_post", _("Post of the partner's signatory")),
        more("languages", _("Languages of the text")),
        more("fields_of_cooperation", _("Fields of cooperation"), 40),
        more("content", _("Main content"), 50),
        more("implementation", _("How it is carried out"), 50),
        more("difficulties", _("Difficulties"), 40),
        Column("recommendation", _("Recommendation"), Agreement.get_recommendation_display, only_export=True),
        Column("reported_on", _("Reported on"), day("reported_on"), only_export=True, width=14),
        more("planned_on", _("Planned time of signing")),
        Column("officer", _("Responsible officer"), lambda a: str(a.officer or ""), only_export=True),
        Column("auto_renewal", _("Renews itself"), lambda a: "x" if a.auto_renewal else "", only_export=True, width=10),
        more("notice_days", _("Days of notice to end it"), 10),
        more("published_on", _("Published on"), 14),
        more("publication_exception", _("Not published because")),
        more("terminated_on", _("Terminated on"), 14),
        more("termination_reason", _("Reason of the termination"), 30),
        Column("decision", _("After its end"), Agreement.get_expiry_decision_display, only_export=True),
        more("notes", _("Notes"), 40),
        more("source_url", _("Source")),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("unit", "officer").prefetch_related(
            listed(Agreement, "partners", "name_vi")
        )

    def badges(self, record):
        state = _state(record)
        proposed = record.recommendation != Recommendation.NONE
        label = _("proposed: %(what)s") % {"what": record.get_recommendation_display()}
        return [(state.label, STATE_TONES[state]), *([(label, "wait")] if proposed else [])]

    def subtitle(self, record):
        return " · ".join(
            filter(None, [record.get_kind_display(), record.unit.short_name, record.country_label])
        )

    def sections(self, record, user):
        return [
            Section(_("General"), [*self._general(record), *_linked(record, user)]),
            Section(
                _("Signing"),
                [
                    _signatory(_("Signed for us by"), record.our_signatory, record.our_signatory_post),
                    _signatory(
                        _("Signed for the partner by"),
                        record.foreign_signatory,
                        record.foreign_signatory_post,
                    ),
                    fact(_("Place of signing"), record.place),
                    fact(_("Languages of the text"), record.languages),
                    fact(_("Level of signing"), record.get_level_display()),
                    fact(_("Says that it is not legally binding"), _binding(record)),
                    *_publication(record),
                ],
            ),
            Section(
                _("Content and implementation"),
                [
                    fact(_("Fields of cooperation"), record.fields_of_cooperation),
                    fact(_("Main content"), record.content),
                    fact(_("How it is carried out"), record.implementation),
                    fact(_("Difficulties"), record.difficulties),
                    fact(_("Recommendation"), record.get_recommendation_display()),
                    fact(_("Reported on"), record.reported_on),
                    fact(_("Notes"), record.notes),
                ],
            ),
        ]

    def _general(self, record) -> list:
        notice = (
            _("%(days)s days' notice to end it") % {"days": record.notice_days} if record.notice_days else ""
        )
        facts = [
            *partner_facts(_("Partner"), record),
            fact(_("Country"), record.country_label),
            fact(_("Lead unit"), record.unit.name),
            *([fact(_("Passed on to"), record.passed_to.name)] if record.passed_to else []),
            fact(_("Other units"), [str(unit) for unit in record.other_units.all()]),
            fact(_("Responsible officer"), record.officer or ""),
            fact(_("Signed on"), record.signed_on),
            fact(_("In force from"), record.starts_on),
            fact(_("Expires on"), _("no fixed term") if record.has_no_term else record.ends_on),
            fact(_("Renews itself"), record.auto_renewal, small=notice),
        ]
        if record.is_planned:
            facts.append(fact(_("Planned time of signing"), record.planned_on))
        return facts

    def for_detail(self, queryset):
        return queryset.select_related("unit", "passed_to", "officer").prefetch_related(
            "partners", "other_units", "parties__unit", "parties__partner"
        )

    def extras(self, record, user):
        return {
            "record_tabs": tabs_for(record, user, "overview"), "parties": list(record.parties.all()),
            "has_parties": True,
        }  # fmt: skip

    def save(self, form, *, by):
        return save_agreement(
            form.record(), by=by, revision=form.cleaned_data.get("revision"), many=form.many()
        )
