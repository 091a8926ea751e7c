"""Real records of the union's foreign relations, from public sources, without names of persons.

They go in as a file would go in by hand: by the import, matched to units and partners, with what matches nothing
kept as written. A row that is there already is left alone, whatever an officer has made of it since.
"""

from pathlib import Path

from portal.audit.middleware import acting
from portal.exchange.engine import import_pages
from portal.exchange.reading import Page, read
from portal.exchange.registry import kind_of

from .world import World

IMPORTER = "tld.canbo1"


def import_real(world: World, kind: str, path: Path) -> int:
    """Import the rows of a file of the project that are not there yet; returns how many were added.

    Raises ValueError when a row is refused: the files are ours, so that is a fault of the project.
    """
    taken = kind_of(kind)
    with path.open("rb") as file:
        pages = [_fresh(world, taken.resource.model, page) for page in read(file, path.name)]
    if all(len(page.lines) == 1 for page in pages):
        return 0
    by = world.people[IMPORTER]
    with acting(by):
        outcome = import_pages(taken, pages, by=by, on=world.on, filename=path.name)
    if outcome.rejected:
        raise ValueError(f"{path.name}: {outcome.rejected}")
    return outcome.created


def _fresh(world: World, model, page: Page) -> Page:
    """The heading and the lines whose key, in the column `id`, is new."""
    heading, *lines = page.lines
    place = heading.index("id")
    return Page(page.name, [heading, *(line for line in lines if not world.knows(model, str(line[place])))])
