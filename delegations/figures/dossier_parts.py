"""Parts that need no paper because the portal knows them itself: each says in words what is missing, or nothing.

The keys stand in `Requirement.built_in`; `delegations/data/requirements.csv` seeds the rows.
"""

from collections.abc import Callable

from django.utils.translation import gettext as _

from ..models import DossierKind, MemberRole, Planned
from .dossier_facts import Facts, kind_of, plan_standing

SHOWN_NAMES = 3  # of those who lack something; more are counted


def dates(facts: Facts) -> str:
    record = facts.record
    if not record.starts_on or record.starts_on.precision != "day" or not record.ends_on:
        return _("the first and the last day, both to the day")
    return "" if record.ends_on.precision == "day" else _("the last day, to the day")


def place(facts: Facts) -> str:
    record = facts.record
    return "" if record.country or record.place else _("the country or the place")


def purpose(facts: Facts) -> str:
    return "" if facts.record.agenda.strip() else _("the content of work")


def plan(facts: Facts) -> str:
    record = facts.record
    if record.plan_item_id or plan_standing(record) == Planned.IN_PLAN or record.unplanned_reason.strip():
        return ""
    if not record.planned:
        return _("its line of the annual plan, or why it is not in the plan")
    return _("why it is not in the plan")


def programme(facts: Facts) -> str:
    return "" if facts.programme_days else _("the programme by day: no point is entered")


def members(facts: Facts) -> str:
    if not facts.members:
        return _("the members: the list is empty")
    return _of_whom(facts, lambda member: not member.post, _("post of %(who)s"))


def head(facts: Facts) -> str:
    heads = [member for member in facts.members if member.role == MemberRole.HEAD]
    if len(heads) > 1:
        return _("one head of delegation: %(count)s are named") % {"count": len(heads)}
    return "" if heads else _("the head of delegation among the members")


def authorities(facts: Facts) -> str:
    return _of_whom(facts, lambda member: not member.managing_authority, _("managing authority of %(who)s"))


def nationality(facts: Facts) -> str:
    return _of_whom(facts, lambda member: not member.nationality, _("nationality of %(who)s"))


def passports(facts: Facts) -> str:
    def lacks(member) -> bool:
        return not member.passport_kind or member.passport_expires_on is None

    return _of_whom(facts, lacks, _("kind and expiry of the passport of %(who)s"))


def budget(facts: Facts) -> str:
    if not facts.budget and facts.record.cost is None:
        return _("the estimate: no line is entered")
    return funding(facts)


def funding(facts: Facts) -> str:
    known = facts.record.funding_source or facts.budget
    return "" if known else _("the source of funds")


def submission(facts: Facts) -> str:
    found = "TTr" in facts.papers or facts.documents.get("submission")
    return "" if found else _("the submission (tờ trình) or letter of request")


def partners(facts: Facts) -> str:
    return "" if facts.has_partners else _("the foreign partner")


def needs(facts: Facts) -> str:
    record = facts.record
    return "" if record.guest_needs.strip() else _("needs of the guests: reception, security, interpreter")


def gifts(facts: Facts) -> str:
    return "" if facts.gifts else _("the plan of gifts")


def rationale(facts: Facts) -> str:
    return "" if facts.record.rationale.strip() else _("reason and purpose")


def composition(facts: Facts) -> str:
    record = facts.record
    if record.participants_vn is None or record.participants_foreign is None:
        return _("numbers of Vietnamese and of foreign participants")
    return "" if record.countries_written or not record.participants_foreign else _("the nationalities")


def online_points(facts: Facts) -> str:
    return "" if facts.record.online_points.strip() else _("the places joined online")


def permission(facts: Facts) -> str:
    record = facts.record
    known = facts.decisions or (record.permission_authority and record.permitted_on)
    return "" if known else _("the permission: number, day, authority")


def decision(facts: Facts) -> str:
    """A decision, and an outcome for each member of ours."""
    if not facts.decisions:
        return permission(facts)
    if kind_of(facts.record) != DossierKind.OUTGOING:
        return ""
    return _of_whom(facts, lambda member: member.pk not in facts.decided, _("a decision on %(who)s"))


def report(facts: Facts) -> str:
    return "" if facts.report_is_in else _("the report after the activity, handed in")


def settlement(facts: Facts) -> str:
    settled = facts.budget and all(line.actual_vnd is not None for line in facts.budget)
    return "" if settled or facts.documents.get("finance") else _("the settlement: what was really spent")


def _of_whom(facts: Facts, lacks: Callable, sentence: str) -> str:
    """`sentence` with those members who lack it; guests and ours alike by their posts, names stay inside."""
    found = [member for member in facts.members if lacks(member)]
    if not found:
        return ""
    named = ", ".join(_called(facts, member) for member in found[:SHOWN_NAMES])
    if len(found) > SHOWN_NAMES:
        named = _("%(named)s and %(count)s more") % {"named": named, "count": len(found) - SHOWN_NAMES}
    return sentence % {"who": named}


def _called(facts: Facts, member) -> str:
    """Ours by name; a guest by post or number: a checklist is read by more people than the list of guests."""
    if kind_of(facts.record) == DossierKind.OUTGOING:
        return member.name
    return member.post or _("guest %(number)s") % {"number": facts.members.index(member) + 1}


BUILT_IN: dict[str, Callable[[Facts], str]] = {
    part.__name__: part
    for part in (
        dates, place, purpose, plan, programme, members, head, authorities, nationality, passports, budget,
        funding, submission, partners, needs, gifts, rationale, composition, online_points, permission,
        decision, report, settlement,
    )
}  # fmt: skip
