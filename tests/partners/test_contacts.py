"""Contacts pass through posts: who holds what today, one holder at a time, and data that goes when it is old."""

import datetime as dt
import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from partners.figures.contacts import to_clean
from partners.models import Attendee, Contact, ContactPost, Interaction, InteractionKind, Side
from partners.services.contacts import remove_personal_data, save_contact
from portal.audit.models import Entry, Verb
from portal.records.history import history_of
from portal.records.services import save_record
from portal.text import PartialDate
from tests.factories.agreements import partner
from tests.factories.partners_contacts import rule_of_months
from tests.portal.exchange.files import imported

pytestmark = pytest.mark.django_db
ON = dt.date(2026, 6, 1)


def day(text: str):
    return PartialDate.parse(text) if text else None


def post(title="Chủ tịch", since="", until="", *, sole=True) -> ContactPost:
    return ContactPost(title=title, took_up_on=day(since), left_on=day(until), is_sole=sole)


def contact(there, unit, name, *posts, by=None, **values) -> Contact:
    made = Contact(partner=there, unit=unit, name=name, **values)
    return save_contact(made, by=by, on=ON, posts=list(posts))


@pytest.fixture
def lao(db):
    return partner("Tổng Công đoàn Lào", "LFTU", country="LA")


@pytest.fixture
def retention(db):
    return rule_of_months("C1")


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [
        ("2021", "", True),
        ("", "", True),
        ("", "2026", True),  # may last until the end of the year
        ("", "05/2026", False),
        ("07/2026", "", False),
        ("2020", "31/05/2026", False),
        ("2020", "01/06/2026", True),
    ],
)
def test_who_holds_a_post_follows_from_its_days(lao, centre, since, until, held):
    one = contact(lao, centre, "Người thứ nhất", post("Chánh Văn phòng", since, until))

    assert bool(one.posts_held(on=ON)) is held
    assert Contact.objects.current(on=ON).filter(pk=one.pk).exists() is held
    assert one.title_on(ON) == ("Chánh Văn phòng" if held else "")


def test_a_second_holder_of_one_post_is_refused_by_name_and_day(lao, centre):
    contact(lao, centre, "Người tiền nhiệm", post(since="03/2021"))

    with pytest.raises(ValidationError) as refused:
        contact(lao, centre, "Người kế nhiệm", post(since="10/02/2026"))

    (sentence,) = refused.value.message_dict["end_earlier"]
    assert "Người tiền nhiệm" in sentence
    assert "03/2021" in sentence
    assert not Contact.objects.filter(name="Người kế nhiệm").exists()


def test_the_earlier_holder_leaves_on_the_day_before(lao, centre, department_officer):
    earlier = contact(lao, centre, "Người tiền nhiệm", post(since="03/2021"))

    made = Contact(partner=lao, unit=centre, name="Người kế nhiệm")
    save_contact(made, by=department_officer, on=ON, posts=[post(since="10/02/2026")], end_earlier=True)

    left = ContactPost.objects.get(contact=earlier)
    assert (str(left.left_on), left.ends_on) == ("2026-02-09", dt.date(2026, 2, 9))
    trail = Entry.objects.about(earlier).filter(verb=Verb.UPDATED).get()
    assert trail.details["left"] == "2026-02-09"


@pytest.mark.parametrize(
    "other",
    [
        post("Chủ tịch", "2015", "2020"),  # left long ago
        post("Phó Chủ tịch", "2021"),  # another post
    ],
)
def test_who_does_not_hold_the_same_post_today_is_no_rival(lao, centre, other):
    contact(lao, centre, "Người khác", other)

    assert contact(lao, centre, "Chủ tịch đương nhiệm", post(since="2021")).pk


def test_two_may_hold_a_post_that_several_hold(lao, centre):
    contact(lao, centre, "Người thứ nhất", post("Phó Chủ tịch", sole=False))

    assert contact(lao, centre, "Người thứ hai", post("Phó Chủ tịch", sole=False)).pk


