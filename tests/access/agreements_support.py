"""Commitments of agreements, needs and offers belong to units; what was not taken up is summed of what one sees."""

from tests.factories.agreements import agreement
from tests.factories.support import ask, made, need, offer

from . import EDITORS, READERS, STRANGER, for_everyone, page, register
from .partners import partner


def signed(world):
    return agreement(world.province, partners=[partner(world)], signed_on="2024-03-01")


def needed(world):
    return need(world.province)


def offered(world):
    return offer(world.province, partner(world))


def answered(world):
    row = ask(needed(world), partner(world))
    return [row.need_id, row.pk]


def clause(world):
    row = made(signed(world))
    return [row.agreement_id, row.pk]


def declined(world):
    return [offered(world).pk, "tu-choi"]


def on(make):
    return lambda world: [make(world).pk]


def edit(args, **options):
    """The forms of who may write; other readers are refused, the rest find nothing."""
    refused = {role: 403 for role in READERS if role not in EDITORS}
    return page(*EDITORS, also=refused, others=404, args=args, **options)


ROWS = {
    **register("need", needed),
    **register("offer", offered),
    "agreement-commitments": page(*READERS, others=404, args=on(signed)),
    "commitments-add": edit(on(signed)),
    "commitment-clause": edit(clause),
    "need-ask": edit(on(needed)),
    "need-answer": edit(answered),
    "need-withdraw": edit(on(needed)),
    "need-take-up": edit(on(needed), ok=302, method="post"),
    "offer-verb": edit(declined),
    "offer-reopen": edit(on(offered), ok=302, method="post"),
    "need-choices": for_everyone(),
    "resource-choices": for_everyone(),
    "unused": page(*READERS, STRANGER, others=403),
    "unused-export": page(*READERS, STRANGER, others=403),
}
