"""The registers of delegations and conferences as pages: scope, cost, filters, export, rows, two savers, calendar."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from delegations.models import Decision, Delegation, Event, Leg, Member, MemberDecision
from tests.factories.agreements import partner
from tests.factories.delegations import delegation, event
from tests.factories.people import officer_of

pytestmark = pytest.mark.django_db
MAKE = {"delegation": delegation, "event": event}
NO_ROWS = {
    f"{prefix}-{name}": value
    for prefix in ("legs", "members")
    for name, value in (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0))
}


def posted(unit, **values):
    """What the browser sends for a new delegation, without legs and members."""
    return {
        "unit": unit.pk,
        "direction": "outgoing",
        "title": "Thăm Lào",
        "mode": "in_person",
        **NO_ROWS,
        **values,
    }


@pytest.mark.parametrize("name", ["delegation", "event"])
@pytest.mark.parametrize("page", ["detail", "edit", "history"])
def test_another_units_record_does_not_exist(client, province, officer, other_officer, name, page):
    address = reverse(f"delegations:{name}-{page}", args=[MAKE[name](province).pk])
    client.force_login(other_officer)
    assert client.get(address).status_code == 404
    client.force_login(officer)
    assert client.get(address).status_code == 200


def test_guests_of_another_unit_are_found_nowhere(client, province, other_officer):
    lao = partner()
    delegation(province, "Tiếp khách của Lào Cai", direction="incoming", partners=[lao], starts_on="2026")
    client.force_login(other_officer)
    for address in (
        reverse("delegations:delegation-list"),
        reverse("delegations:calendar") + "?since=2026",
        lao.get_absolute_url(),
    ):
        assert "Tiếp khách của Lào Cai" not in client.get(address).text
    export = client.get(reverse("delegations:delegation-export"))
    assert "Tiếp khách của Lào Cai" not in str(cells(export))


@pytest.mark.parametrize("name", ["delegation", "event", "calendar"])
def test_a_list_costs_the_same_at_3_and_30_rows(
    client, province, officer, name, django_assert_max_num_queries
):
    partners = [partner(f"Công đoàn {i}", f"CD{i}") for i in range(3)]
    address = reverse("delegations:calendar" if name == "calendar" else f"delegations:{name}-list")
    tomorrow = (timezone.localdate() + dt.timedelta(days=1)).isoformat()
    costs = []
    for number in (3, 22):
        for _ in range(number):
            delegation(
                province, partners=partners, starts_on=tomorrow, legs=[Leg(country="LA"), Leg(country="TH")]
            )
            event(province, partners=partners, starts_on=tomorrow)
        client.force_login(officer)
        client.get(address)
        with django_assert_max_num_queries(40) as asked:
            assert client.get(address).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]


def titles(client, **query) -> set[str]:
    page = client.get(reverse("delegations:delegation-list"), query)
    return {row.cells[0][1].text for row in page.context["rows"]}


def test_filters_find_what_they_name(client, province, officer):
    lao = partner()
    delegation(
        province, "Đoàn ra", partners=[lao], legs=[Leg(country="TH")], starts_on="05/2026", level="thematic"
    )
    delegation(province, "Đoàn vào", direction="incoming", country="CN", starts_on="2025", state="cancelled")
    delegation(province, "Hội đàm", direction="domestic", mode="online")
    delegation(province, "Gặp gỡ", direction="domestic")
    client.force_login(officer)
    assert titles(client, direction="outgoing") == {"Đoàn ra"}
    assert titles(client, direction="incoming") == {"Đoàn vào"}
    assert titles(client, direction="here") == {"Hội đàm", "Gặp gỡ"}
    assert (
        titles(client, country="TH")
        == titles(client, partner=lao.pk)
        == titles(client, level="thematic")
        == {"Đoàn ra"}
    )
    assert titles(client, country="CN") == titles(client, state="cancelled") == {"Đoàn vào"}
    assert titles(client, since="01/2026", until="12/2026") == {"Đoàn ra"}
    assert titles(client, q="gap go") == {"Gặp gỡ"}


def test_the_newest_stand_first_and_those_without_a_date_last(client, province, officer):
    for title, day in (("Không rõ", None), ("Cũ", "2019"), ("Mới", "05/05/2026")):
        delegation(province, title, starts_on=day)
    client.force_login(officer)
    page = client.get(reverse("delegations:delegation-list"))
    assert [row.cells[0][1].text for row in page.context["rows"]] == ["Mới", "Cũ", "Không rõ"]


def cells(answer) -> list[list]:
    sheet = load_workbook(io.BytesIO(answer.content)).active
    return [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]


def test_the_workbook_holds_what_the_list_shows_without_names_of_guests(client, province, officer):
    delegation(
        province, "Đón đoàn Salavan", direction="incoming", partners=[partner()], starts_on="02/12/2026",
        ends_on="08/12/2026", size=7, cost=612_400_000, head_name="Tên của khách", head_post="Chủ tịch",
    )  # fmt: skip
    delegation(province, "Thăm Lào", head_name="Trưởng đoàn của ta")
    client.force_login(officer)
    rows = cells(client.get(reverse("delegations:delegation-export"), {"direction": "incoming"}))
    (found,) = [row for row in rows if row and row[0] == "Đón đoàn Salavan"]
    assert {"02/12 – 08/12/2026", 7, 612_400_000, "Liên hiệp Công đoàn Lào", "Chủ tịch"} <= set(found)
    assert "Tên của khách" not in found
    assert not any("Thăm Lào" in row[:1] for row in rows)


def test_a_delegation_is_entered_with_its_legs_and_members(client, province, officer):
    lao = partner()
    client.force_login(officer)
    rows = {
        "legs-TOTAL_FORMS": 1, "legs-0-country": "LA", "legs-0-place": "Pakse", "legs-0-starts_on": "05/2026",
        "members-TOTAL_FORMS": 1, "members-0-name": "Trưởng đoàn", "members-0-role": "head",
        "members-0-unit_written": province.name, "members-0-is_woman": "true",
    }  # fmt: skip
    values = posted(province, partners=[lao.pk], starts_on="05/2019", cost="612.400.000", size="7", **rows)
    answer = client.post(reverse("delegations:delegation-create"), values)
    saved = Delegation.objects.get()
    assert answer.status_code == 302
    assert (saved.cost, saved.size, saved.state, saved.code) == (612_400_000, 7, "done", "ĐR-2019-001")
    assert [(leg.country, leg.place) for leg in saved.legs.all()] == [("LA", "Pakse")]
    assert [(m.role, m.unit, m.is_woman) for m in saved.members.all()] == [("head", province, True)]
    assert list(Delegation.objects.search("pakse")) == [saved]


@pytest.mark.parametrize(("values", "sentence"), [
    ({"starts_on": "05/12/2026", "ends_on": "01/12/2026"},
     "Đến ngày: giá trị nhập là 01/12/2026. Cần ngày không trước ngày bắt đầu 05/12/2026."),
    ({"size": "5", "women": "6"}, "Số nữ: giá trị nhập là 6. Cần không quá số người của đoàn, 5."),
    ({"agenda": "Nội dung TỐI MẬT"}, "Nội dung có chữ “TỐI MẬT”."),
    ({"legs-TOTAL_FORMS": 1, "legs-0-country": "LA", "legs-0-starts_on": "2026", "legs-0-ends_on": "2025"},
     "Đến ngày: giá trị nhập là 2025. Cần ngày không trước ngày bắt đầu 2026."),
    ({"members-TOTAL_FORMS": 1, "members-0-name": "X", "members-0-role": "head", "members-0-post": "TỐI MẬT"},
     "Nội dung có chữ “TỐI MẬT”."),
])  # fmt: skip
def test_a_refusal_stands_in_the_form_and_nothing_is_saved(client, province, officer, values, sentence):
    client.force_login(officer)
    answer = client.post(reverse("delegations:delegation-create"), posted(province, **values))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Delegation.objects.exists()


def test_two_savers_see_both_versions_and_lose_nothing(client, province, officer):
    record = delegation(province, place="Hà Nội")
    client.force_login(officer)
    address = reverse("delegations:delegation-edit", args=[record.pk])
    first = posted(province, place="Viêng Chăn", revision=record.revision)
    assert client.post(address, first).status_code == 302
    second = client.post(address, {**first, "place": "Luông Pha Băng"})
    assert second.status_code == 422
    assert "Viêng Chăn" in second.text
    assert "Luông Pha Băng" in second.text
    assert Delegation.objects.get().place == "Viêng Chăn"
    again = second.context["form"].data["revision"]
    assert client.post(address, {**first, "place": "Luông Pha Băng", "revision": again}).status_code == 302
    assert Delegation.objects.get().place == "Luông Pha Băng"


def test_the_page_of_a_record_shows_facts_legs_members_and_what_is_odd(client, province, officer):
    record = delegation(
        province, size=3, starts_on="02/12/2026", ends_on="08/12/2026", legs=[Leg(country="JP", place="Nagoya")],
        members=[Member(name="Phiên dịch viên", role="interpreter", post="Chuyên viên")],
    )  # fmt: skip
    client.force_login(officer)
    page = client.get(record.get_absolute_url()).text
    for shown in (
        "ĐR-2026-001",
        "(7 ngày)",
        "Nagoya",
        "Nhật Bản",
        "Phiên dịch viên",
        "danh sách có 1 thành viên",
    ):
        assert shown in page


def test_a_partner_shows_what_we_did_together_and_when_last(client, province, officer):
    lao = partner()
    delegation(province, "Thăm năm 2019", partners=[lao], starts_on="05/05/2019")
    delegation(province, "Chuyến đi bị hủy", partners=[lao], starts_on="05/05/2020", state="cancelled")
    event(province, "Hội thảo biên giới", partners=[lao], starts_on="07/2018")
    client.force_login(officer)
    page = client.get(lao.get_absolute_url())
    panels = {str(panel.heading): [line["text"] for line in panel.lines] for panel in page.context["panels"]}
    assert panels["Lần tiếp xúc gần nhất"] == ["05/05/2019"]
    assert panels["Đoàn ra, đoàn vào"] == ["Chuyến đi bị hủy", "Thăm năm 2019"]
    assert panels["Hội nghị, hội thảo quốc tế"] == ["Hội thảo biên giới"]


def test_the_calendar_groups_what_runs_and_what_comes(client, province, officer):
    today = timezone.localdate()
    year = today.year + 1
    delegation(
        province,
        "Đang đi",
        starts_on=str(today - dt.timedelta(days=1)),
        ends_on=str(today + dt.timedelta(days=1)),
    )
    delegation(province, "Đã xong", starts_on=str(today - dt.timedelta(days=9)))
    delegation(province, "Sang năm", starts_on=str(year))
    delegation(province, "Bị hủy", starts_on=f"{year}-03", state="cancelled")
    event(province, "Hội thảo", starts_on=f"{year}-03-05")
    client.force_login(officer)
    months = client.get(reverse("delegations:calendar") + "?view=list").context["months"]
    shown = {month["heading"]: [entry.title for entry in month["entries"]] for month in months}
    assert shown == {
        "Đang diễn ra": ["Đang đi"],
        f"Tháng 03/{year}": ["Hội thảo"],
        f"Trong năm {year} (chưa rõ tháng)": ["Sang năm"],
    }


def test_a_conference_is_entered_and_read(client, province, officer):
    client.force_login(officer)
    values = {
        "unit": province.pk, "title": "Hội thảo biên giới", "event_kind": "seminar", "our_role": "host",
        "mode": "hybrid", "starts_on": "28/04/2018", "participants": "300", "initiative": "Đề xuất mạng lưới",
    }  # fmt: skip
    answer = client.post(reverse("delegations:event-create"), values)
    saved = Event.objects.get()
    assert (answer.status_code, saved.participants, saved.state) == (302, 300, "done")
    assert "Đề xuất mạng lưới" in client.get(saved.get_absolute_url()).text


def test_on_the_page_of_an_officer_stand_the_delegations_taken_part_in(
    province, other_province, officer, department_officer, client
):
    person = officer_of(province)
    trips = {
        title: delegation(unit, title, members=[Member(name="Cán bộ", person=person)], starts_on="05/2026")
        for title, unit in (("Thăm Lào", province), ("Thăm Cuba", province), ("Thăm Nga", other_province))
    }
    decision = Decision.objects.create(
        delegation=trips["Thăm Cuba"], number="1/QĐ", decided_on=dt.date(2026, 4, 1), authority="Tỉnh ủy"
    )
    member = trips["Thăm Cuba"].members.get()
    MemberDecision.objects.create(decision=decision, member=member, outcome="not_sent", reason="Ốm")

    def shown(user):
        client.force_login(user)
        page = client.get(person.get_absolute_url()).content.decode()
        return {title for title in trips if title in page}

    assert shown(officer) == {
        "Thăm Lào"
    }  # neither another unit's, nor one that a decision kept the person from
    assert shown(department_officer) == {"Thăm Lào", "Thăm Nga"}
