"""A view is kept, opened, shared, put first, changed and deleted; what it holds is questions, never answers."""

import datetime as dt
from urllib.parse import quote

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from portal.saved import services
from portal.saved.models import SavedView
from portal.saved.places import address_of, asked_in, read_address
from tests.factories.accounts import holder
from tests.factories.agreements import partner
from tests.factories.delegations import delegation

pytestmark = pytest.mark.django_db
PLACE = "delegations:delegation-list"


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def kept(user, query="q=lao", name="Đoàn đi Lào", place=PLACE, **values) -> SavedView:
    return services.keep_view(by=user, place=place, query=query, name=name, **values)


def keep_address(address: str) -> str:
    return f"{reverse('saved:keep')}?tu={quote(address, safe='')}"


def test_a_list_is_kept_with_what_was_asked_of_it_and_opened_again(officer, province):
    delegation(province, "Đoàn đi Lào", starts_on="2026-03-01")
    delegation(province, "Đoàn đi Nhật", starts_on="2026-03-01")
    client = signed_in(officer)
    address = f"{reverse(PLACE)}?q=Lào&direction=&sort=title&page=2"
    answer = client.post(keep_address(address), {"name": "  Đoàn đi Lào "})
    view = SavedView.objects.get()
    assert (view.place, view.name, view.query) == (PLACE, "Đoàn đi Lào", "q=L%C3%A0o&sort=title")
    assert answer.status_code == 302
    shown = client.get(view.get_absolute_url(), follow=True).content.decode()
    assert "Khung nhìn: Đoàn đi Lào" in shown
    assert "Đoàn đi Nhật" not in shown


def test_only_lists_can_be_kept(officer):
    client = signed_in(officer)
    for address in (
        "https://example.com/doan/",
        "//example.com/doan/",
        "/tai-khoan/dang-xuat/",
        "/khong-co/",
        "",
    ):
        assert client.get(keep_address(address)).status_code == 404, address
    with pytest.raises(ValidationError):
        kept(officer, place="account_logout")


def test_no_name_twice_on_one_list_but_on_another_list_and_for_another_person(officer, leader):
    kept(officer)
    with pytest.raises(ValidationError, match="Đoàn đi Lào"):
        kept(officer, query="q=khac")
    kept(officer, place="delegations:event-list")
    kept(leader)
    answer = signed_in(officer).post(keep_address(f"{reverse(PLACE)}?q=a"), {"name": "Đoàn đi Lào"})
    assert answer.status_code == 422
    assert "bạn đã có khung nhìn “Đoàn đi Lào”" in answer.content.decode()


def test_one_view_alone_opens_first(officer):
    first, second = (
        kept(officer, opens_first=True),
        kept(officer, name="Hai", query="q=hai", opens_first=True),
    )
    first.refresh_from_db()
    assert (first.opens_first, second.opens_first) == (False, True)
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedView.objects.filter(pk=first.pk).update(opens_first=True)
    client = signed_in(officer)
    opened = client.get(reverse(PLACE))
    assert opened.url == address_of(second)
    assert client.get(opened.url).status_code == 200
    assert client.get(f"{reverse(PLACE)}?khung=").status_code == 200  # all, without a view
    assert "?khung=" in client.get(opened.url).content.decode()
    assert client.get(reverse(PLACE), headers={"HX-Request": "true"}).status_code == 200
    assert signed_in(holder("unit_leader")).get(reverse(PLACE)).status_code == 200


def test_a_shared_view_shows_each_reader_only_their_own_records(officer, leader, other_officer, province):
    delegation(province, "Đoàn của tỉnh này", starts_on="2026-03-01")
    view = kept(officer, query="q=doan", unit=province)
    assert "Đoàn của tỉnh này" in signed_in(leader).get(view.get_absolute_url(), follow=True).content.decode()
    assert signed_in(other_officer).get(view.get_absolute_url()).status_code == 404
    menu = f"{reverse('saved:menu')}?noi={PLACE}"
    assert view.name in signed_in(leader).get(menu, headers={"HX-Request": "true"}).content.decode()
    assert (
        view.name not in signed_in(other_officer).get(menu, headers={"HX-Request": "true"}).content.decode()
    )
    answer = signed_in(other_officer).get(f"{reverse(PLACE)}?q=doan&khung={view.key}").content.decode()
    assert view.name not in answer
    assert "Đoàn của tỉnh này" not in answer


def test_one_shares_with_units_of_ones_own_offices_alone(officer, province, other_province):
    client, address = signed_in(officer), keep_address(f"{reverse(PLACE)}?q=a")
    assert client.post(address, {"name": "A", "unit": other_province.pk}).status_code == 422
    assert client.post(address, {"name": "A", "unit": province.pk}).status_code == 302


