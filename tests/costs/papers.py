"""Papers, the clerk's queue and the register."""

from tests.delegations.papers_world import outgoing
from tests.factories.papers import numbered, paper


def _one_dossier(world):
    if not hasattr(world, "dossier"):
        world.dossier = outgoing(world.province)
    return world.dossier


def drafts(world):
    return lambda number: paper(_one_dossier(world))


def numbered_papers(world):
    return lambda number: numbered(_one_dossier(world), str(number + 1))


LISTS = {
    "papers:paper-list": ("unit_officer", drafts, ()),
    "papers:line-list": ("unit_officer", numbered_papers, ()),
    "papers:queue": ("clerk", numbered_papers, ()),
}
BY_ANOTHER_NAME = {"papers:queue"}
