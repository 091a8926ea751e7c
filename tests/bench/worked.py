"""What a request costs the processors: this process and the one of PostgreSQL that answers it, whoever else is busy."""

from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from statistics import median
from time import process_time

from django.db import connection


def worked(things: Mapping[Hashable, Callable], rounds: int, warm: int = 1) -> dict[Hashable, float]:
    """Seconds of work that each thing takes, in turns; the middle of its rounds. `warm` rounds are not counted."""
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")  # what one process does is what is measured
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
    taken: dict = {name: [] for name in things}
    for turn in range(-warm, rounds):
        for name, do in things.items():
            before = process_time() + _of(process)
            do()
            if turn >= 0:
                taken[name].append(process_time() + _of(process) - before)
    return {name: median(seconds) for name, seconds in taken.items()}


def _of(process: int) -> float:
    """Seconds that a process of this machine has run for, as Linux counts them."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9
