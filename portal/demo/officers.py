"""Demonstration: officers of the units, named by their posts, with languages and courses; some units have nobody."""

import datetime as dt
from dataclasses import dataclass, field

from portal.competence.models import UnitCapacity
from portal.people.models import Expertise, Field, LanguageSkill, Person, Post, Training
from portal.people.reading import read_languages
from portal.text import fold
from portal.units.models import Unit, UnitType

from .world import World

OFFICER, LEADER = "Cán bộ đối ngoại", "Phó Chủ tịch phụ trách đối ngoại"
BEGINS = dt.date(2023, 1, 3)
# Languages of the officers, by the country beyond the border and for the rest.
BY_NEIGHBOUR = {
    "CN": ("Tiếng Trung (B2)", "Tiếng Trung (HSK 4), Tiếng Anh (B1)"),
    "LA": ("Tiếng Lào (B2)", "Tiếng Lào (giao tiếp), Tiếng Anh (A2)"),
    "KH": ("Tiếng Khmer (B1)", "Tiếng Khmer (giao tiếp), Tiếng Anh (B1)"),
}
INLAND = ("Tiếng Anh (B2)", "Tiếng Anh (B1)", "Tiếng Anh (A2)", "")
SECTOR = (
    "Tiếng Anh (C1)",
    "Tiếng Anh (B2), Tiếng Pháp (A2)",
    "Tiếng Anh (B2), Tiếng Nga (B1)",
    "Tiếng Anh (B1)",
)
NOBODY_EVERY = 9  # each ninth unit has nobody: the page of such units has something to show
COURSES = (
    ("Nghiệp vụ đối ngoại nhân dân", "Ban Đối ngoại Tổng Liên đoàn"),
    ("Thương lượng tập thể và đối thoại xã hội", "ILO Việt Nam"),
    ("Lễ tân đối ngoại", "Sở Ngoại vụ"),
    ("Tiếng Anh chuyên ngành công đoàn", "Trường Đại học Công đoàn"),
)
STUDIES = ("Cử nhân Quan hệ quốc tế", "Cử nhân Ngôn ngữ Anh", "Cử nhân Luật", "Thạc sĩ Quản trị nhân lực")
BORDER_BUDGET, OTHER_BUDGET = 350_000_000, 180_000_000


@dataclass
class Made:
    """Rows to be saved at once."""

    people: list[Person] = field(default_factory=list)
    parts: dict[type, list] = field(default_factory=dict)

    def add(self, *rows) -> None:
        for row in rows:
            self.parts.setdefault(type(row), []).append(row)


def build(world: World) -> dict[str, int]:
    made = Made()
    for number, unit in enumerate(world.reporting):
        if world.officer_of(unit) is None and number % NOBODY_EVERY != NOBODY_EVERY - 1:
            _staff(world, made, unit, number)
    Person.objects.bulk_create(made.people)
    for kind, rows in made.parts.items():
        kind._default_manager.bulk_create(rows)
    return {
        "officers": len(made.people),
        "of the accounts": _train_the_known(world),
        "capacities": _capacities(world),
    }


def _staff(world: World, made: Made, unit: Unit, number: int) -> None:
    """An officer and the leader in charge."""
    chance = world.chance("competence", unit.code)
    choices = BY_NEIGHBOUR.get(unit.neighbours[:2]) or (
        INLAND if unit.unit_type == UnitType.PROVINCIAL_FEDERATION else SECTOR
    )
    for place, (title, languages) in enumerate(((OFFICER, choices[number % len(choices)]), (LEADER, ""))):
        key = f"demo:person:{unit.code}:{place}"
        if not world.is_new(Person, key):
            continue
        person = Person(
            name=f"{title} {unit.short_name}"[:150], is_full_time=title == OFFICER and number % 4 == 0,
            specialisation=STUDIES[chance.randrange(len(STUDIES))] if title == OFFICER else "",
            retires_on=_retirement(world, chance), source_key=key, is_demonstration=True,
            created_at=world.at(world.begins, 9),
        ).spell()  # fmt: skip
        post = Post(person=person, unit=unit, title=title, valid_from=max(BEGINS, unit.valid_from))
        person.search_text = f"{person.search_text} {fold(f'{title} {unit.name}')}"
        made.people.append(person)
        made.add(
            post,
            *_skills(person, languages, chance),
            *_fields(person, chance),
            *_courses(world, person, chance),
        )


def _retirement(world: World, chance) -> dt.date:
    return dt.date(world.on.year + chance.randint(1, 22), chance.randint(1, 12), 1)


def _skills(person: Person, languages: str, chance) -> list[LanguageSkill]:
    skills = read_languages(languages)
    for skill in skills:
        skill.person = person
        skill.can_interpret = skill.level in ("B2", "C1") and chance.random() < 0.6
    return skills


def _fields(person: Person, chance) -> list[Expertise]:
    return [Expertise(person=person, field=one) for one in chance.sample(Field.values, chance.randint(0, 2))]


def _courses(world: World, person: Person, chance) -> list[Training]:
    title, organiser = COURSES[chance.randrange(len(COURSES))]
    begins = world.on - dt.timedelta(days=chance.randint(60, 1500))
    course = Training(
        person=person,
        title=title,
        organiser=organiser,
        starts_on=begins,
        ends_on=begins + dt.timedelta(days=4),
    )
    return [course] if chance.random() < 0.6 else []


def _train_the_known(world: World) -> int:
    """Those who have an account: when they retire, what they know, which course they attended."""
    known = Person.objects.filter(user__is_demonstration=True, retires_on=None, source_key="").order_by("pk")
    for person in known:
        chance = world.chance("competence", person.name)
        person.retires_on, person.source_key = _retirement(world, chance), f"demo:account:{person.pk}"
        person.specialisation = STUDIES[chance.randrange(len(STUDIES))]
        person.spell().save()
        for rows in (_fields(person, chance), _courses(world, person, chance)):
            for row in rows:
                row.save()
        person.skills.filter(level__in=["B2", "C1"]).update(can_interpret=True)
    return len(known)


def _capacities(world: World) -> int:
    """What the border provinces and a few others stated for the year of the demonstration."""
    added = 0
    for number, unit in enumerate(world.reporting):
        key = f"demo:capacity:{unit.code}"
        if (unit.is_border or number % 5 == 0) and world.is_new(UnitCapacity, key):
            row = UnitCapacity(
                unit=unit, year=world.on.year, leader_post=LEADER, officers_full=int(number % 4 == 0), officers_part=1,
                budget_vnd=BORDER_BUDGET if unit.is_border else OTHER_BUDGET,
                equipment="Phòng họp trực tuyến, thiết bị phiên dịch" if number % 3 == 0 else "",
            )  # fmt: skip
            world.mark(row, key, world.begins).derive()
            row.save()
            added += 1
    return added
