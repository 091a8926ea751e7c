"""The registers of agreements and of external resources: what their lists and pages show."""

from operator import attrgetter

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.records.related import listed
from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register
from portal.ui.formats import date_vi, money_vi, number_vi

from ..filters import AgreementFilter, ResourceFilter
from ..forms import AgreementForm, ResourceForm
from ..models import Agreement, AgreementState, Recommendation, Resource
from ..services import save_agreement, save_resource

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


def _partners(record) -> Cell:
    return Cell("; ".join(record.partner_labels()) or "–", record.country_label)


def _day(name: str):
    """The date as people write it, for the workbook: a partial date is no date of a spreadsheet."""
    return lambda record: day.display() if (day := getattr(record, name)) else ""


def _more(name: str, label, width: int = 24) -> Column:
    """A column of the workbook that the page has no room for."""
    return Column(name, label, attrgetter(name), only_export=True, width=width)


def _dong(name: str, label) -> Column:
    return Column(name, label, attrgetter(name), numeric=True, only_export=True)


def _signatory(label, name: str, post: str):
    """Often the post alone is known, or all that should be kept."""
    return fact(label, name or post, small=post if name else "")


def _partner_facts(label, record) -> list:
    """One linked line for each partner; what is not matched stands as it was written."""
    facts = [fact(label, str(partner), url=partner.get_absolute_url()) for partner in record.partners.all()]
    if record.partners_written:
        facts.append(fact(_("Partners as written"), record.partners_written))
    return facts or [fact(label, "")]


class AgreementRegister(Register):
    model = Agreement
    form_class = AgreementForm
    filter_class = AgreementFilter
    namespace, name = "agreements", "agreement"
    icon = "file-check"
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
        Column("partners", _("Partners"), _partners, order="country", width=40),
        Column("signed_on", _("Signed on"), lambda a: Cell(_day("signed_on")(a) or a.planned_on or "–"),
               order="signed_on", width=14, export=_day("signed_on")),
        Column("term", _("Term"), lambda a: a.term_label(), order="ends_on", width=24),
        Column("state", _("State"), lambda a: Cell(_state(a).label, tone=STATE_TONES[_state(a)]), width=18,
               export=lambda a: _state(a).label),
        _more("place", _("Place of signing")),
        Column("level", _("Level of signing"), lambda a: a.get_level_display(), only_export=True),
        _more("our_signatory", _("Signed for us by")),
        _more("our_signatory_post", _("Post of our signatory")),
        _more("foreign_signatory", _("Signed for the partner by")),
        _more("foreign_signatory_post", _("Post of the partner's signatory")),
        _more("languages", _("Languages of the text")),
        _more("fields_of_cooperation", _("Fields of cooperation"), 40),
        _more("content", _("Main content"), 50),
        _more("implementation", _("How it is carried out"), 50),
        _more("difficulties", _("Difficulties"), 40),
        Column("recommendation", _("Recommendation"), Agreement.get_recommendation_display, only_export=True),
        Column("reported_on", _("Reported on"), _day("reported_on"), only_export=True, width=14),
        _more("planned_on", _("Planned time of signing")),
        _more("notes", _("Notes"), 40),
        _more("source_url", _("Source")),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("unit").prefetch_related(listed(Agreement, "partners", "name_vi"))

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
            Section(_("General"), self._general(record)),
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
            *_partner_facts(_("Partner"), record),
            fact(_("Country"), record.country_label),
            fact(_("Lead unit"), record.unit.name),
            fact(_("Other units"), [str(unit) for unit in record.other_units.all()]),
            fact(_("Signed on"), record.signed_on),
            fact(_("In force from"), record.starts_on),
            fact(_("Expires on"), _("no fixed term") if record.has_no_term else record.ends_on),
            fact(_("Renews itself"), record.auto_renewal, small=notice),
        ]
        if record.is_planned:
            facts.append(fact(_("Planned time of signing"), record.planned_on))
        return facts

    def for_detail(self, queryset):
        return queryset.select_related("unit").prefetch_related("partners", "other_units")

    def save(self, form, *, by):
        return save_agreement(
            form.record(), by=by, revision=form.cleaned_data.get("revision"), many=form.many()
        )


