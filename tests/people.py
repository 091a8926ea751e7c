"""Units and people for every test: two provinces, the centre, and one holder of each role."""

import pytest

from tests.factories.accounts import holder
from tests.factories.units import UnitFactory, confederation, department


@pytest.fixture
def centre(db):
    """The Confederation, root of the organisation."""
    return confederation()


@pytest.fixture
def international_department(db):
    return department()


@pytest.fixture
def province(centre):
    """The provincial federation of `officer` and `leader`."""
    return UnitFactory(code="LDLD-LCI", province_name="Lào Cai")


@pytest.fixture
def other_province(centre):
    return UnitFactory(code="LDLD-GLI", province_name="Gia Lai")


@pytest.fixture
def officer(province):
    """Unit officer of `province`."""
    return holder("unit_officer", province)


@pytest.fixture
def other_officer(other_province):
    """Unit officer of `other_province`."""
    return holder("unit_officer", other_province)


@pytest.fixture
def leader(province):
    """Unit leader of `province`."""
    return holder("unit_leader", province)


@pytest.fixture
def secretary(province):
    """Secretary of the leader of `province`."""
    return holder("secretary", province)


@pytest.fixture
def clerk(province):
    """Clerk of `province`."""
    return holder("clerk", province)


@pytest.fixture
def department_officer(centre):
    """Officer of the International Department."""
    return holder("department_officer")


@pytest.fixture
def department_head(centre):
    """Head of the International Department."""
    return holder("department_head")


@pytest.fixture
def presidium(centre):
    """Member of the Presidium."""
    return holder("presidium")


@pytest.fixture
def inspector(centre):
    """Inspector of the Confederation."""
    return holder("inspector")


@pytest.fixture
def administrator(centre):
    """Administrator of the portal."""
    return holder("administrator")
