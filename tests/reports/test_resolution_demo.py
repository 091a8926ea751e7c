"""What is made of resolutions and of history for demonstration: by the rules of the models, once however often loaded."""

import datetime as dt

import pytest

from portal.demo.world import World
from reports.demo.historical import historical_of
from reports.demo.resolution import PROPOSALS, TASKS, resolution_of
from reports.figures.resolution import board, rows_of
from reports.models import Assignment, HistoricalFigure, Proposal, Resolution
from tests.factories.reports import cycle
from tests.factories.units import UnitFactory, confederation, unit_before

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 11, 23)


@pytest.fixture
def world(db) -> World:
    cycle()
    confederation()
    for number in range(12):
        UnitFactory(province_name=f"Tỉnh {number:02d}", code=f"LDLD-{number:02d}")
    unit_before(UnitFactory(province_name="Tỉnh mới"), province_name="Tỉnh cũ")
    return World(ON)


def test_the_resolution_has_the_tasks_of_the_source_and_gaps_to_show(world):
    assert resolution_of(world) > len(TASKS)
    found = Resolution.objects.get()
    assert [task.code for task in found.tasks.all()] == ["3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "3.7"]
    shown = board(found, rows_of(found, Assignment.objects.all()), on=ON)
    assert [task.code for task in shown.ungiven] == ["3.7"]
    assert Proposal.objects.count() == len(PROPOSALS)
    assert all(row.is_demonstration for row in Assignment.objects.all())


def test_loaded_again_nothing_is_added(world):
    assert resolution_of(world)
    assert historical_of(world)
    again = World(ON)
    assert (resolution_of(again), historical_of(again)) == (0, 0)


def test_history_stands_under_units_that_have_ended(world):
    historical_of(world)
    assert HistoricalFigure.objects.exists()
    assert all(
        row.unit.valid_to is not None and row.is_demonstration for row in HistoricalFigure.objects.all()
    )
