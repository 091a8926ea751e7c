"""The dashboard's panels of single relations: rank against activity, silence, depth, whose turn it is."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from partners.figures.attention import Attention, ranked_partners
from partners.figures.gap import Verdict
from partners.figures.promises import Kept, rates
from partners.figures.silence import Quiet, quiet_of
from partners.models import NextStep, PromiseOrigin, Touch
from partners.panels.board_scope import drawn_name, partners_in_view
from portal.access.permissions import Permission
from portal.dashboard.board import Asked, Content, Drawing, Theme, panel
from portal.dashboard.facts import base, linked, nothing, share
from portal.ui.formats import capital, date_vi, number_vi

from .board_partners import SHOWN, contacts, rest

DRAWN = 12


@panel(
    "partners-gap",
    title=_("High rank, little activity"),
    theme=Theme.PARTNERS,
    order=20,
    questions=(6,),
    definition=_(
        "Compares what the level of each relationship asks for (rules G: contacts of substance in 12 and 36 months, "
        "visits at high level in 36 months, promises kept) with what took place up to the last day of the figures, as "
        "the page “Partners that want attention” does. Silent: no contact of any kind for the months of rule G-silent. "
        "Promises from agreements: kept of those that fell due. When a unit is asked, the partners are those that the "
        "unit met in 36 months; they are judged by the activity of the whole union."
    ),
    permission=Permission.ASSESSMENT_READ,
    models=contacts,
)
def partners_gap(asked: Asked) -> Content:
    """Read where assessments are read: by the department and the leaders (domain.md 7.2)."""
    on = asked.year.until
    judged = [
        row
        for row in ranked_partners(partners_in_view(asked), asked.user, on)
        if row.gap.verdict != Verdict.UNRANKED
    ]
    if not judged:
        return nothing(_now("No partner with a recorded rank."), reverse("partners:attention"))
    short = [row for row in judged if row.gap.wants_attention]
    agreed = NextStep.objects.visible_to(asked.user).filter(origin=PromiseOrigin.AGREEMENT)
    kept = rates(agreed, "partner", on=on)
    return Content(
        sentence=_gap_sentence(short, len(judged)),
        headlines=[
            share(capital(verdict.label), _having(judged, verdict), len(judged),
                  url=f"{reverse('partners:attention')}?verdict={verdict.value}", tone=tone)
            for verdict, tone in ((Verdict.SILENT, "bad"), (Verdict.THIN, "wait"), (Verdict.IN_KEEPING, "ok"))
        ],
        drawings=[_gap_drawing(short)],
        head=[
            _now("Partner"), _now("Level of the relationship"), _now("Contacts of asked for, 12 months"),
            _now("High-level visits of asked for, 36 months"), _now("Promises from agreements"),
            _now("Last contact"), _now("Verdict"),
        ],
        rows=[_gap_row(row, kept.get(row.partner.pk, Kept())) for row in short[:SHOWN]],
        note=rest(len(short)),
        url=reverse("partners:attention"),
    )  # fmt: skip


def _having(judged: list[Attention], verdict: Verdict) -> int:
    return sum(row.gap.verdict == verdict for row in judged)


def _gap_sentence(short: list[Attention], judged: int) -> str:
    if not short:
        return _now("Activity matches the rank of every partner.")
    facts = {"count": number_vi(len(short)), "base": number_vi(judged), "worst": short[0].partner.short_label}
    return _now("With %(count)s of %(base)s ranked partners activity falls short; furthest with %(worst)s.") % facts  # fmt: skip


def _gap_drawing(short: list[Attention]) -> Drawing:
    rows = [
        {
            "label": drawn_name(row.partner),
            "first": row.gap.seen.contacts_12,
            "second": row.gap.expected.in_12,
        }
        for row in [row for row in short if row.gap.expected.in_12][:DRAWN]
    ]
    labels = [_now("Contacts, 12 months"), _now("Asked for")]
    return Drawing("dots", {"rows": rows, "labels": labels}, _now("Contacts of substance in 12 months"))


def _gap_row(row: Attention, kept: Kept) -> list[Any]:
    partner, seen, expected = row.partner, row.gap.seen, row.gap.expected
    return [
        linked(str(partner), reverse("partners:relationship", args=[partner.pk])),
        str(partner.get_relationship_level_display()) or None, base(seen.contacts_12, expected.in_12),
        base(seen.high_36, expected.high_in_36), base(kept.kept, kept.due) if kept.due else None,
        date_vi(seen.last_on) if seen.last_on else None, str(row.gap.verdict.label),
    ]  # fmt: skip


@panel(
    "partners-silent",
    title=_("Silent and fragile relations"),
    theme=Theme.PARTNERS,
    order=25,
    questions=(9,),
    definition=_(
        "Focus partners and those with a recorded level with whom there is a relationship today. Days are "
        "counted from the last contact of any kind, letters and calls too, to the last day of the figures. Silent: no "
        "contact for the months of rule G-silent. Fragile: a matter arose with them in the last 12 months. Source: the "
        "registers in which contacts and matters are kept."
    ),
    permission=Permission.ASSESSMENT_READ,
    models=contacts,
)
def partners_silent(asked: Asked) -> Content:
    rows = quiet_of(partners_in_view(asked), asked.rows(Touch), asked.year.until)
    if not rows:
        return nothing(_now("No partner with a recorded rank."), reverse("partners:attention"))
    silent, fragile = [row for row in rows if row.is_silent], [row for row in rows if row.is_fragile]
    told = sorted({*silent, *fragile}, key=rows.index)
    parts = [
        {"label": drawn_name(row.partner), "value": row.days, "tone": "bad" if row.is_silent else "main"}
        for row in rows
        if row.days is not None
    ][:DRAWN]
    facts = {
        "silent": number_vi(len(silent)),
        "base": number_vi(len(rows)),
        "fragile": number_vi(len(fragile)),
    }
    return Content(
        sentence=_now("%(silent)s of %(base)s relations are silent; with %(fragile)s a matter arose in the last 12 months.") % facts,
        headlines=[
            share(_now("Silent"), len(silent), len(rows), tone="bad" if silent else "ok"),
            share(_now("Fragile"), len(fragile), len(rows), tone="wait" if fragile else "ok"),
        ],
        drawings=[Drawing("rank", {"parts": parts}, _now("Days since the last contact"))],
        head=[_now("Partner"), _now("Last contact"), _now("Days since"), _now("Matters, 12 months"), _now("State")],
        rows=[_quiet_row(row) for row in told[:SHOWN]],
        note=" ".join(filter(None, [rest(len(told)), _never(rows)])),
        url=reverse("partners:attention"),
    )  # fmt: skip


def _never(rows: list[Quiet]) -> str:
    """How many have no day to count from: they stand in no picture."""
    count = sum(row.last_on is None for row in rows)
    said = _now("With %(count)s partners no contact was ever recorded; they stand in the table alone.")
    return said % {"count": number_vi(count)} if count else ""


def _quiet_row(row: Quiet) -> list[Any]:
    states = [(row.is_silent, _now("silent")), (row.is_fragile, _now("fragile"))]
    page = reverse("partners:timeline", args=[row.partner.pk])
    matters = f"{reverse('partners:matter-list')}?partner={row.partner.pk:d}"
    return [
        linked(str(row.partner), page), date_vi(row.last_on) if row.last_on else None, row.days,
        linked(number_vi(row.matters), matters) if row.matters else 0,
        ", ".join(str(words) for holds, words in states if holds),
    ]  # fmt: skip
