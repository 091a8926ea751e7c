"""Pages of a conference: units side by side, the permission file, what we put forward."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from delegations.figures.conferences import together
from delegations.models import BudgetLine, Event, Member, ProgrammeItem
from delegations.services.conferences import (
    join_event,
    link_initiative,
    put_forward,
    unlink_initiative,
)
from partners.models import Initiative
from portal.deadlines.models import Rule
from tests.factories.agreements import partner
from tests.factories.delegations import delegation, event
from tests.factories.partners_standing import initiative, person
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
FORUM = "Diễn đàn công đoàn châu Á về chuyển đổi công bằng"


@pytest.fixture
def forum(province):
    return event(
        province, FORUM, starts_on="2027-03-10", ends_on="2027-03-12", country="TH", our_role="attended"
    )


def going(unit, title="Dự diễn đàn công đoàn châu Á về chuyển đổi công bằng", **values):
    return delegation(
        unit, title, **{"starts_on": "2027-03-09", "ends_on": "2027-03-13", "country": "TH", **values}
    )


# -- side by side --


def test_all_units_stand_side_by_side_with_members_and_money(
    forum, province, other_province, department_officer
):
    somebody = person(province)
    first = going(
        province, size=3, cost=90_000_000, members=[Member(name="A", person=somebody), Member(name="B")]
    )
    second = going(other_province, members=[Member(name="A", person=somebody)])
    third = going(other_province, "Thêm")
    for one in (first, second, third):
        join_event(one, forum, by=None)
    line = BudgetLine(delegation=second, kind="fare", price=20_000_000, quantity=2)
    line.derive()
    line.save()
    found = together(forum, department_officer)
    assert (len(found.rows), found.units, found.people) == (3, 2, 4)
    assert (found.estimate, found.without_money) == (130_000_000, 1)
    assert found.twice == ["A"]


def test_a_reader_sees_the_delegations_that_are_theirs(
    client, forum, province, other_province, officer, presidium
):
    for unit in (province, other_province):
        join_event(going(unit, f"Đoàn của {unit.short_name}"), forum, by=None)
    address = reverse("delegations:event-delegations", args=[forum.pk])
    for user, count in ((officer, 1), (presidium, 2)):
        client.force_login(user)
        assert len(client.get(address).context["rows"]) == count


def test_names_of_guests_do_not_stand_in_the_comparison(client, province, officer):
    here = event(province, "Hội thảo", country="VN", starts_on="2027-03-10")
    guests = going(
        province,
        direction="incoming",
        country="LA",
        members=[Member(name="Khamphan Somsay", post="Chủ tịch")],
    )
    join_event(guests, here, by=None)
    client.force_login(officer)
    text = client.get(reverse("delegations:event-delegations", args=[here.pk])).text
    assert "Khamphan" not in text
    assert "Chủ tịch" in text


@pytest.mark.parametrize("name", ["event-delegations", "event-content"])
def test_the_pages_cost_the_same_for_3_and_30(
    client, forum, department_officer, name, django_assert_max_num_queries
):
    client.force_login(department_officer)
    address, costs = reverse(f"delegations:{name}", args=[forum.pk]), []
    for count in (3, 27):
        for number in range(count):
            unit = UnitFactory()
            join_event(going(unit, members=[Member(name="A", unit=unit)]), forum, by=None)
            going(unit, f"Dự diễn đàn công đoàn châu Á về chuyển đổi công bằng {number}")
            ProgrammeItem.objects.create(event=forum, day=dt.date(2027, 3, 10), kind="session", text="Phiên")
            forum.initiatives.add(
                initiative(unit, partner(f"Tổ chức {count} {number}", f"TC{count}{number}"))
            )
        client.get(address)
        with django_assert_max_num_queries(45) as asked:
            client.get(address)
        costs.append(len(asked))
    assert costs[0] == costs[1]


# -- what it is about --


def test_the_content_of_the_permission_file_is_kept(client, forum, officer):
    client.force_login(officer)
    address = reverse("delegations:event-content-edit", args=[forum.pk])
    values = {
        "rationale": "Vì quyền lợi người lao động",
        "mode": "hybrid",
        "online_points": "Hà Nội",
        "our_role": "attended",
    }
    assert client.post(address, values).status_code == 302
    fresh = Event.objects.get(pk=forum.pk)
    assert (fresh.rationale, fresh.mode, fresh.online_points) == (
        "Vì quyền lợi người lao động",
        "hybrid",
        "Hà Nội",
    )
    text = client.get(reverse("delegations:event-content", args=[forum.pk])).text
    assert "Vì quyền lợi người lao động" in text
    assert client.post(address, {**values, "rationale": "Văn bản TỐI MẬT"}).status_code == 422


def test_a_stale_form_of_the_content_is_refused(client, forum, officer):
    client.force_login(officer)
    address = reverse("delegations:event-content-edit", args=[forum.pk])
    revision = client.get(address).context["form"].initial["revision"]
    values = {"mode": "online", "revision": revision}
    assert client.post(address, values).status_code == 302
    assert client.post(address, {**values, "rationale": "Cũ"}).status_code == 422
    assert Event.objects.get(pk=forum.pk).rationale == ""


def test_what_we_put_forward_goes_into_the_register_and_is_linked(client, forum, officer):
    client.force_login(officer)
    there = partner("ITUC-AP", "ITUCAP")
    address = reverse("delegations:event-initiative-new", args=[forum.pk])
    values = {"kind": "intervention", "title": "Phát biểu về kỹ năng số", "partner": there.pk,
              "content_theme": "development", "topic": "digital_work"}  # fmt: skip
    assert client.post(address, values).status_code == 302
    made = Initiative.objects.get()
    assert (made.forum, made.unit, str(made.starts_on), str(made.ends_on)) == (
        FORUM,
        forum.unit,
        "2027-03-10",
        "2027-03-12",
    )
    assert list(forum.initiatives.all()) == [made]
    client.post(reverse("delegations:event-initiative-unlink", args=[forum.pk, made.pk]))
    assert not forum.initiatives.exists()
    client.post(reverse("delegations:event-initiative-link", args=[forum.pk]), {"initiative": made.pk})
    assert list(forum.initiatives.all()) == [made]
    assert client.post(address, {**values, "title": ""}).status_code == 422


def test_a_conference_without_a_day_asks_for_it_before_an_initiative(client, province, officer):
    undated = event(province, "Chưa rõ ngày")
    client.force_login(officer)
    values = {
        "kind": "intervention",
        "title": "Phát biểu",
        "partner": partner("A", "A").pk,
        "content_theme": "development",
        "topic": "other",
    }
    answer = client.post(reverse("delegations:event-initiative-new", args=[undated.pk]), values)
    assert answer.status_code == 422
    assert not Initiative.objects.exists()


def test_initiatives_of_other_units_are_neither_linked_nor_shown(
    client, forum, other_province, officer, leader
):
    theirs = initiative(other_province, partner("ITUC-AP", "ITUCAP"), "Của đơn vị khác")
    with pytest.raises(PermissionDenied):
        link_initiative(forum, theirs, by=officer)
    with pytest.raises(PermissionDenied):
        unlink_initiative(forum, theirs, by=leader)
    with pytest.raises(PermissionDenied):
        put_forward(forum, Initiative(title="X"), by=leader)
    forum.initiatives.add(theirs)
    client.force_login(officer)
    assert "Của đơn vị khác" not in client.get(reverse("delegations:event-content", args=[forum.pk])).text


def test_the_day_of_the_request_is_told_for_conferences_of_ours(client, province, officer):
    Rule.objects.get_or_create(
        code="R9", defaults={"description": "Hồ sơ", "number": 30, "unit": "days", "valid_from": "2020-04-15"}
    )
    client.force_login(officer)

    def due(**values):
        made = event(province, **values)
        return client.get(reverse("delegations:event-content", args=[made.pk])).context["dossier_due"]

    assert due(our_role="host", starts_on="2027-03-31") == dt.date(2027, 3, 1)
    assert due(our_role="attended", starts_on="2027-03-31") is None
    assert due(our_role="host", starts_on="2027-03") is None
