"""Contacts of partners, and the rule that says how long their personal data is kept."""

import datetime as dt

from partners.models import Contact, ContactPost
from partners.services.contacts import save_contact
from portal.deadlines.models import Rule
from portal.text import PartialDate

ON = dt.date(2026, 1, 1)


def rule_of_months(code: str, months: int = 24) -> Rule:
    """The rule as the portal ships it, else one of so many months."""
    found = Rule.objects.filter(code=code).first()
    return found or Rule.objects.create(
        code=code, description=code, number=months, unit="months", valid_from=dt.date(2020, 1, 1)
    )


def former_contact(partner, unit, name="Nguyên Chủ tịch", *, until="2020") -> Contact:
    """Who left long ago, with a telephone that nothing asks for any more."""
    rule_of_months("C1")
    made = Contact(partner=partner, name=name, unit=unit, telephone="020 555 000")
    post = ContactPost(title="Thư ký", left_on=PartialDate.parse(until))
    return save_contact(made, by=None, on=ON, posts=[post])
