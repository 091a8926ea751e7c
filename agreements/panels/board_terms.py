"""The dashboard's panel of agreements: what runs, what ends when, what was never carried out."""

import datetime as dt

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from partners.figures.promises import rate
from partners.filters.promises import SETTLED
from partners.models import NextStep, Partner
from portal.access.permissions import Permission
from portal.dashboard.board import Asked, Content, Drawing, Headline, Theme, panel
from portal.dashboard.facts import base, linked, listed, nothing, of_today, share
from portal.ui.formats import number_vi
from portal.units.models import Unit

from ..figures import expiring_after, in_force_at
from ..figures.commitments import BY_AGREEMENT
from ..figures.terms import ending_by_year, terms
from ..filters.agreements import ENDS_SOON, SOON
from ..models import Agreement, AgreementCommitment, AgreementState, Resource
from ..querysets import AgreementQuerySet

DRAWN, LISTED = 12, 40
AHEAD, YEARS = 3, 6  # years of the drawings
TONES = {
    AgreementState.EXPIRING: "wait",
    AgreementState.SUSPENDED: "neutral",
    AgreementState.NOT_YET: "second",
}


@panel(
    "agreements-terms",
    title=_("Agreements in force and what ends next"),
    theme=Theme.AGREEMENTS,
    questions=(6,),
    order=10,
    definition=_(
        "In force: signed, begun, neither ended, suspended nor terminated on the day of the figures; one that renews"
        " itself or has no fixed term runs on. Expiring: in force, and its last day falls within 180 days; what renews"
        " itself is left out. Never carried out: signed (ended ones too), and the record says nothing of its"
        " implementation, no promise of it was kept, no resource stands under it and no programme or plan was made"
        " under it. Implementation rate: promises of agreements that were kept, of those that were due by the day."
        " Source: register of agreements, ledger of promises."
    ),
    permission=Permission.RECORD_VIEW,
    models=(Agreement, AgreementCommitment, NextStep, Partner, Resource, Unit),
)
@of_today
def agreements_terms(asked: Asked) -> Content:
    """A stock: as it stands on the day, whichever year is asked for."""
    rows, on = asked.rows(Agreement).live(), asked.today
    url = listed(asked, "agreements:agreement-list")
    signed = rows.concluded().count()
    if not signed:
        return nothing(_now("No agreement has been entered yet."), url)
    running, never = in_force_at(rows, on).count(), rows.never_carried_out().count()
    ending = expiring_after(rows, on, SOON).select_related("unit").order_by("term_to", "pk")
    soon, shown = ending.count(), list(ending.prefetch_related("partners")[:LISTED])
    return Content(
        _sentence(running, soon, never, signed),
        _headlines(asked, rows, running, soon, never, signed),
        [*_timeline(rows, on), *_ends(rows, on)],
        [_("Agreement"), _("Partner"), _("Unit"), _("Expires on"), _("Days left")],
        [_row(one, on) for one in shown],
        _("The table holds those that expire within 180 days; the drawing what ends within three years."),
        url,
    )


def _sentence(running: int, soon: int, never: int, signed: int) -> str:
    said = ngettext(
        "%(running)s agreement is in force", "%(running)s agreements are in force", running
    ) % {"running": number_vi(running)}  # fmt: skip
    if soon:
        said += _now(", %(soon)s expire within 180 days") % {"soon": number_vi(soon)}
    if not never:
        return _now("%(said)s; each of those signed has been carried out at least in part.") % {"said": said}
    return _now("%(said)s; nothing is known of carrying out %(never)s of %(signed)s signed.") % {
        "said": said, "never": number_vi(never), "signed": number_vi(signed),
    }  # fmt: skip


def _headlines(
    asked: Asked, rows: AgreementQuerySet, running: int, soon: int, never: int, signed: int
) -> list:
    ours = {f"{BY_AGREEMENT}__in": rows.order_by().values("pk")}
    kept = rate(NextStep.objects.visible_to(asked.user).filter(**ours), on=asked.today)
    return [
        Headline(
            _("In force"), running, note=_now("of %(signed)s signed") % {"signed": number_vi(signed)},
            url=listed(asked, "agreements:agreement-list", state="running"),
        ),
        Headline(
            _("Expire within 180 days"), soon, note=base(soon, running), tone="wait" if soon else "",
            url=listed(asked, "agreements:agreement-list", state=ENDS_SOON),
        ),
        Headline(
            _("Never carried out"), never, note=base(never, signed), tone="bad" if never else "",
            url=listed(asked, "agreements:agreement-list", carried_out="never"),
        ),
        share(_("Promises of agreements kept"), kept.kept, kept.due,
              url=listed(asked, "partners:nextstep-list", state=SETTLED, bound="yes")),
    ]  # fmt: skip


def _timeline(rows: AgreementQuerySet, on: dt.date) -> list[Drawing]:
    """Terms that end from today on, the first at the top; those without an end have no place here."""
    first, last = dt.date(on.year - 1, 1, 1), dt.date(on.year + AHEAD + 1, 1, 1)
    ending = rows.filter(term_to__gte=on, term_to__lt=last, auto_renewal=False)
    shown = terms(ending, first=on, last=last, shown=DRAWN).rows
    if not shown:
        return []
    lines = [_span(one, on, first) for one in shown]
    caption = _("Terms of agreements, those that end first at the top")
    axis = {"first": first.isoformat(), "last": last.isoformat(), "today": on.isoformat()}
    return [Drawing("spans", {"rows": lines, **axis}, caption)]


def _ends(rows: AgreementQuerySet, on: dt.date) -> list[Drawing]:
    """How many end in this year and the next ones."""
    counts = ending_by_year(rows, first=on.year, last=on.year + YEARS - 1)
    if not any(counts.values()):
        return []
    series = [{"label": _("Agreements"), "values": list(counts.values()), "tone": "main"}]
    facts = {"groups": [str(year) for year in counts], "series": series}
    return [Drawing("bars", facts, _("How many agreements end in each year"))]


def _span(row: Agreement, on: dt.date, first: dt.date) -> dict[str, str]:
    state = AgreementState(row.state_on(on, days=SOON))
    return {
        "label": row.title,
        "small": f"{row.unit.short_name} · {row.term_label()}",
        "first": max(row.term_from or first, first).isoformat(),
        "last": (row.terminated_on or row.term_to).isoformat(),
        "tone": TONES.get(state, "main"),
        "words": f"{row.term_label()} · {state.label}",
    }


def _row(one: Agreement, on: dt.date) -> list:
    return [
        linked(one.title, one.get_absolute_url()), ", ".join(one.partner_labels()), one.unit.short_name,
        one.ends_on.display(), (one.ends_on.latest - on).days,
    ]  # fmt: skip
