"""Lists that `test_costs.py` measures: one module a subject.

Each module holds `LISTS`: {name of the address: (role that looks, maker, arguments of the address)}; `maker(world)`
gives `make(number)`, which makes one row. Lists whose name does not end in "list" stand in `BY_ANOTHER_NAME` too.
"""

from importlib import import_module
from pathlib import Path


def modules() -> list:
    names = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    return [import_module(f"tests.costs.{name}") for name in names]
