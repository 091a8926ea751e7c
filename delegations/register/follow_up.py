"""The register of recommendations and tasks after trips and conferences."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register

from ..filters.follow_up import FollowUpFilter
from ..forms.follow_up import FollowUpForm
from ..models import FollowUp, FollowUpKind
from ..notices.follow_up import chase_text
from ..services.follow_up import may_check, save_follow_up

CLIMBED = {
    1: _("told to the unit's leader"),
    2: _("told to the International Department"),
    3: _("told to the head of the department"),
}


def follow_up_state(row: FollowUp) -> tuple[str, str]:
    """(label, tone) as it is seen today."""
    if row.dropped_reason:
        return _now("given up"), "neutral"
    if row.checked_on:
        return _now("done, checked"), "ok"
    if row.done_on:
        return (_now("waits for the check"), "wait") if row.is_important else (_now("done"), "ok")
    if row.is_overdue(on=timezone.localdate()):
        return _now("overdue"), "bad"
    if row.answered_on:
        return _now("answered, being done"), "run"
    return _now("not done yet"), "wait"


def owner_cell(row: FollowUp) -> Cell:
    return Cell(row.owner.name if row.owner else "–", row.unit.short_name)


def climbed_label(row: FollowUp) -> str:
    """To whom an overdue one has climbed; "" while it has not."""
    is_late = row.is_overdue(on=timezone.localdate())
    return str(CLIMBED.get(row.climbed_to, "")) if is_late else ""


def state_cell(row: FollowUp) -> Cell:
    label, tone = follow_up_state(row)
    return Cell(label, climbed_label(row), tone=tone)


class FollowUpRegister(Register):
    model = FollowUp
    form_class = FollowUpForm
    filter_class = FollowUpFilter
    namespace, name = "delegations", "followup"
    icon = "list-checks"
    title, title_one = _("Follow-up"), _("New recommendation or task")
    hint = _("Recommendations and tasks after trips, visits and conferences: who, until when, what shows it.")
    ordering = ("due_on", "pk")
    detail_template = "delegations/follow_up_after.html"
    tabs = [
        (_("All"), ""),
        (_("Not done yet"), "state=open"),
        (_("Overdue"), "state=overdue"),
        (_("Waiting for the check"), "state=to_check"),
        (_("Not answered"), "state=unanswered"),
        (_("Mine"), "owned=mine"),
    ]
    columns = [
        Column("text", _("What"), lambda r: Cell(r.text, r.get_kind_display()), order="search_text", width=50, export=lambda r: r.text),
        Column("kind", _("Kind"), lambda r: r.get_kind_display(), only_export=True),
        Column("after", _("After which activity"), lambda r: Cell(str(r.activity), r.activity.time_label), width=40, export=lambda r: str(r.activity)),
        Column("addressee", _("Addressee"), lambda r: r.addressee, only_export=True, width=30),
        Column("owner", _("Looked after by"), owner_cell, width=28, export=lambda r: r.owner.name if r.owner else ""),
        Column("unit", _("Unit"), lambda r: r.unit.short_name, only_export=True, width=30),
        Column("due", _("By"), lambda r: r.due_on, order="due_on", width=14),
        Column("state", _("State"), state_cell, width=22, export=lambda r: follow_up_state(r)[0]),
        Column("climbed", _("Overdue, told to"), climbed_label, only_export=True, width=28),
        Column("answered", _("Answered on"), lambda r: r.answered_on, only_export=True, width=14),
        Column("answer", _("Answer"), lambda r: r.answer, only_export=True, width=40),
        Column("done", _("Done on"), lambda r: r.done_on, only_export=True, width=14),
        Column("evidence", _("What shows that it was done"), lambda r: r.evidence, only_export=True, width=40),
        Column("checked", _("Checked on"), lambda r: r.checked_on, only_export=True, width=14),
        Column("reason", _("Given up because"), lambda r: r.dropped_reason, only_export=True, width=40),
    ]  # fmt: skip

    def with_related(self, queryset):
        return queryset.for_list()

    def for_detail(self, queryset):
        return queryset.for_list().select_related("created_by").prefetch_related("other_units")

    def badges(self, record):
        important = [(_("important"), "wait")] if record.is_important and record.is_open else []
        climbed = climbed_label(record)
        return [follow_up_state(record), *important, *([(climbed, "bad")] if climbed else [])]

    def subtitle(self, record):
        due = _now("by %(day)s") % {"day": f"{record.due_on:%d/%m/%Y}"} if record.due_on else ""
        return " · ".join(filter(None, [str(record.get_kind_display()), due, record.unit.short_name]))

    def sections(self, record, user):
        others = ", ".join(str(unit) for unit in record.other_units.all())
        general = [
            self._after(record, user),
            fact(_("Looked after by"), record.owner),
            fact(_("By"), record.due_on),
            fact(_("Lead unit"), record.unit, small=others),
        ]
        sections = [Section(_("General"), general)]
        if record.kind == FollowUpKind.RECOMMENDATION:
            answered = [fact(_("Addressee"), record.addressee), fact(_("Answer"), record.answer)]
            sections.append(
                Section(_("Recommendation"), [*answered, fact(_("Answered on"), record.answered_on)])
            )
        if done := self._done(record):
            sections.append(Section(_("What came of it"), done))
        return sections

    @staticmethod
    def _after(record, user):
        """The activity, with its link where the reader may see it."""
        activity = record.activity
        seen = type(activity).objects.visible_to(user).filter(pk=activity.pk).exists()
        return fact(
            _("After which activity"),
            activity,
            url=activity.get_absolute_url() if seen else "",
            small=activity.time_label,
        )

    @staticmethod
    def _done(record) -> list:
        found = []
        if record.done_on:
            found += [
                fact(_("Done on"), record.done_on, small=record.done_by_name),
                fact(_("What shows that it was done"), record.evidence),
            ]
        if record.checked_on:
            found.append(fact(_("Checked on"), record.checked_on, small=record.checked_by_name))
        if record.dropped_reason:
            found.append(fact(_("Given up because"), record.dropped_reason))
        return found

    def extras(self, record, user):
        """The verbs this reader may use now: (label, url, icon, kind of button)."""
        verbs = [] if record.is_archived else list(self._verbs(record, user))
        is_mine = record.owner is not None and record.owner.user_id == user.pk
        waits = record.is_open and record.done_on is None and not record.is_archived and not is_mine
        return {"verbs": verbs, "chase_text": chase_text(record) if waits else ""}

    def _verbs(self, record, user):
        def verb(name: str, label, icon: str, kind: str = "outline-primary") -> tuple:
            return label, reverse("delegations:followup-verb", args=[record.pk, name]), icon, kind

        if record.may_edit(user):
            if record.kind == FollowUpKind.RECOMMENDATION and not record.dropped_reason:
                yield verb("answer", _("Enter the answer"), "message-square-text")
            if record.done_on is None and not record.dropped_reason:
                yield verb("finish", _("Done"), "check", "primary")
                yield verb("give-up", _("Give up"), "circle-x")
        waits = record.done_on and record.is_important and not record.checked_on
        if waits and may_check(record, user):
            yield verb("check", _("Check the evidence"), "clipboard-check", "primary")

    def initial(self, request):
        """`?delegation=5` or `?event=7` of the tab "after" names the activity."""
        found = super().initial(request)
        for name in ("delegation", "event"):
            if request.GET.get(name, "").isdecimal():
                found["about"] = f"{name}:{request.GET[name]}"
        return found

    def save(self, form, *, by):
        revision = form.cleaned_data.get("revision")
        return save_follow_up(form.record(), by=by, revision=revision, many=form.many())
