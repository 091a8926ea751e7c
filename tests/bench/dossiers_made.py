"""A hundred thousand dossiers as sixty units with theirs below would have entered them in ten years, made by PostgreSQL.

Every draw follows from the number of the row, so each run reads the same rows. Days are counted from `today`.
"""

import datetime as dt

from django.db import connection, models

from delegations.models import Decision, Delegation, Event, Leg, Member
from partners.models import Partner
from portal.access.grants import share
from portal.accounts.models import User
from portal.units.lineage import rebuild_closure
from portal.units.models import REPORTING_TYPES, Unit, UnitType
from tests.factories.accounts import holder

YEARS = 10
PARTNERS = 200
SHARED = 100  # old dossiers that the adversary was let in to
BELOW = 9  # units below each of the sixty
TOP = 60
COUNTRIES = [
    "LA",
    "KH",
    "CN",
    "JP",
    "KR",
    "RU",
    "CU",
    "BY",
    "DE",
    "FR",
    "TH",
    "SG",
    "MY",
    "ID",
    "PH",
    "IN",
    "AU",
    "SE",
]
PURPOSES = [
    "bilateral_visit",
    "courtesy_call",
    "exchange",
    "training",
    "multilateral_meeting",
    "conference",
    "other",
]
TOPICS = [
    "quan hệ lao động",
    "an toàn vệ sinh lao động",
    "bảo hiểm xã hội",
    "nhà ở công nhân",
    "bình đẳng giới",
    "chuyển đổi số",
    "đào tạo nghề",
    "thương lượng tập thể",
    "lao động di cư",
    "phát triển đoàn viên",
]
LEVELS = ["high_level", "thematic", "department", ""]


def draw(salt: str, below: int) -> str:
    """SQL: a whole number under `below` that follows from the number of the row and the salt alone."""
    return f"mod(('x' || substr(md5('{salt}' || n), 1, 7))::bit(28)::int, {below})"


def one_of(salt: str, values: list) -> str:
    """SQL: one of the values, the first ones oftener."""
    listed = ", ".join(f"'{value}'" if isinstance(value, str) else str(value) for value in values)
    place = f"{draw(salt, len(values))} * {draw(salt + 'x', len(values))} / {len(values)}"
    return f"(ARRAY[{listed}])[1 + {place}]"


def copied(row: models.Model, count: int, source: str = "", /, **drawn: str) -> None:
    """Insert `count` rows like `row` (not saved itself), with the columns that are drawn; `n` is their number."""
    columns, expressions, values = [], [], []
    for field in row._meta.concrete_fields:
        if field.primary_key:
            continue
        columns.append(f'"{field.column}"')
        if field.column in drawn:
            expressions.append(drawn[field.column])
        else:
            expressions.append(f"%s::{field.db_type(connection)}")
            values.append(field.get_db_prep_save(getattr(row, field.attname), connection))
    table = row._meta.db_table
    rows = source or f"generate_series(1, {count}) AS made(n)"
    into = f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(expressions)} FROM {rows}"
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")  # what is made here has no history
        cursor.execute(into, values)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def units() -> tuple[list[Unit], list[Unit]]:
    """Every unit that reports, at most sixty, with those below; and apart from them the last with its own."""
    tops = list(Unit.objects.filter(unit_type__in=REPORTING_TYPES, valid_to=None).order_by("pk")[:TOP])
    made = [
        Unit(
            code=f"MAU-{top.pk}-{number}", unit_type=UnitType.SUBORDINATE_UNIT, parent=top,
            name=f"Công đoàn cấp trên {number} của {top.short_name}", short_name=f"CĐ {number}, {top.short_name}",
            valid_from=dt.date(2000, 1, 1), sort_key=f"{top.sort_key} {number}",
        )
        for top in tops
        for number in range(BELOW)
    ]  # fmt: skip
    below = Unit.objects.bulk_create(made)
    rebuild_closure()
    return [*tops[:-1], *below[:-BELOW]], [tops[-1], *below[-BELOW:]]


def partners() -> list[int]:
    made = [
        Partner(name_vi=f"Công đoàn ngành {n}", acronym=f"CDN{n}", partner_type="national_centre",
                country=COUNTRIES[n % len(COUNTRIES)], sort_key=f"cong doan nganh {n}")
        for n in range(PARTNERS)
    ]  # fmt: skip
    return [partner.pk for partner in Partner.objects.bulk_create(made)]


