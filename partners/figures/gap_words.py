"""The gap in one sentence that a leader can read."""

import datetime as dt

from django.utils.translation import gettext as _

from ..models import Partner
from .gap_rules import NEVER, Expected, Seen, Verdict, breaks_promises, months_since, shortfall


def sentence(partner: Partner, verdict: Verdict, expected: Expected, seen: Seen, on: dt.date) -> str:
    """The rank, what stands out against it, the last contact, how promises were kept."""
    facts = {"rank": rank_of(partner), "what": _what(verdict, expected, seen, on)}
    if verdict in (Verdict.SILENT, Verdict.THIN):
        head = _("%(rank)s, but %(what)s") % facts
    else:
        head = _("%(rank)s: %(what)s") % facts
    return "; ".join(filter(None, [head, _last(verdict, seen), _promises(verdict, expected, seen)])) + "."


def rank_of(partner: Partner) -> str:
    """ "Quan hệ đoàn kết đặc biệt, đối tác trọng tâm" """
    if partner.relationship_level:
        words = str(partner.get_relationship_level_display())
    else:
        words = _("No level recorded, group “%(group)s”") % {"group": partner.get_priority_group_display()}
    return f"{words}, {_('focus partner')}" if partner.is_focus else words


def _what(verdict: Verdict, expected: Expected, seen: Seen, on: dt.date) -> str:
    if verdict == Verdict.SILENT:
        return _silence(seen, on)
    if verdict == Verdict.THIN:
        return _thin(expected, seen, on)
    facts = {"count": seen.contacts_12, "more": seen.contacts_36}
    if verdict == Verdict.MORE:
        return _("%(count)s contacts in 12 months, %(more)s in 36: more than the rank asks for") % facts
    if verdict == Verdict.IN_KEEPING:
        return _("%(count)s contacts in 12 months, %(more)s in 36: in keeping with the rank") % facts
    return _("%(count)s contacts in 12 months, %(more)s in 36") % facts


def _silence(seen: Seen, on: dt.date) -> str:
    months = months_since(seen.last_on, on)
    if months >= NEVER:
        return _("no contact is on record")
    return _("for %(months)s months there was no contact at all") % {"months": months}


def _thin(expected: Expected, seen: Seen, on: dt.date) -> str:
    """What is missing most: visits at high level, contacts of the last year, of three years, then promises kept."""
    in_12, in_36, high = shortfall(expected, seen)
    if not (in_12 or in_36 or high):
        return _broken(expected, seen)
    if high and not seen.high_36:
        months = months_since(seen.last_high_on, on)
        if months >= NEVER:
            return _("no visit at high level is on record")
        return _("for %(months)s months there was no visit at high level") % {"months": months}
    if in_12 and not seen.contacts_12:
        return _("there was no contact of substance in 12 months (%(expected)s expected)") % {
            "expected": expected.in_12
        }
    if in_12:
        facts = {"count": seen.contacts_12, "expected": expected.in_12}
        return _("only %(count)s contacts of substance in 12 months (%(expected)s expected)") % facts
    if in_36:
        facts = {"count": seen.contacts_36, "expected": expected.in_36}
        return _("only %(count)s contacts of substance in 36 months (%(expected)s expected)") % facts
    facts = {"count": seen.high_36, "expected": expected.high_in_36}
    return _("only %(count)s visits at high level in 36 months (%(expected)s expected)") % facts


def _last(verdict: Verdict, seen: Seen) -> str:
    return _("last contact %(month)s") % {"month": f"{seen.last_on:%m/%Y}"} if seen.last_on else ""


def _broken(expected: Expected, seen: Seen) -> str:
    """ "only 1 of 4 promises due was kept (at least 70 % expected)" """
    facts = {"kept": seen.kept_36, "due": seen.due_36, "percent": expected.kept_percent}
    return _("only %(kept)s of %(due)s promises due were kept (at least %(percent)s %% expected)") % facts


def _promises(verdict: Verdict, expected: Expected, seen: Seen) -> str:
    """How the promises of both sides were kept, unless that is what stands out."""
    if breaks_promises(expected, seen):
        stands_out = verdict == Verdict.THIN and not any(shortfall(expected, seen))
        return "" if stands_out else _broken(expected, seen)
    facts = {"kept": seen.kept_36, "due": seen.due_36, "count": seen.overdue}
    if seen.kept_36 and seen.overdue:
        return _("%(kept)s of %(due)s promises due were kept") % facts
    if seen.kept_36:
        return _("all %(due)s promises due were kept") % facts
    return _("%(count)s promises overdue") % facts if seen.overdue else ""
