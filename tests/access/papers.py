"""Papers are read with their unit's records, numbered by its clerk; names of guests are told in test_papers.py."""

from tests.delegations.papers_world import outgoing
from tests.factories.papers import numbered, paper

from . import EDITORS, READERS, STRANGER, for_everyone, page, register

OTHERS = {role: 403 for role in READERS if role != "clerk"}
NOBODY = {role: 403 for role in READERS}


def draft(world):
    return paper(outgoing(world.province))


def _draft(world):
    return [draft(world).pk]


def _numbered(world):
    found = numbered(outgoing(world.province))
    return [found.pk]


def _line(world):
    from portal.papers.models import RegisterLine

    numbered(outgoing(world.province))
    return [RegisterLine.objects.get().pk]


ROWS = {
    **register("paper", draft, creators=()),
    "queue-export": page("clerk", STRANGER),
    "queue": page("clerk", STRANGER),  # the officer of a unit that has no clerk numbers its papers
    "line-list": for_everyone(),
    "line-export": for_everyone(),
    "line-detail": page(*READERS, ok=302, others=404, args=_line),
    "paper-step": page("clerk", also=OTHERS, others=404, args=lambda world: [*_numbered(world), "seal"]),
    "paper-print": page(*READERS, others=404, args=lambda world: [*_draft(world), "docx"]),
    "paper-signed": page(
        *EDITORS, "clerk", also={role: 403 for role in READERS if role not in (*EDITORS, "clerk")}, others=404,
        args=_numbered,
    ),
    "paper-anew": page(
        *EDITORS, ok=302, also={role: 403 for role in READERS if role not in EDITORS}, others=404, args=_draft,
        method="post",
    ),
}  # fmt: skip
