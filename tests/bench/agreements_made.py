"""Agreements, their promises and resources as sixty units with theirs below enter them in ten years, made by PostgreSQL.

Every draw follows from the number of the row, as in `dossiers_made`. Days are counted from `today`. Each agreement
has ten promises of its unit; each hundredth of the resources runs now and owes reports.
"""

import datetime as dt

from django.db import models

from agreements.models import Agreement, AgreementCommitment, Movement, Resource
from partners.models import NextStep
from portal.access.grants import share
from portal.accounts.models import User
from portal.units.models import Unit
from tests.bench.dossiers_made import COUNTRIES, YEARS, copied, draw, one_of
from tests.factories.accounts import holder

PROMISES = 10  # of each agreement
MOVEMENTS = 3  # of money, of each resource
OWING = 100  # each so manieth resource runs and owes reports
SHARED = 100
KINDS = ["mou", "cooperation_agreement", "cooperation_programme", "plan", "minutes"]
LEVELS = ["provincial_federation", "sector_union", "confederation"]
IS_OLD = "mod(n, 50) = 0"


def fill(count: int, today: dt.date, places: list[Unit], old: list[Unit], partners: list[int]) -> None:
    """Agreements and resources, `count` of each; of `old` units those of the first year alone."""
    whose = f"CASE WHEN {IS_OLD} THEN {_one_unit(old)} ELSE {_one_unit(places)} END"
    age = f"CASE WHEN {IS_OLD} THEN {365 * (YEARS - 1)} + {draw('age', 365)} ELSE {draw('age', 365 * YEARS)} END"
    begins = f"(DATE '{today}' - ({age}))"
    _agreements(count, today, whose, begins, partners)
    _promises(today, partners)
    _resources(count, today, whose, begins, partners)


def _one_unit(units: list[Unit]) -> str:
    return one_of("unit", [unit.pk for unit in units])


def _numbered(model: type[models.Model]) -> str:
    return f"(SELECT id, unit_id, row_number() OVER (ORDER BY id) AS n FROM {model._meta.db_table})"


def _agreements(count: int, today: dt.date, whose: str, begins: str, partners: list[int]) -> None:
    """Terms of two to six years; of most that end somebody has decided what follows, a tenth has no end."""
    ends = f"({begins} + 365 * (2 + {draw('term', 5)}))"
    stated = f"{draw('endless', 10)} > 0"
    copied(
        Agreement(title="", level="provincial_federation"), count,
        title="'Thỏa thuận hợp tác số ' || n", search_text="'thoa thuan hop tac so ' || n", unit_id=whose,
        kind=one_of("kind", KINDS), level=one_of("level", LEVELS), country=one_of("country", COUNTRIES),
        signed_on=f"{begins}::text", starts_on=f"{begins}::text", placed_from=begins, placed_to=begins,
        term_from=begins, ends_on=f"CASE WHEN {stated} THEN {ends}::text END",
        term_to=f"CASE WHEN {stated} THEN {ends} END", has_no_term=f"NOT ({stated})",
        auto_renewal=f"{stated} AND {draw('renews', 5)} = 0",
        notice_days=f"CASE WHEN {draw('notice', 3)} = 0 THEN 90 END",
        expiry_decision=f"CASE WHEN {ends} < DATE '{today}' + 180 AND {draw('decided', 10)} > 1 THEN 'lapse' ELSE '' END",
    )  # fmt: skip
    link = Agreement.partners.through
    made = f"{_numbered(Agreement)} AS d"
    copied(link(), 0, made, agreement_id="id", partner_id=one_of("partner", partners))
    second = f"{made} WHERE mod(n, 4) = 0 ON CONFLICT DO NOTHING"
    copied(link(), 0, second, agreement_id="id", partner_id=one_of("second", partners))


