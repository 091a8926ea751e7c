"""The dashboard's panels of partners: where activity is gathered, which relations fall short, silent ones."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from partners.figures.focus import MOST, Active, Focus, focus_of
from partners.models import PriorityGroup, Touch
from partners.panels.board_scope import drawn_name, partners_in_view, sees_whole
from partners.services.touches import sources
from portal.access.permissions import Permission
from portal.dashboard.board import Asked, Content, Drawing, Headline, Models, Theme, panel
from portal.dashboard.facts import linked, nothing, percent, share
from portal.deadlines.models import Rule
from portal.ui.formats import date_vi, number_vi

from .board_activity import days_of

SHOWN = 100  # a card shows the first few, the page of the panel all of these


def contacts() -> Models:
    """What the panels of contacts count: every register from which they follow, and the rules of the office."""
    return *sources(), Rule


def focus(asked: Asked) -> Focus:
    """The targets are those of the whole union: a unit's own share is not held against them."""
    found = focus_of(partners_in_view(asked), asked.rows(Touch), *days_of(asked))
    return found if sees_whole(asked) else replace(found, targets={})


@panel(
    "partners-focus",
    title=_("Focus: activity by priority group"),
    theme=Theme.PARTNERS,
    order=10,
    questions=(5,),
    definition=_(
        "Activity is every contact of substance that took place in the period: delegations out and in, conferences, "
        "talks, meetings, joint work, agreements signed, support and projects; letters, calls and matters that arose "
        "are not counted. A contact with two partners counts for each. Each partner stands in its main group. The "
        "target is the rule F of the group (rules page, to be confirmed by the International Department). Source: the "
        "registers in which contacts with partners are kept."
    ),
    permission=Permission.RECORD_VIEW,
    models=contacts,
)
def partners_focus(asked: Asked) -> Content:
    found = asked.once(focus)
    if not found.total and not found.total_before:
        return nothing(_now("No contact of substance with a partner in this period."))
    front = sum(row.now for row in found.front)
    groups = [(code, str(label)) for code, label in PriorityGroup.choices if found.of_group(code)[0]]
    return Content(
        sentence=_focus_sentence(found, front),
        headlines=[
            Headline(_now("Contacts of substance"), found.total, before=found.total_before),
            share(_now("With the ten most active partners"), front, found.total),
            share(_now("Priority partners without any"), len(found.untouched), len(found.priority)),
        ],
        drawings=[
            _group_drawing(found, groups),
            Drawing("rank", {"parts": _front(found)}, _now("The ten most active partners")),
        ],
        head=[
            _now("Priority group"), _now("Partners"), _now("Contacts of substance"), _now("Share (%)"),
            _now("Share last year (%)"), _now("Target (%)"),
        ],
        rows=[_group_row(found, code, label) for code, label in groups],
        note=_scope_note(asked),
        url=reverse("partners:partner-list"),
    )  # fmt: skip


def _front(found: Focus) -> list[dict[str, Any]]:
    return [{"label": drawn_name(row.partner), "value": row.now, "tone": "main"} for row in found.front]


def _group_drawing(found: Focus, groups: list[tuple[str, str]]) -> Drawing:
    """Beside its target where any group has one, else by itself."""
    shares = [(label, percent(found.of_group(code)[1], found.total), found.targets.get(code)) for code, label in groups]  # fmt: skip
    if not found.targets:
        return Drawing(
            "rank", {"parts": [{"label": one[0], "value": one[1], "tone": "main"} for one in shares]}
        )
    rows = [{"label": label, "first": now, "second": target} for label, now, target in shares]
    return Drawing("dots", {"rows": rows, "labels": [_now("Share (%)"), _now("Target (%)")]})


def _group_row(found: Focus, code: str, label: str) -> list[Any]:
    partners, now, before = found.of_group(code)
    url = f"{reverse('partners:partner-list')}?priority_group={code}"
    return [
        linked(label, url), partners, now, percent(now, found.total), percent(before, found.total_before),
        found.targets.get(code),
    ]  # fmt: skip