class ResourceRegister(Register):
    model = Resource
    form_class = ResourceForm
    filter_class = ResourceFilter
    namespace, name = "agreements", "resource"
    icon = "hand-coins"
    title, title_one = _("External resources"), _("New resource")
    hint = _("Aid, projects, goods and training, received or given. A sum that is not stated is not zero.")
    ordering = ("-placed_to",)
    tabs = [(_("All"), ""), (_("Received"), "direction=received"), (_("Given"), "direction=given")]
    columns = [
        Column("title", _("Resource"), lambda r: Cell(r.title, r.get_kind_display()), order="title",
               width=54, export=attrgetter("title")),
        Column("kind", _("Kind of resource"), lambda r: r.get_kind_display(), only_export=True),
        Column("project", _("Project"), lambda r: "x" if r.is_project else "", only_export=True, width=10),
        Column("partners", _("Donors and partners"), _partners, order="country", width=40),
        Column("unit", _("Unit"), attrgetter("unit.short_name"), order="unit__sort_key", width=28),
        Column("direction", _("Received or given"), Resource.get_direction_display, order="direction", width=12),
        Column("time", _("Time"), lambda r: r.time_label(), order="starts_on", width=22),
        Column("amount", _("Amount"), lambda r: Cell(r.amount_display or "–"), order="amount_vnd",
               numeric=True, width=18, export=attrgetter("amount")),
        _more("currency", _("Currency"), 10),
        Column("vnd", _("Equivalent in đồng"), attrgetter("amount_vnd"), order="amount_vnd", numeric=True),
        _more("exchange_rate", _("Exchange rate")),
        _more("rate_date", _("Date of the rate"), 14),
        _dong("counterpart_vnd", _("Our own share (đồng)")),
        _dong("received_vnd", _("Received so far (đồng)")),
        _dong("disbursed_vnd", _("Disbursed so far (đồng)")),
        _more("place", _("Where it is used")),
        _more("approval_number", _("Number of the approval")),
        Column("approved_on", _("Approved on"), _day("approved_on"), only_export=True, width=14),
        _more("progress", _("Progress"), 40),
        _more("difficulties", _("Difficulties"), 40),
        _more("notes", _("Notes"), 40),
        _more("source_url", _("Source")),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.select_related("unit").prefetch_related(listed(Resource, "partners", "name_vi"))

    def for_detail(self, queryset):
        return queryset.select_related("unit").prefetch_related("partners", "other_units")

    def badges(self, record):
        project = _("project") if record.is_project else _("non-project")
        return [
            (record.get_direction_display(), "run"),
            (record.get_kind_display(), "neutral"),
            (project, "neutral"),
        ]

    def subtitle(self, record):
        return " · ".join(filter(None, [record.unit.short_name, record.country_label, record.time_label()]))

    def sections(self, record, user):
        return [Section(_("General"), self._general(record)), Section(_("Money"), self._money(record))]

    def _general(self, record) -> list:
        return [
            *_partner_facts(_("Donor or partner"), record),
            fact(_("Country"), record.country_label),
            fact(_("Unit"), record.unit.name),
            fact(_("Other units"), [str(unit) for unit in record.other_units.all()]),
            fact(_("Where it is used"), record.place),
            fact(_("From"), record.starts_on),
            fact(_("To"), record.ends_on),
            fact(
                _("Approval"),
                record.approval_number,
                small=record.approved_on.display() if record.approved_on else "",
            ),
            fact(_("Progress"), record.progress),
            fact(_("Difficulties"), record.difficulties),
            fact(_("Notes"), record.notes),
        ]

    def _money(self, record) -> list:
        rate = ""
        if record.amount_vnd is not None and record.currency != "VND":
            rate = _("at %(rate)s đồng on %(day)s") % {
                "rate": number_vi(record.exchange_rate),
                "day": date_vi(record.rate_date),
            }
        return [
            fact(_("Amount"), record.amount_display or _("not stated")),
            fact(_("Equivalent in đồng"), money_vi(record.amount_vnd), small=rate),
            fact(_("Our own share"), money_vi(record.counterpart_vnd)),
            fact(_("Received so far"), money_vi(record.received_vnd)),
            fact(_("Disbursed so far"), money_vi(record.disbursed_vnd)),
        ]

    def save(self, form, *, by):
        return save_resource(
            form.record(),
            by=by,
            on=timezone.localdate(),
            revision=form.cleaned_data.get("revision"),
            many=form.many(),
            rate_stated=form.rate_stated(),
        )
