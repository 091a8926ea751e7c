"""Things to compare are done in turns in one run; the middle of each one's times is compared, not the times."""

from collections.abc import Callable, Hashable, Mapping
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple


class Taken(NamedTuple):
    """Seconds by the clock on the wall, the database's included, and by the processor for this process alone: on a
    busy machine the second is the truer one.
    """

    wall: float
    cpu: float


def both(things: Mapping[Hashable, Callable], rounds: int, warm: int = 2) -> dict[Hashable, Taken]:
    """What each thing takes; `warm` rounds before are not counted."""
    walls: dict = {name: [] for name in things}
    cpus: dict = {name: [] for name in things}
    for turn in range(-warm, rounds):
        for name, do in things.items():
            wall, cpu = perf_counter(), process_time()
            do()
            if turn >= 0:
                cpus[name].append(process_time() - cpu)
                walls[name].append(perf_counter() - wall)
    return {name: Taken(median(walls[name]), median(cpus[name])) for name in things}


def medians(things: Mapping[Hashable, Callable], rounds: int, warm: int = 2) -> dict:
    """Seconds that each thing takes by the clock on the wall."""
    return {name: taken.wall for name, taken in both(things, rounds, warm).items()}


def show(title: str, rows: list[tuple]) -> None:
    """Lines of (what, number, unit, …) under a title, as the tables of performance.md."""
    print(f"\n\n{title}")
    for what, *cells in rows:
        print(f"  {what:<34}" + "".join(f"{cell:>14}" for cell in cells))
