"""Totals equal the sum of the accepted units, under every breaking down; on units and records made by chance."""

from random import Random
from types import SimpleNamespace

import pytest

from delegations.models import Delegation
from reports.figures.adding import across_units
from reports.figures.consolidated import _figure as consolidated_row
from reports.figures.consolidated import assemble
from reports.figures.gather import _figure as unit_row
from reports.figures.questions import Answer, Question
from reports.figures.traced import trace
from reports.models import Correction, FigureSpec, Indicator, IndicatorVersion, Report
from reports.services.drafts import Draft, Given, save_draft
from reports.services.submission import accepted_versions
from reports.workflow import REPORT
from tests.factories.delegations import delegation
from tests.factories.reports import IN_TIME, TOO_LATE, cycle, report_of
from tests.factories.units import UnitFactory

SEEDS = range(200)
KEYS = {
    "country": ["LA", "CN", "CU", ""],
    "level": ["high_level", "grassroots", ""],
    "sex": ["women", "men", ""],
}
ADDED = ("distinct", "sum", "last")


# -- without a database: what units say, made by chance --


def any_question(chance: Random, *, is_typed: bool) -> Question:
    version = IndicatorVersion(
        number=1, label="Chỉ tiêu", measure="người", query="" if is_typed else "outgoing",
        weight="" if chance.random() < 0.3 else "size", dimensions=sorted(KEYS),
        across_units=chance.choice([*ADDED, "average", "none"]), indicator=Indicator(code="any"),
    )  # fmt: skip
    return Question(version, FigureSpec("any"))


def any_pool(chance: Random, question: Question) -> dict[str, tuple]:
    """Record → what it adds and how that is broken down: under one key, or by sex over several."""
    pool = {}
    for number in range(chance.randint(0, 14)):
        adds = chance.choice([None, chance.randint(0, 40)]) if question.weight else 1
        parts = {}
        for name in question.dimensions:
            if name == "sex" and adds:
                women = chance.randint(0, adds)
                parts[name] = {"women": women, "men": adds - women}
            else:
                parts[name] = {chance.choice(KEYS[name]): adds or 0}
        pool[str(number)] = (adds, parts)
    return pool


def any_answer(chance: Random, question: Question, pool: dict) -> Answer:
    mine = chance.sample(sorted(pool), chance.randint(0, len(pool)))
    return Answer(
        {key: pool[key][0] for key in mine},
        {name: {key: pool[key][1][name] for key in mine} for name in question.dimensions},
    )


def any_correction(chance: Random, number: int, question: Question, answer: Answer) -> Correction | None:
    """Typed figures are typed by most; what a register knows is corrected by some. Parts within the value."""
    if chance.random() < (0.2 if not question.source else 0.6):
        return None
    value = chance.randint(0, 60)
    room = value if not question.source else max(0, value - answer.total)
    parts: dict[str, dict] = {}
    for name in question.dimensions if question.source else question.version.dimensions:
        first = chance.randint(0, room)
        parts[name] = {KEYS[name][0]: first, KEYS[name][1]: chance.randint(0, room - first)}
    return Correction(report_id=number, indicator="any", value=value, reason="Theo sổ", parts=parts)


def sent_by(number: int, row: dict):
    return SimpleNamespace(
        report=SimpleNamespace(unit=SimpleNamespace(short_name=f"Đơn vị {number}")),
        content={"figures": [row]},
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_every_breaking_down_of_every_total_adds_up_to_it(seed):
    chance = Random(seed)
    question = any_question(chance, is_typed=chance.random() < 0.3)
    pool = any_pool(chance, question) if question.source else {}
    central = any_answer(chance, question, pool)
    rows = []
    for number in range(chance.randint(0, 6)):
        answer = any_answer(chance, question, pool)
        given = any_correction(chance, number, question, answer)
        rows.append(unit_row(question, answer, given, None, None, is_nothing=False))
    for row in rows:
        assert all(sum(parts.values()) == (row["value"] or 0) for parts in row["parts"].values())
    total = consolidated_row(question, [sent_by(*one) for one in enumerate(rows)], central)
    said = [row["value"] for row in rows if row["value"] is not None]
    rule = question.version.across_units
    if rule == "sum":
        assert total["value"] == sum(said) + central.total
    elif rule in ADDED:
        once = {**central.records, **{key: adds for row in rows for key, adds in row["records"].items()}}
        corrected = sum((row["value"] or 0) - (row["proposed"] or 0) for row in rows)
        assert total["value"] == sum(adds or 0 for adds in once.values()) + corrected
    if rule in ADDED:
        assert all(sum(parts.values()) == total["value"] for parts in total["parts"].values())
    else:
        assert total["parts"] == {}  # an average, or what is not added up, has none
    assert total["reported"] == [len(said), len(rows)]


def test_the_rules_disagree_where_units_share_a_record():
    """What the test above relies on: a joint record once under one rule, with each unit under the other."""
    assert (across_units("distinct", 5, [5, 5]), across_units("sum", 5, [5, 5])) == (5, 10)


# -- with the registers: only what was accepted counts --

STATES = ((), ("submit",), ("submit", "accept"), ("submit", "accept"))


@pytest.fixture
def units(province, other_province, centre):
    more = [UnitFactory(province_name=name, parent=centre) for name in ("Cà Mau", "An Giang")]
    return [province, other_province, *more]


def any_registers(chance: Random, units) -> None:
    for number in range(chance.randint(4, 12)):
        lead = chance.choice(units)
        size = chance.choice([None, chance.randint(1, 30)])
        made = delegation(
            lead, f"Đoàn {number}", starts_on=f"2026-0{chance.randint(1, 5)}-10", size=size,
            women=chance.randint(0, size) if size and chance.random() < 0.7 else None,
            direction=chance.choice(["outgoing", "incoming"]), level=chance.choice(["high_level", "grassroots", ""]),
        )  # fmt: skip
        made.other_units.set(chance.sample(units, chance.randint(0, 2)))


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(8))
def test_totals_of_a_cycle_are_those_of_the_accepted_units(units, seed):
    chance = Random(seed)
    found = cycle()
    any_registers(chance, units)
    accepted, more = set(), 0
    for unit in units:
        report, extra = report_of(unit, found), chance.choice([0, 0, 3])
        own = Delegation.objects.outgoing().of_units([unit.pk]).count()
        given = {"outgoing": Given(own + extra, "Sổ cơ quan")} if extra else {}
        save_draft(report, Draft({"I": ("Đã làm.", None)}, given), by=None, at=IN_TIME)
        steps = chance.choice(STATES)
        for step in steps:
            REPORT.move(report_of(unit, found), step, by=None, at=IN_TIME)
        if "accept" in steps:
            accepted.add(unit.pk)
            more += extra
    content = assemble(found, accepted_versions(found), on=TOO_LATE.date())
    rows = {row["code"]: row for row in content["figures"]}
    for direction in ("outgoing", "incoming"):
        records = {
            one.pk: one for one in Delegation.objects.filter(direction=direction)
            if accepted & {one.unit_id, *one.other_units.values_list("pk", flat=True)}
        }  # fmt: skip
        assert rows[direction]["value"] == len(records) + (more if direction == "outgoing" else 0)
        assert rows[f"{direction}_people"]["value"] == sum(one.size or 0 for one in records.values())
    for row in rows.values():
        assert all(sum(parts.values()) == row["value"] for parts in row["parts"].values()), row["code"]
        behind = trace(content, accepted_versions(found), row["code"])
        assert behind.counted + behind.corrected == row["value"], row["code"]
    assert Report.objects.filter(cycle=found, state="accepted").count() == len(accepted)
