"""Before an agreement rests or ends, lines of plans and dossiers ahead that concern it are named."""

import datetime as dt

import pytest
from django.urls import reverse

from delegations.models import Delegation, DossierState, PlanItem, Settled
from tests.agreements.test_life_pages import at, writer  # noqa: F401 (a fixture)
from tests.factories.agreements import partner
from tests.factories.agreements_life import signed
from tests.factories.delegations import delegation, event
from tests.factories.plans import approved_line

pytestmark = pytest.mark.django_db
AHEAD = str(dt.date.today().year + 1)  # noqa: DTZ011
PREVIEWS = ("tam-dinh-chi", "cham-dut")


@pytest.fixture
def lao():
    return partner()


@pytest.fixture
def found(province, lao):
    return signed(province, ends_on=str(int(AHEAD) + 5))


@pytest.fixture
def preview(writer, found):  # noqa: F811
    """What stands on the page before the agreement is suspended, and the same before it is ended."""

    def read() -> str:
        pages = [writer.get(at("agreement-act", found.pk, name)).text for name in PREVIEWS]
        assert [title in pages[0] for title in TITLES] == [title in pages[1] for title in TITLES]
        return pages[0]

    return read


LINE, TRIP, TALK = "Thăm Viêng Chăn theo thỏa thuận", "Đoàn thăm Lào", "Hội thảo với bạn Lào"
TITLES = (LINE, TRIP, TALK)


def test_lines_of_plans_and_dossiers_ahead_are_named(preview, province, lao):
    item = approved_line(province, LINE, year=int(AHEAD), partners=[lao])
    delegation(province, TRIP, partners=[lao], starts_on=f"{AHEAD}-03-01", state="planned")
    event(province, TALK, partners=[lao], starts_on=f"{AHEAD}-04", state="planned", our_role="host")
    page = preview()
    assert all(title in page for title in TITLES)
    assert reverse("delegations:planitem-detail", args=[item.pk]) in page
    assert "Dòng kế hoạch của đơn vị với đối tác của thỏa thuận" in page


def test_what_is_over_dropped_or_of_others_is_not_named(preview, province, other_province, lao):
    item = approved_line(province, LINE, year=int(AHEAD), partners=[lao])
    PlanItem.objects.filter(pk=item.pk).update(settled=Settled.CANCELLED, cancel_reason="partner")
    delegation(province, TRIP, partners=[lao], starts_on="2020-03-01", state="done")
    event(
        province, TALK, partners=[partner("Bạn khác", "BK")], starts_on=f"{AHEAD}-04", state="planned",
        our_role="host",
    )  # fmt: skip
    approved_line(other_province, LINE, year=int(AHEAD), partners=[lao])
    page = preview()
    assert not any(title in page for title in TITLES)
    assert "của đơn vị khác" not in page


def test_a_given_up_dossier_is_not_named_but_its_line_is_again(preview, province, lao):
    item = approved_line(province, LINE, year=int(AHEAD), partners=[lao])
    made = delegation(
        province, TRIP, partners=[lao], starts_on=f"{AHEAD}-05-01", state="planned", plan_item=item
    )
    assert TRIP in preview()
    assert LINE not in preview()
    Delegation.objects.filter(pk=made.pk).update(dossier_state=DossierState.REFUSED)
    assert TRIP not in preview()


def test_it_stands_among_what_hangs_on_the_agreement(writer, found, province, lao):  # noqa: F811
    assert LINE not in writer.get(at("agreement-life", found.pk)).text
    approved_line(province, LINE, year=int(AHEAD), partners=[lao])
    assert LINE in writer.get(at("agreement-life", found.pk)).text


def test_the_preview_costs_the_same_for_three_and_for_thirty(
    writer,  # noqa: F811
    found,
    province,
    lao,
    django_assert_max_num_queries,
):
    costs = []
    for number in (3, 27):
        for one in range(number):
            approved_line(province, f"{LINE} {number}-{one}", year=int(AHEAD), partners=[lao])
            delegation(province, f"{TRIP} {one}", partners=[lao], starts_on=f"{AHEAD}-03-01", state="planned")
        writer.get(at("agreement-act", found.pk, "cham-dut"))
        with django_assert_max_num_queries(70) as asked:
            assert writer.get(at("agreement-act", found.pk, "cham-dut")).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]
