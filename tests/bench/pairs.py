"""Things to compare are done in turns in one run; the middle of each one's times is compared, not the times."""

from collections.abc import Callable, Hashable, Mapping
from statistics import median
from time import perf_counter


def medians(things: Mapping[Hashable, Callable], rounds: int, warm: int = 2) -> dict:
    """Seconds that each thing takes; `warm` rounds before are not counted."""
    taken: dict = {name: [] for name in things}
    for turn in range(-warm, rounds):
        for name, do in things.items():
            begun = perf_counter()
            do()
            if turn >= 0:
                taken[name].append(perf_counter() - begun)
    return {name: median(times) for name, times in taken.items()}


def show(title: str, rows: list[tuple]) -> None:
    """Lines of (what, number, unit, …) under a title, as the tables of performance.md."""
    print(f"\n\n{title}")
    for what, *cells in rows:
        print(f"  {what:<34}" + "".join(f"{cell:>14}" for cell in cells))
