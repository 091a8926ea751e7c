"""People and records of these tests. Imports stand inside: this file is read before Django is set up."""

import pytest


@pytest.fixture
def centre(db):
    from tests.portal.documents.offices import unit

    return unit("tld", kind="confederation")


@pytest.fixture
def province(centre):
    from tests.portal.documents.offices import unit

    return unit("lao-cai", parent=centre)


@pytest.fixture
def person_in_office(db):
    from tests.portal.documents.offices import person

    return person


@pytest.fixture
def editor(centre, person_in_office):
    """May change partners."""
    return person_in_office("can-bo-ban", "department_officer", centre)


@pytest.fixture
def reader(province, person_in_office):
    """Sees partners and may not change them."""
    return person_in_office("can-bo-tinh", "unit_officer", province)


@pytest.fixture
def stranger(person_in_office):
    """An account without an office sees nothing."""
    return person_in_office("khach")


@pytest.fixture
def administrator(centre, person_in_office):
    return person_in_office("quan-tri", "administrator", centre)


@pytest.fixture
def partner(centre):
    from tests.portal.documents.offices import make_partner

    return make_partner("Liên hiệp Công đoàn Lào")