def test_a_holder_whom_the_user_may_not_see_is_not_named(lao, province, officer, other_province):
    contact(lao, other_province, "Người của đơn vị khác", post(since="2021"))

    assert contact(lao, province, "Người của tôi", post(since="2022"), by=officer).pk


def test_a_post_that_ends_before_it_begins_is_refused(lao, centre):
    with pytest.raises(ValidationError) as refused:
        contact(lao, centre, "Người", post(since="2024", until="2020"))

    assert "2020" in str(refused.value)
    assert "2024" in str(refused.value)


def test_the_form_of_address_falls_back_on_the_relation(lao, centre):
    lao.address_form = "comrade"

    assert "Đồng chí" in str(contact(lao, centre, "Một người").form_of_address)
    assert "Ngài" in str(contact(lao, centre, "Người khác", address_form="mister").form_of_address)


def rows_of(*posts) -> dict:
    """The inline form of posts as a browser sends it."""
    sent = {"posts-TOTAL_FORMS": len(posts), "posts-INITIAL_FORMS": 0, "posts-MIN_NUM_FORMS": 0}
    for number, values in enumerate(posts):
        sent |= {f"posts-{number}-{name}": value for name, value in values.items()}
    return sent


def test_the_form_offers_to_end_the_earlier_post(lao, centre, department_officer):
    contact(lao, centre, "Người tiền nhiệm", post(since="03/2021"))
    client = Client()
    client.force_login(department_officer)
    sent = {"unit": centre.pk, "partner": lao.pk, "name": "Người kế nhiệm"}
    sent |= rows_of({"title": "Chủ tịch", "took_up_on": "02/2026", "is_sole": "on"})
    address = reverse("partners:contact-create")

    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert "Người tiền nhiệm" in refused.content.decode()
    assert 'type="checkbox" name="end_earlier"' in refused.content.decode()

    assert client.post(address, {**sent, "end_earlier": "on"}).status_code == 302
    assert Contact.objects.get(name="Người kế nhiệm").title_on(dt.date.today()) == "Chủ tịch"
    assert str(ContactPost.objects.get(contact__name="Người tiền nhiệm").left_on) == "2026-01-31"


def test_contacts_are_found_by_their_posts(lao, centre):
    one = contact(lao, centre, "Một người", post("Tổng Thư ký"))

    assert list(Contact.objects.search("tong thu ky")) == [one]


def test_a_name_like_a_known_one_is_warned_of_within_what_one_sees(
    lao, province, officer, other_province, department_officer
):
    contact(lao, province, "Pan Noymany")
    contact(lao, other_province, "Pan Noimani")

    def warned(user) -> str:
        client = Client()
        client.force_login(user)
        return client.get(reverse("partners:contacts-resembling"), {"name": "Noimany Pan"}).content.decode()

    assert "Pan Noymany" in warned(officer)
    assert "Pan Noimani" not in warned(officer)
    assert "Pan Noimani" in warned(department_officer)


# -- personal data --


def former(there, unit, name="Nguyên Chủ tịch", until="2023", **values):
    return contact(there, unit, name, post(since="2018", until=until), telephone="020 555 000", **values)


def test_old_personal_data_is_listed_until_it_is_removed(lao, centre, department_officer, retention):
    old, recent = former(lao, centre), former(lao, centre, "Mới thôi giữ chức", "2025")

    assert list(to_clean(department_officer, on=ON)) == [old]
    remove_personal_data(old, by=department_officer)
    old.refresh_from_db()

    assert (old.telephone, old.name) == ("", "Nguyên Chủ tịch")
    assert list(to_clean(department_officer, on=ON)) == []
    assert Entry.objects.about(old).get(verb=Verb.PURGED).details == {"fields": ["telephone"]}
    assert "020 555 000" not in str(history_of(old))
    assert recent.telephone