def fill(count: int, today: dt.date, places: list[Unit], old: list[Unit], invited: list[int]) -> None:
    """Dossiers of `places`, and of `old` those of the first year alone; partners, legs, members, decisions."""
    keys = [unit.pk for unit in places]
    is_old = "mod(n, 50) = 0"
    age = f"CASE WHEN {is_old} THEN {365 * (YEARS - 1)} + {draw('age', 365)} ELSE {draw('age', 365 * YEARS)} - 120 END"
    ends = f"(DATE '{today}' - ({age}))"
    starts = f"({ends} - {draw('length', 9)})"
    copied(
        Delegation(title="", direction="outgoing", state="done", mode="in_person"), count,
        code="'MAU-' || n", title=f"'Trao đổi kinh nghiệm về ' || {one_of('topic', TOPICS)} || ', đoàn ' || n", search_text="'doan cong tac so ' || n",
        unit_id=f"CASE WHEN {is_old} THEN {one_of('unit', [unit.pk for unit in old])} ELSE {one_of('unit', keys)} END",
        direction=one_of("direction", ["outgoing", "incoming", "domestic"]),
        mode=one_of("mode", ["in_person", "in_person", "in_person", "online"]),
        state=f"CASE WHEN {draw('off', 20)} = 0 THEN 'cancelled' WHEN {ends} > DATE '{today}' THEN 'planned' ELSE 'done' END",
        starts_on=f"{starts}::text", ends_on=f"{ends}::text", placed_from=ends, placed_to=ends,
        country=one_of("country", COUNTRIES), purpose=one_of("purpose", PURPOSES), level=one_of("level", LEVELS),
        content_theme=one_of("theme", ["development", "peace_solidarity", "", ""]),
        size=f"NULLIF({draw('size', 16)}, 0)", cost=f"NULLIF({draw('cost', 900)}, 0)::bigint * 1000000",
        funding_source=one_of("funds", ["union", "partner", "mixed", ""]),
        planned=one_of("planned", ["in_plan", "unplanned", ""]),
        permission_number=f"CASE WHEN {draw('permit', 10)} > 2 THEN n || '/QĐ' ELSE '' END",
        permitted_on=f"CASE WHEN {draw('permit', 10)} > 2 THEN {starts} - 20 + {draw('late', 25)} END",
        requested_on=f"CASE WHEN {draw('asked', 2)} = 0 THEN {starts} - 5 - {draw('notice', 60)} END",
        report_submitted_on=f"CASE WHEN {draw('report', 5)} > 0 THEN {ends} + {draw('handed', 22)} END",
        dossier_state=one_of("dossier", ["", "", "approved", "closed"]),
    )  # fmt: skip
    _belonging(invited, today)
    copied(
        Event(title="Hội thảo", our_role="host", state="done"), count // 20, title="'Hội thảo số ' || n",
        unit_id=one_of("unit", keys), starts_on=f"{ends}::text", ends_on=f"{ends}::text", placed_from=ends,
        placed_to=ends, our_role=one_of("role", ["host", "attended"]), country=one_of("country", COUNTRIES),
    )  # fmt: skip


def _belonging(invited: list[int], today: dt.date) -> None:
    """One partner or two, further countries, some people of the list, the decision of every fifth."""
    made = f"(SELECT id, row_number() OVER (ORDER BY id) AS n FROM {Delegation._meta.db_table} WHERE starts_with(code, 'MAU-'))"
    link = Delegation.partners.through
    copied(link(), 0, f"{made} AS d", delegation_id="id", partner_id=one_of("partner", invited))
    second = f"{made} AS d WHERE mod(n, 4) = 0 ON CONFLICT DO NOTHING"
    copied(link(), 0, second, delegation_id="id", partner_id=one_of("second", invited))
    further = f"{made} AS d WHERE mod(n, 3) = 0"
    copied(Leg(country="LA"), 0, further, delegation_id="id", country=one_of("leg", COUNTRIES))
    people = f"{made} AS d CROSS JOIN generate_series(1, 3) AS place WHERE mod(n, 2) = 0"
    name = f"'Chuyên viên ' || ({draw('person', 700)} * 3 + place)"
    copied(Member(unit_written="Ban Đối ngoại"), 0, people, delegation_id="id", name=name)
    decided = f"{made} AS d WHERE mod(n, 5) = 0"
    decision = Decision(number="1/QĐ", decided_on=today, authority="Thường trực Đoàn Chủ tịch")
    copied(decision, 0, decided, delegation_id="id")


def readers(places: list[Unit], old: list[Unit]) -> dict[str, User]:
    """One of each kind: of the whole, of a province, of one unit below it; and whom the simple rule hurts most."""
    leaf = places[-1]
    found = {
        "whole": holder("department_officer"), "presidium": holder("presidium"),
        "province": holder("unit_officer", places[0]), "leaf": holder("unit_officer", leaf),
        "adversary": holder("unit_officer", old[0]),
    }  # fmt: skip
    oldest = Delegation.objects.exclude(unit__in=old).order_by("placed_to", "pk")
    for record in oldest[:SHARED]:
        share(record, with_user=found["adversary"])
    return found
