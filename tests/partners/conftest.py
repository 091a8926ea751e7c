"""What tests of letters share: a partner, its day, the wordings that ship with the portal."""

import pytest


@pytest.fixture
def lao(db):
    from tests.factories.agreements import partner

    return partner(name_en="Lao Federation of Trade Unions", address_form="comrade", letter_language="en")


@pytest.fixture
def national_day(db):
    from partners.models import Occasion
    from portal.records.services import save_record

    row = Occasion(
        country="LA", kind="national_day", title="Quốc khánh nước CHDCND Lào", day=2, month=12, year=1975
    )
    return save_record(row, by=None)


@pytest.fixture
def wordings(db):
    from partners.reference.letters import load_templates

    load_templates()