def _focus_sentence(found: Focus, front: int) -> str:
    facts = {
        "front": percent(front, found.total), "total": number_vi(found.total),
        "untouched": number_vi(len(found.untouched)), "priority": number_vi(len(found.priority)),
        "active": number_vi(found.active),
    }  # fmt: skip
    if not found.total:
        return _now("No contact of substance yet; %(priority)s priority partners wait.") % facts
    if found.active <= MOST:
        return (
            _now(
                "%(total)s contacts of substance with %(active)s partners; %(untouched)s of %(priority)s priority "
                "partners have had none."
            )
            % facts
        )
    return (
        _now(
            "The ten most active partners hold %(front)s %% of %(total)s contacts of substance; %(untouched)s of "
            "%(priority)s priority partners have had none."
        )
        % facts
    )


def _scope_note(asked: Asked) -> str:
    if sees_whole(asked):
        return ""
    return _now("Partners of the unit are those with whom it had any contact in the last 36 months.")


@panel(
    "partners-untouched",
    title=_("Priority partners without any activity"),
    theme=Theme.PARTNERS,
    order=15,
    questions=(5,),
    definition=_(
        "Priority partners are focus partners and those of a priority group with whom there is a relationship today. "
        "They are listed where no contact of substance (see “Focus”) took place in the period; the last contact may be "
        "of any kind, letters and calls too, matters that arose excepted. Source: the register of partners and the "
        "registers in which contacts are kept."
    ),
    permission=Permission.RECORD_VIEW,
    models=contacts,
)
def partners_untouched(asked: Asked) -> Content:
    found = asked.once(focus)
    untouched, base = found.untouched, len(found.priority)
    if not base:
        return nothing(_now("No priority partner is recorded."))
    facts = {"count": number_vi(len(untouched)), "base": number_vi(base)}
    said = _now("%(count)s of %(base)s priority partners had no activity in the period.") % facts
    return Content(
        sentence=said if untouched else _now("Every priority partner had some activity in the period."),
        headlines=[share(_now("Without any activity"), len(untouched), base, tone="wait" if untouched else "ok")],
        drawings=[_untouched_drawing(found)],
        head=[_now("Partner"), _now("Country"), _now("Priority group"), _now("Same days of last year"), _now("Last contact")],
        rows=[_untouched_row(row) for row in untouched[:SHOWN]],
        note=" ".join(filter(None, [_scope_note(asked), rest(len(untouched))])),
        url=reverse("partners:partner-list"),
    )  # fmt: skip


def _untouched_drawing(found: Focus) -> Drawing:
    """Priority partners by group: with any activity, without."""
    groups = [(code, str(label)) for code, label in PriorityGroup.choices]
    rows = [(row.partner.priority_group, row.now > 0) for row in found.priority]
    shown = [(code, label) for code, label in groups if any(group == code for group, _active in rows)]
    series = [
        {"label": words, "values": [rows.count((code, is_active)) for code, _label in shown], "tone": tone}
        for is_active, words, tone in (
            (True, _now("with activity"), "main"), (False, _now("without any activity"), "wait")
        )
    ]  # fmt: skip
    return Drawing("stacked", {"groups": [label for _code, label in shown], "series": series})


def _untouched_row(row: Active) -> list[Any]:
    partner = row.partner
    return [
        linked(str(partner), reverse("partners:timeline", args=[partner.pk])), partner.country_label,
        str(partner.get_priority_group_display()), row.before, date_vi(row.last_on) if row.last_on else None,
    ]  # fmt: skip


def rest(count: int, shown: int = SHOWN) -> str:
    """That a table shows the first rows alone; "" where it shows all."""
    said = _now("The first %(shown)s of %(count)s are shown.")
    return said % {"shown": shown, "count": number_vi(count)} if count > shown else ""
