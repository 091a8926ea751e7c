"""A little of everything that panels of the dashboard count, as often as a test wants."""

from itertools import count

from portal.people.models import LanguageSkill

from .agreements import partner
from .delegations import delegation, event
from .partners_interactions import interaction, matter, step
from .partners_relationship import touch
from .partners_standing import body, candidacy, initiative, membership, obligation, person, position
from .units import UnitFactory

_numbers = count(1)


def everywhere(unit, times: int) -> None:
    """`times` partners, bodies and sector unions, each with one record in every register that panels read."""
    for _time in range(times):
        number = next(_numbers)
        friend = partner(
            f"Đối tác {number}", f"F{number}", "LA", relationship_level="special", priority_group="neighbour"
        )
        forum = body(f"Tổ chức {number}", f"B{number}")
        delegation(unit, starts_on="02/03/2026", partners=[friend], purpose="exchange")
        delegation(unit, starts_on="02/04/2026", partners=[forum], purpose="multilateral_meeting")
        event(unit, starts_on="02/04/2026", our_role="attended", partners=[forum])
        interaction(unit, partners=[friend], kind="talks")
        step(unit, friend, due_on="2026-05-01")
        matter(unit, partner=friend)
        touch(friend, unit, "2026-03-10", "visit_in")
        membership(unit, forum, starts_on="2022")
        position(unit, forum, starts_on="2022", ends_on="05/2027")
        candidacy(unit, forum, election_on="2027")
        initiative(unit, forum)
        obligation(unit, forum, amount=100, currency="USD")
        _changed(friend)
        sector = UnitFactory(code=f"CDN-{number}", unit_type="sector_union", parent=unit)
        speaker = person(sector, f"Cán bộ {number}", retires_on="2040-01-01")
        LanguageSkill.objects.create(person=speaker, language="en", level="B2")


def _changed(friend) -> None:
    from partners.models import RelationshipChange

    RelationshipChange.objects.create(partner=friend, state="restored", since="2026")