def _promises(today: dt.date, partners: list[int]) -> None:
    """Due from ten years ago until a year ahead; of those past most were kept, a few given up, a few are overdue.

    Of what is overdue for longer than a month everybody was told long ago.
    """
    rows = (
        f"(SELECT a.id AS agreement, a.unit_id AS unit, mod(a.n, 50) = 0 AS is_old, (a.n - 1) * {PROMISES} + place AS n"
        f" FROM {_numbered(Agreement)} AS a CROSS JOIN generate_series(1, {PROMISES}) AS place) AS d"
    )
    ahead = f"CASE WHEN is_old THEN -{365 * (YEARS - 1)} - {draw('due', 365)} ELSE 365 - {draw('due', 365 * (YEARS + 1))} END"
    due = f"(DATE '{today}' + ({ahead}))"
    past, fate = f"{due} < DATE '{today}'", draw("fate", 100)
    copied(
        NextStep(whose="ours", text="", origin="agreement"), 0, rows,
        text="'Cam kết số ' || n", search_text="'cam ket so ' || n", unit_id="unit", origin_text="agreement::text",
        partner_id=one_of("partner", partners), whose=one_of("whose", ["ours", "theirs", "both"]), due_on=due,
        kept_on=f"CASE WHEN {past} AND {fate} < 88 THEN {due} - {draw('early', 30)} END",
        dropped_reason=f"CASE WHEN {past} AND {fate} BETWEEN 88 AND 94 THEN 'Không còn phù hợp' ELSE '' END",
        climbed_to=f"CASE WHEN {due} < DATE '{today}' - 30 AND {fate} > 94 THEN 3 END",
    )  # fmt: skip
    steps = f"{NextStep._meta.db_table} AS d"
    copied(AgreementCommitment(), 0, steps, agreement_id="d.origin_text::bigint", step_id="d.id",
           clause="'Điều ' || mod(d.id, 9)")  # fmt: skip


def _resources(count: int, today: dt.date, whose: str, begins: str, partners: list[int]) -> None:
    runs = f"mod(n, {OWING}) = 1"
    begins = f"(CASE WHEN {runs} THEN DATE '{today}' - 200 - {draw('lately', 150)} ELSE {begins} END)"
    ends = f"({begins} + 400 + {draw('length', 900)})"
    committed = f"(1 + {draw('sum', 900)})::bigint * 1000000"
    copied(
        Resource(title="", kind="financial", currency="VND"), count,
        title=f"(ARRAY['Đào tạo cán bộ', 'Hỗ trợ nữ công nhân', 'Nhà ở cho đoàn viên', 'An toàn lao động', 'Thương lượng tập thể'])"
              f"[1 + {draw('about', 5)}] || ' tại địa phương ' || {draw('where', 400)}",
        search_text="'nguon luc so ' || n", unit_id=whose, direction=one_of("way", ["received", "received", "given"]),
        kind=one_of("resource", ["technical", "financial", "in_kind", "training"]), is_project=f"{draw('project', 2)} = 0",
        country=one_of("country", COUNTRIES), approved_on=f"{begins}::text", starts_on=f"{begins}::text",
        ends_on=f"{ends}::text", placed_from=begins, placed_to=begins, amount=committed, amount_vnd=committed,
        received_vnd=f"{committed} * 2 / 3", disbursed_vnd=f"{committed} / 3",
        stage=f"CASE WHEN {runs} THEN 'running' ELSE '' END",
    )  # fmt: skip
    made = f"{_numbered(Resource)} AS d"
    copied(Resource.partners.through(), 0, made, resource_id="id", partner_id=one_of("donor", partners))
    rows = (
        f"(SELECT d.id AS resource, d.placed_to AS since, turn, d.id * {MOVEMENTS} + turn AS n"
        f" FROM {Resource._meta.db_table} AS d CROSS JOIN generate_series(1, {MOVEMENTS}) AS turn"
        " WHERE mod(d.id, 2) = 0) AS m"
    )
    moved = f"(1 + {draw('moved', 300)})::bigint * 1000000"
    copied(
        Movement(currency="VND", kind="received", happened_on=today), 0, rows, resource_id="resource",
        kind="(ARRAY['received', 'disbursed', 'settled'])[turn]", happened_on="since + 100 * turn",
        amount=moved, amount_vnd=moved,
    )  # fmt: skip


def readers(places: list[Unit], old: list[Unit]) -> dict[str, User]:
    """One of each kind, and whom the simple rule hurts most; each of the sixty has its officer and its leader."""
    found = {
        "whole": holder("department_officer"), "presidium": holder("presidium"),
        "province": holder("unit_officer", places[0]), "leaf": holder("unit_officer", places[-1]),
        "adversary": holder("unit_officer", old[0]),
    }  # fmt: skip
    for unit in places:
        if not unit.code.startswith("MAU-"):
            holder("unit_leader", unit)
            if unit != places[0]:
                holder("unit_officer", unit)
    for model in (Agreement, NextStep, Resource):
        for record in model.objects.exclude(unit__in=old).order_by("pk")[:SHARED]:
            share(record, with_user=found["adversary"])
    return found
