"""The registers of letters and of their templates: what their lists and pages show."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import seeds
from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..filters.messages import MessageFilter, TemplateFilter
from ..forms.messages import MessageForm, TemplateForm
from ..models import Flow, Message, MessageTemplate
from ..services.messages import save_message
from .letter_start import prefilled
from .letter_states import TONES


def _state(message) -> Cell:
    return Cell(message.get_state_display(), tone=TONES[message.state])


class MessageRegister(Register):
    model = Message
    form_class = MessageForm
    filter_class = MessageFilter
    namespace, name = "partners", "message"
    icon = "mail"
    title, title_one = _("Letters exchanged"), _("New letter")
    hint = _(
        "Congratulations, condolences, thanks and invitations: what was sent, what came, what waits for an answer."
    )
    ordering = ("-placed_on",)
    detail_template = "partners/message.html"
    tabs = [
        (_("All"), ""),
        (_("Not sent yet"), "state=unsent"),
        (_("Not answered yet"), "state=unanswered"),
        (_("Letters that came"), "flow=theirs"),
    ]
    columns = [
        Column("subject", _("Letter"), lambda m: Cell(m.subject, m.get_kind_display()), order="subject", width=50,
               export=lambda m: m.subject),
        Column("kind", _("Kind of letter"), lambda m: m.get_kind_display(), only_export=True),
        Column("partner", _("Partner"), lambda m: Cell(m.partner.name_vi, m.partner.acronym), order="partner__sort_key", width=40),
        Column("flow", _("Who writes"), lambda m: m.get_flow_display(), order="flow", width=18),
        Column("number", _("Number"), lambda m: m.number, order="number", width=16),
        Column("day", _("Sent or received"), lambda m: m.happened_on, order="placed_on", width=14),
        Column("state", _("State"), _state, order="state", width=14, export=lambda m: m.get_state_display()),
        Column("answered", _("Answered on"), lambda m: m.answered_on, only_export=True),
        Column("way", _("Way of sending"), lambda m: m.sent_by_way, only_export=True),
        Column("addressee", _("Addressee"), lambda m: m.addressee_name, only_export=True),
        Column("unit", _("Unit"), lambda m: m.unit.short_name, order="unit__sort_key", only_export=True),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.placed().select_related("partner", "unit")

    def for_detail(self, queryset):
        return queryset.select_related("partner", "unit", "occasion__partner")

    def badges(self, record):
        return [(record.get_state_display(), TONES[record.state]), (record.get_kind_display(), "neutral")]

    def subtitle(self, record):
        return str(record.partner)

    def actions(self, record, user):
        if record.is_archived:
            return []
        found = []
        if record.is_ours:
            for format, icon in (("pdf", "printer"), ("docx", "file-text")):
                url = reverse("partners:message-print", args=[record.pk, format])
                found.append((format.upper(), url, icon))
            if record.answered_on is None and record.may_number(user):
                label = _("Record that it went") if record.is_draft else _("Correct number or date")
                found.append((label, reverse("partners:message-send", args=[record.pk]), "send"))
        if not record.is_draft and record.may_edit(user):
            label = _("Record the answer") if record.answered_on is None else _("Correct the answer")
            found.append((label, reverse("partners:message-answer", args=[record.pk]), "message-square-text"))
        return found

    def sections(self, record, user):
        day_label = _("Sent on") if record.is_ours else _("Received on")
        return [
            Section(
                _("General"),
                [
                    fact(_("Partner"), record.partner, url=record.partner.get_absolute_url()),
                    fact(_("Who writes"), record.get_flow_display()),
                    fact(_("Occasion"), record.occasion, url=record.occasion.get_absolute_url() if record.occasion else ""),
                    fact(_("Day of the occasion"), record.occasion_on),
                    *_addressed(record),
                    fact(_("Unit"), record.unit),
                    fact(_("Number and symbol"), record.number),
                    fact(day_label, record.happened_on, small=record.sent_by_way),
                    fact(_("Answered on"), record.answered_on),
                    fact(_("Answer"), record.answer),
                ],
            )
        ]  # fmt: skip

    def initial(self, request):
        """Texts of the templates for what the address asks: partner, kind, occasion, day, language."""
        if request.GET.get("flow") == Flow.THEIRS:
            return {
                **super().initial(request),
                "unit": _own_unit(request.user),
                "received_on": timezone.localdate(),
            }
        return prefilled(request, unit_id=_own_unit(request.user))

    def save(self, form, *, by):
        record = form.record()
        record.flow = form.flow_now
        revision = form.cleaned_data.get("revision")
        return save_message(record, by=by, on=timezone.localdate(), revision=revision, many=form.many())


def _addressed(record) -> list:
    if not record.is_ours:
        return []
    return [
        fact(_("Addressee"), record.addressee_name, small=record.addressee_post),
        fact(_("Form of address"), record.get_address_form_display()),
        fact(_("Title of the signatory"), record.signatory_title),
    ]


def _own_unit(user) -> int | None:
    return next(iter(seeds(user, Permission.RECORD_EDIT)), None)


class TemplateRegister(Register):
    model = MessageTemplate
    form_class = TemplateForm
    filter_class = TemplateFilter
    namespace, name = "partners", "template"
    icon = "scroll-text"
    title, title_one = _("Templates of letters"), _("New template of a letter")
    hint = _(
        "The wording that letters start from, by kind, occasion and language. The department keeps them."
    )
    ordering = ("kind",)
    columns = [
        Column("kind", _("Kind of letter"), lambda t: t.get_kind_display(), order="kind", width=20),
        Column("occasion", _("Occasion"), lambda t: t.get_occasion_kind_display() or _("any"), order="occasion_kind", width=24),
        Column("language", _("Language"), lambda t: t.get_language_display(), order="language", width=16),
        Column("subject", _("Heading"), lambda t: t.subject, width=50),
        Column("body", _("Text"), lambda t: t.body, only_export=True, width=80),
    ]  # fmt: skip

    def sections(self, record, user):
        return [
            Section(
                _("Wording"),
                [
                    fact(_("Kind of letter"), record.get_kind_display()),
                    fact(_("Occasion"), record.get_occasion_kind_display() or _("any")),
                    fact(_("Language"), record.get_language_display()),
                    fact(_("Heading"), record.subject),
                    fact(_("Text"), record.body),
                ],
            )
        ]
