"""The members of a delegation as decisions left them: who is sent, who is not, who waits for a decision."""

from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from ..models import Delegation, Member, MemberDecision, MemberOutcome, MemberRole

ROLES = [role.value for role in MemberRole]
#: What a decision says of somebody, in the words of a decision on a delegation.
OUTCOMES = {
    MemberOutcome.SENT: _("goes with the delegation"),
    MemberOutcome.NOT_SENT: _("does not go with the delegation"),
    MemberOutcome.REPLACED: _("is replaced by somebody else"),
}


@dataclass(frozen=True)
class Line:
    """One member with what the last decision says of them; `last` is None where no decision names them."""

    member: Member
    last: MemberDecision | None = None

    @property
    def outcome_label(self) -> str:
        return str(OUTCOMES[MemberOutcome(self.last.outcome)]) if self.last else ""

    @property
    def is_out(self) -> bool:
        """Taken off the list by a decision."""
        return self.last is not None and self.last.outcome != MemberOutcome.SENT


def member_lines(delegation: Delegation) -> list[Line]:
    """Head, deputy, members, interpreter, each with the last decision on them. Two queries."""
    members = list(delegation.members.select_related("unit", "person"))
    rows = MemberDecision.objects.filter(member__delegation=delegation).select_related("decision")
    last = {row.member_id: row for row in rows.order_by("decision__decided_on", "decision_id")}
    members.sort(key=lambda member: (ROLES.index(member.role), member.pk))
    return [Line(member, last.get(member.pk)) for member in members]


def travellers(delegation: Delegation) -> list[Member]:
    """Who goes: all members whom no decision has taken off the list."""
    return [line.member for line in member_lines(delegation) if not line.is_out]


def memberships(person_id: int, reader):
    """In which delegations that the reader sees somebody of ours goes, newest first; whom a decision took off is not
    among them."""
    of_member = MemberDecision.objects.filter(member=OuterRef("pk"))
    last = of_member.order_by("-decision__decided_on", "-decision_id").values("outcome")[:1]
    seen = Delegation.objects.visible_to(reader).live()
    rows = Member.objects.filter(person=person_id, delegation__in=seen).annotate(last_outcome=Subquery(last))
    going = rows.filter(Q(last_outcome=None) | Q(last_outcome=MemberOutcome.SENT))
    return going.order_by("-delegation__placed_to", "-delegation_id", "pk")


@dataclass(frozen=True)
class Counts:
    """Persons and women by the list; `women` is None while it is not known of everybody."""

    persons: int
    women: int | None

    def differs(self, delegation: Delegation) -> bool:
        """Whether the numbers written in the dossier say something else."""
        women_differ = self.women is not None and self.women != delegation.women
        return bool(self.persons) and (self.persons != delegation.size or women_differ)


def counts(lines: list[Line]) -> Counts:
    going = [line.member for line in lines if not line.is_out]
    known = all(member.is_woman is not None for member in going)
    return Counts(len(going), sum(bool(member.is_woman) for member in going) if known and going else None)