def test_whom_we_met_lately_is_not_listed(lao, centre, department_officer, retention):
    old = former(lao, centre)
    talk = Interaction(unit=centre, kind=InteractionKind.TALKS, title="Hội đàm", starts_on=day("02/2026"))
    save_record(talk, by=None, many={"partners": [lao]})
    Attendee.objects.create(interaction=talk, side=Side.THEIRS, name=old.name, contact=old)

    assert list(to_clean(department_officer, on=ON)) == []


def test_without_a_rule_nothing_is_listed(lao, centre, department_officer):
    former(lao, centre)
    client = Client()
    client.force_login(department_officer)

    assert list(to_clean(department_officer, on=ON)) == []
    assert client.get(reverse("partners:contacts-to-clean")).status_code == 200


def test_nobody_but_the_department_removes_personal_data(lao, province, officer, retention):
    old = former(lao, province)
    client = Client()
    client.force_login(officer)

    with pytest.raises(PermissionDenied):
        remove_personal_data(old, by=officer)
    assert client.get(reverse("partners:contacts-to-clean")).status_code == 403
    assert client.post(reverse("partners:clean-contact", args=[old.pk])).status_code == 403


def heads(client, query="") -> list[str]:
    content = client.get(reverse("partners:contact-export") + query).content
    cells = [str(cell.value) for row in load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row]
    return cells


def test_an_export_leaves_telephone_and_mail_out(lao, province, officer, department_officer):
    contact(lao, province, "Một người", telephone="020 555 111", email="mot@example.com")
    own, desk = Client(), Client()
    own.force_login(officer)
    desk.force_login(department_officer)

    assert "020 555 111" not in heads(desk)
    assert "020 555 111" not in heads(own, "?personal=1")
    assert {"020 555 111", "mot@example.com"} <= set(heads(desk, "?personal=1"))
    asked = Entry.objects.filter(verb=Verb.EXPORTED, actor_id=department_officer.pk).order_by("pk")
    assert [entry.details["personal_data"] for entry in asked] == [False, True]


# -- import --

ROW = {"Họ và tên": "Bà Chủ tịch", "Đối tác": "LFTU", "Chức vụ": "Chủ tịch", "Từ": "2021", "Đến": ""}


def test_a_file_with_two_posts_of_one_person_makes_one_contact_and_may_come_twice(lao, department_officer):
    rows = [{**ROW, "Chức vụ": "Phó Chủ tịch", "Từ": "2016", "Đến": "2021"}, ROW]

    first = imported("contacts", rows, by=department_officer)
    second = imported("contacts", rows, by=department_officer)

    assert first.saved
    assert (second.created, second.updated, second.unchanged) == (0, 0, 2)
    one = Contact.objects.get()
    assert [(row.title, str(row.took_up_on), row.is_sole) for row in one.posts.all()] == [
        ("Chủ tịch", "2021", True),
        ("Phó Chủ tịch", "2016", False),
    ]


def test_a_file_ends_a_post_that_it_began(lao, department_officer):
    imported("contacts", [ROW], by=department_officer)

    outcome = imported("contacts", [{**ROW, "Đến": "2025"}], by=department_officer)

    assert outcome.updated == 1
    assert [str(row.left_on) for row in Contact.objects.get().posts.all()] == ["2025"]


def test_a_file_with_a_second_president_is_refused_row_by_row(lao, centre, department_officer):
    contact(lao, centre, "Ông Chủ tịch", post(since="2019"))

    outcome = imported("contacts", [ROW], by=department_officer, partial=True)

    assert [row["column"] for row in outcome.rejected] == ["position"]
    assert "Ông Chủ tịch" in outcome.rejected[0]["message"]


def test_days_without_a_post_are_refused(lao, department_officer):
    outcome = imported("contacts", [{**ROW, "Chức vụ": ""}], by=department_officer, partial=True)

    assert [(row["column"], row["reason"]) for row in outcome.rejected] == [("position", "missing")]
