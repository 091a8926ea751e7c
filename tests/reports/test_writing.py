"""The page on which a report is written: what stands beside each figure, and what it costs to open."""

from decimal import Decimal

import pytest

from reports.services.drafts import Draft, Given, save_draft
from tests.factories.activities import activity
from tests.factories.agreements import agreement, resource
from tests.factories.delegations import delegation, event
from tests.factories.reports import IN_TIME, cycle, report_of, written

from .pages import address

pytestmark = pytest.mark.django_db
INSIDE = "2026-03-01"
MOST = 15  # queries to open the page, whatever stands in the registers


@pytest.fixture
def report(province):
    return report_of(province, cycle())


@pytest.fixture
def first(client, officer):
    client.force_login(officer)
    return client


def cell_of(page, code: str) -> dict:
    return next(item for item in page.context["cells"] if item["row"]["code"] == code)


def filled(unit) -> None:
    """Something in every annex."""
    delegation(unit, starts_on=INSIDE, size=7)
    delegation(unit, direction="incoming", starts_on=INSIDE, size=12)
    event(unit, starts_on=INSIDE)
    agreement(unit, kind="mou", signed_on=INSIDE, has_no_term=True)
    resource(unit, starts_on=INSIDE, amount="1000000", currency="VND")
    for kind in ("external_information", "training", "research", "message"):
        activity(unit, kind=kind, starts_on=INSIDE)


def test_opening_a_report_with_all_its_annexes_costs_few_queries(
    report, first, province, django_assert_max_num_queries
):
    filled(province)
    written(report, I="Một", II="Hai")
    save_draft(report, Draft({}, {"media": Given(Decimal(4), "Sổ cơ quan")}), by=None, at=IN_TIME)
    first.get(address(report))
    with django_assert_max_num_queries(MOST):
        page = first.get(address(report))
    assert page.status_code == 200
