"""A partner's timeline is there for whoever reads partners; talks, promises and matters belong to units."""

import datetime as dt

from portal.access.roles import ROLES
from tests.factories.partners_interactions import interaction, matter, step

from . import EDITORS, READERS, STRANGER, for_everyone, page, register
from .partners import partner

#: who may look at a kept promise of `world.province` independently
CHECKERS = ("unit_officer", "unit_leader", "department_officer", "department_head")
#: who may report a matter of `world.province` upward; others who read it are refused
REPORTERS = ("unit_officer", "unit_leader", "department_officer", "department_head")


def of_partner(world):
    return [partner(world).pk]


def talk(world):
    return interaction(world.province, partners=[partner(world)])


def promise(world):
    return step(world.province, partner(world))


def kept_promise(world):
    return step(world.province, partner(world), kept_on=dt.date(2026, 3, 2))


def important_promise(world):
    return step(
        world.province, partner(world), is_important=True, kept_on=dt.date(2026, 3, 2), evidence="Công văn"
    )


def arisen(world):
    return matter(world.province, partner=partner(world))


def on(make):
    return lambda world: [make(world).pk]


def refused(*allowed):
    return {role: 403 for role in READERS if role not in allowed}


ROWS = {
    **{name: page(*ROLES, STRANGER, others=404, args=of_partner) for name in ("timeline", "timeline-export")},
    **register("interaction", talk),
    **register("nextstep", promise),
    **register("matter", arisen),
    "attendee-choices": for_everyone(),
    "people-choices": for_everyone(),
    "contact-choices": for_everyone(),
    "promise-keep": page(*EDITORS, also=refused(*EDITORS), others=404, args=on(promise)),
    "promise-evidence": page(*EDITORS, also=refused(*EDITORS), others=404, args=on(promise)),
    "promise-check": page(*CHECKERS, also=refused(*CHECKERS), others=404, args=on(important_promise)),
    "promise-sums": page(*READERS, STRANGER, others=403),
    "promise-sums-export": page(*READERS, STRANGER, others=403),
    "promise-give-up": page(*EDITORS, also=refused(*EDITORS), others=404, args=on(promise)),
    "promise-reopen": page(
        *EDITORS, ok=302, also=refused(*EDITORS), others=404, args=on(kept_promise), method="post"
    ),
    "matter-report": page(
        *REPORTERS, ok=302, also=refused(*REPORTERS), others=404, args=on(arisen), method="post"
    ),
    "matter-file": page(*READERS, others=404, args=lambda world: [arisen(world).pk, "docx"]),
}
