"""Every table of steps: each state is reached, left and looked after by somebody; a broken table is found out."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

import pytest
from django.apps import apps

from portal.access.permissions import Permission
from portal.access.roles import ROLES
from portal.audit.models import Verb
from portal.workflow.engine import Step, Workflow, faults
from reports.models import Report


def tables() -> dict[str, Workflow]:
    """All tables of all apps, by the address of their module and their name."""
    found = {}
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.workflow") is None:
            continue
        for module in _with_parts(import_module(f"{config.name}.workflow")):
            for name, value in vars(module).items():
                if isinstance(value, Workflow) and value not in found.values():
                    found[f"{module.__name__}.{name}"] = value
    return found


def _with_parts(module) -> list:
    """The module itself, and where it is a package the modules in it."""
    parts = iter_modules(getattr(module, "__path__", []), f"{module.__name__}.")
    return [*(import_module(part.name) for part in parts), module]


TABLES = tables()


def test_the_way_of_a_report_is_among_the_tables():
    assert "reports.workflow.REPORT" in TABLES


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_sound(name):
    assert faults(TABLES[name]) == []


@pytest.mark.parametrize("name", TABLES)
def test_every_state_is_looked_after_by_somebody(name):
    """From a state that is not final leads a step that some role may take."""
    table = TABLES[name]
    states = {value for value, _label in table.model._meta.get_field(table.field).flatchoices}
    looked_after = {
        source
        for step in table.steps.values()
        if any(step.permission in role.permissions for role in ROLES.values())
        for source in step.sources
    }
    assert states - looked_after - set(table.final) == set()


@pytest.mark.parametrize("name", TABLES)
def test_every_step_says_what_it_is_called_what_it_needs_and_what_the_trail_calls_it(name):
    for step in TABLES[name].steps.values():
        assert str(step.label)
        assert step.verb in Verb
        names = [needed for needed, label in step.needs if str(label)]
        assert len(set(names)) == len(step.needs)
        assert step.sources


def _table(*steps: Step, start="draft", final=frozenset({"accepted"})) -> Workflow:
    return Workflow(Report, field="state", start=start, final=final, steps=steps)


def _step(sources, target, permission=Permission.REPORT_WRITE) -> Step:
    return Step("step", "Bước", sources, target, permission, Verb.UPDATED)


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        (_table(_step(("draft",), "submitted")), "accepted is never reached"),
        (_table(_step(("draft",), "submitted")), "submitted has no way out and is not final"),
        (_table(_step(("draft",), "gone")), "gone is no state"),
        (_table(_step(("draft",), "accepted", "report.fly")), "step: unknown permission"),
    ],
)
def test_a_broken_table_is_found_out(table, fault):
    assert fault in faults(table)
