"""The relationship, our standing, occasions and letters."""

import datetime as dt

from django.utils import timezone

from partners.models import (
    LetterLanguage,
    Message,
    MessageKind,
    MessageTemplate,
    Occasion,
)
from partners.services.messages import save_message
from portal.records.services import save_record
from tests.factories.agreements import partner
from tests.factories.partners_relationship import objective, support, touch
from tests.factories.partners_standing import (
    body,
    candidacy,
    initiative,
    membership,
    obligation,
    person,
    position,
)

TOMORROW = (timezone.localdate() + dt.timedelta(days=1)).isoformat()


def ranked_partners(world):
    def make(number):
        found = partner(f"Đối tác {number}", f"DT{number}", relationship_level="special")
        touch(found, world.province, "2026-01-10")

    return make


def objectives(world):
    return lambda number: objective(
        partner(f"Đối tác {number}", f"DT{number}"), owner=person(world.province), due_on="2027"
    )


def standing(world, make_one):
    """Every row in a body of its own, with a seat that ends soon."""

    def make(number):
        there = body(f"Tổ chức {number}", f"TC{number}")
        position(world.province, there, f"Ủy viên {number}", starts_on="2022", ends_on=TOMORROW)
        membership(world.province, there)
        make_one(world.province, there)

    return make


def candidacy_with_pledge(unit, there):
    made = candidacy(unit, there, candidate=person(unit), election_on=TOMORROW)
    made.pledges.create(partner=there)


def obligation_of_this_year(unit, there):
    obligation(unit, there, year=timezone.localdate().year, due_on=timezone.localdate())


def initiative_of_this_year(unit, there):
    initiative(unit, there, starts_on=str(timezone.localdate().year))


def whole_standing(unit, there):
    candidacy_with_pledge(unit, there)
    obligation_of_this_year(unit, there)
    initiative_of_this_year(unit, there)


def occasions(world):
    """Tomorrow and the days after, each with a letter."""

    def make(number):
        day = timezone.localdate() + dt.timedelta(days=number)
        own = Occasion(
            partner=world.partner, kind="other", title=f"Ngày {number}", day=day.day, month=day.month
        )
        save_record(own, by=None)
        partner_letters(world)(number, occasion=own)

    return make


def partner_letters(world):
    def make(number, **values):
        row = Message(
            partner=world.partner,
            unit=world.province,
            kind="thanks",
            subject=f"Thư {number}",
            text="Thư",
            **values,
        )
        save_message(row, by=None, on=timezone.localdate())

    return make


def letter_templates(world):
    kinds = [(kind, language) for kind in MessageKind.values for language in LetterLanguage.values]

    def make(number):
        kind, language = kinds[number]
        save_record(MessageTemplate(kind=kind, language=language, subject="Thư", body="Thư"), by=None)

    return make


LISTS = {
    "partners:standing": ("unit_officer", lambda world: standing(world, whole_standing), ()),
    "partners:obligation-list": ("unit_officer", lambda world: standing(world, obligation_of_this_year), ()),
    "partners:candidacy-list": ("unit_officer", lambda world: standing(world, candidacy_with_pledge), ()),
    "partners:candidacy-board": ("unit_officer", lambda world: standing(world, candidacy_with_pledge), ()),
    "partners:initiative-list": ("unit_officer", lambda world: standing(world, initiative_of_this_year), ()),
    "partners:attention": ("department_head", ranked_partners, ()),
    "partners:objective-list": ("department_officer", objectives, ()),
    "partners:occasions-coming": ("unit_officer", occasions, ()),
    "partners:occasion-list": ("unit_officer", occasions, ()),
    "partners:message-list": ("unit_officer", partner_letters, ()),
    "partners:template-list": ("department_officer", letter_templates, ()),
    "partners:support-list": (
        "unit_officer",
        lambda world: (
            lambda number: support(
                world.province, f"Ủng hộ {number}", partner=partner(f"Đối tác {number}", f"DT{number}")
            )
        ),
        (),
    ),
}
BY_ANOTHER_NAME = {
    "partners:attention",
    "partners:occasions-coming",
    "partners:standing",
    "partners:candidacy-board",
}