def test_nobody_changes_or_deletes_what_is_another_s(officer, leader, province):
    view = kept(officer, unit=province)
    client = signed_in(leader)
    for name in ("edit", "renew", "delete"):
        assert client.post(reverse(f"saved:{name}", args=[view.key]), {"name": "X"}).status_code == 404, name
    for verb in (
        lambda: services.delete_view(view, by=leader),
        lambda: services.change_view(view, by=leader, name="X"),
        lambda: services.take_over(view, by=leader, query=""),
    ):
        with pytest.raises(PermissionDenied):
            verb()
    assert SavedView.objects.get().name == "Đoàn đi Lào"


def test_a_view_is_renamed_takes_over_what_is_seen_and_is_deleted(officer, province):
    view, client = kept(officer), signed_in(officer)
    client.post(
        reverse("saved:edit", args=[view.key]), {"name": "Tên mới", "unit": province.pk, "opens_first": "on"}
    )
    view.refresh_from_db()
    assert (view.name, view.unit, view.opens_first, view.query) == ("Tên mới", province, True, "q=lao")
    seen = f"{reverse(PLACE)}?q=nhat&khung={view.key}"
    assert "Cập nhật “Tên mới” theo điều kiện đang xem" in client.get(seen).content.decode()
    client.post(f"{reverse('saved:renew', args=[view.key])}?tu={quote(seen, safe='')}")
    view.refresh_from_db()
    assert view.query == "q=nhat"
    assert "Cập nhật “Tên mới”" not in client.get(address_of(view)).content.decode()
    client.post(reverse("saved:delete", args=[view.key]))
    assert not SavedView.objects.exists()


def test_a_query_of_five_thousand_characters_is_refused_in_a_sentence(officer):
    long = "q=" + "a" * 5000
    with pytest.raises(ValidationError, match="5.?002"):
        kept(officer, query=long)
    client = signed_in(officer)
    shown = client.get(f"{reverse(PLACE)}?{long}").content.decode()
    assert "dai=5002" in shown
    refused = client.get(f"{keep_address(reverse(PLACE))}&dai=5002")
    assert "cần không quá 2000" in refused.content.decode()


def test_a_view_of_a_list_that_is_gone_says_so(officer):
    view = kept(officer)
    SavedView.objects.filter(pk=view.pk).update(place="gone:list")
    shown = signed_in(officer).get(view.get_absolute_url(), follow=True).content.decode()
    assert "không còn trong cổng" in shown
    assert "anh sách không còn" in shown


def test_a_condition_whose_record_is_gone_is_named_and_the_list_shown_without_it(officer, province):
    delegation(province, "Đoàn vẫn thấy", starts_on="2026-03-01")
    gone = partner("Đối tác sẽ mất", "DTM")
    view = kept(officer, query=f"partner={gone.pk}")
    gone.delete()
    shown = signed_in(officer).get(view.get_absolute_url(), follow=True).content.decode()
    assert "Điều kiện “Đối tác” không còn dùng được" in shown
    assert "Đoàn vẫn thấy" in shown


def test_what_was_archived_or_ended_since_is_named(department_officer, province):
    known = partner("Đối tác cũ", "DTC")
    view = kept(department_officer, query=f"partner={known.pk}&unit={province.pk}")
    client = signed_in(department_officer)
    before = client.get(address_of(view)).content.decode()
    assert "không còn dùng được" not in before
    assert "đã kết thúc từ ngày" not in before
    type(known).objects.filter(pk=known.pk).update(archived_at="2026-03-02T00:00Z")
    type(province).objects.filter(pk=province.pk).update(valid_to=dt.date(2026, 3, 31))
    shown = client.get(address_of(view)).content.decode()
    assert "Điều kiện “Đối tác” không còn dùng được" in shown  # no list offers what is archived
    assert f"Điều kiện “Đơn vị” chỉ đến “{province}”, đã kết thúc từ ngày 31/03/2026." in shown


def test_what_belongs_to_one_look_is_not_kept():
    from django.http import QueryDict

    assert asked_in(QueryDict("q=&page=3&khung=x&b=2&a=1&a=")) == "b=2&a=1"
    assert read_address("/doan/?q=a&page=2") == (PLACE, "q=a")


def test_views_are_in_the_trail(officer, province):
    from portal.audit.models import Entry

    services.delete_view(kept(officer, unit=province), by=officer)
    assert list(
        Entry.objects.filter(target="Đoàn đi Lào").order_by("pk").values_list("verb", "unit_code")
    ) == [
        ("created", province.code),
        ("purged", province.code),
    ]
