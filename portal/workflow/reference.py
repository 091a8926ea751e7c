"""The chains that a new portal starts with (domain.md 2.2 and 9.5), each to be confirmed by the Department.

They lie in data/chains.csv and data/chain_steps.csv. An administrator's edits stay: a chain that was ever there,
under its key, is left as it is now.
"""

import csv
import datetime as dt
from pathlib import Path

from django.apps import apps
from django.db import transaction

from .models import Chain, ChainStep
from .services.chains import save_chain

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one file, keyed by its columns."""
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))


@transaction.atomic
def load() -> int:
    """Add the chains that were never there. Returns how many."""
    events = apps.get_model("workflow.ChainEvent")._default_manager
    ever = set(events.values_list("source_key", flat=True))
    ever |= set(Chain.objects.values_list("source_key", flat=True))
    return len(add([row["source_key"] for row in rows("chains.csv") if row["source_key"] not in ever]))


def add(keys: list[str]) -> list[Chain]:
    """The chains of the files with these keys, saved anew."""
    steps: dict[str, list[ChainStep]] = {}
    for row in rows("chain_steps.csv"):
        steps.setdefault(row["chain"], []).append(_step(row))
    return [_chain(row, steps[row["source_key"]]) for row in rows("chains.csv") if row["source_key"] in keys]


def _chain(row: dict[str, str], steps: list[ChainStep]) -> Chain:
    first = dt.date.fromisoformat(row["valid_from"])
    return save_chain(Chain(**{**row, "valid_from": first}), steps, by=None)


def _step(row: dict[str, str]) -> ChainStep:
    values = {name: value for name, value in row.items() if name != "chain"}
    return ChainStep(
        **{
            **values,
            "position": int(row["position"]),
            "working_days": int(row["working_days"]) if row["working_days"] else None,
        }
    )
