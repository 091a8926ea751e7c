"""Parties, texts and the life of an agreement: read by who reads it, changed by who writes for its unit."""

from tests.factories.agreements_life import amended, signed, written

from . import EDITORS, READERS, page
from . import for_everyone as everyone

REFUSED = {role: 403 for role in READERS if role not in EDITORS}


def _signed(world):
    return [signed(world.province).pk]


def _two_versions(world):
    found = signed(world.province)
    for _time in range(2):
        written(found)
    return [found.pk]


def _version(world):
    return [*_two_versions(world), 1]


def _act(world):
    return [*_signed(world), "cham-dut"]


def _amendment(world):
    row = amended(world.province)
    return [row.agreement_id, row.pk]


def _reading(args):
    return page(*READERS, others=404, args=args)


def _editing(args):
    return page(*EDITORS, also=REFUSED, others=404, args=args)


ROWS = {
    "agreement-choices": everyone(),
    "agreement-parties": _editing(_signed),
    "agreement-texts": _reading(_two_versions),
    "agreement-text": _reading(_version),
    "agreement-text-compare": _reading(_two_versions),
    "agreement-text-new": _editing(_signed),
    "agreement-life": _reading(_signed),
    "agreement-act": _editing(_act),
    "amendment-new": _editing(_signed),
    "amendment-edit": _editing(_amendment),
    "amendment-take-back": _editing(_amendment),
}
