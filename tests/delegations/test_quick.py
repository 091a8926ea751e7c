"""Quick entry: a short form becomes a record with its file, or nothing at all."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from delegations.models import Delegation, Event
from portal.documents.models import Document
from tests.factories.accounts import holder
from tests.factories.agreements import partner
from tests.portal.documents import files

pytestmark = pytest.mark.django_db
ADDRESS = "/ghi-nhanh/"


def note(unit, **values):
    return {
        "kind": "incoming",
        "title": "Tiếp đoàn công đoàn Lào",
        "unit": unit.pk,
        "starts_on": "05/2026",
        **values,
    }


def photo(name="anh.jpg", content=files.JPG):
    return SimpleUploadedFile(name, content)


def test_a_note_becomes_a_record_with_its_photo(client, province, officer):
    lao = partner()
    client.force_login(officer)
    values = note(province, partner=lao.pk, size="12", file=photo(), no_state_secret="on")
    answer = client.post(ADDRESS, values)
    saved = Delegation.objects.get()
    assert answer.url == reverse("registers:quick-done")
    assert (saved.direction, saved.size, saved.unit, saved.created_by) == ("incoming", 12, province, officer)
    assert (list(saved.partners.all()), saved.country, saved.state) == ([lao], "LA", "done")
    assert Document.objects.for_target(saved).live().count() == 1
    done = client.get(answer.url).text
    assert saved.get_absolute_url() in done
    assert 'data-draft-done="quick-entry"' in done


@pytest.mark.parametrize(("kind", "model"), [("outgoing", Delegation), ("event", Event)])
def test_each_tile_makes_its_own_kind(client, province, officer, kind, model):
    client.force_login(officer)
    client.post(ADDRESS, note(province, kind=kind, partners_written="Công đoàn bản Noọng"))
    saved = model.objects.get()
    assert saved.partners_written == "Công đoàn bản Noọng"
    assert list(model.objects.search("noong")) == [saved]


def test_the_state_follows_from_the_dates(client, province, officer):
    client.force_login(officer)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    client.post(ADDRESS, note(province, starts_on=tomorrow.strftime("%d/%m/%Y")))
    assert Delegation.objects.get().state == "planned"


@pytest.mark.parametrize(("values", "field", "sentence"), [
    ({"title": ""}, "title", "Nội dung: đang để trống. Cần ghi vài từ về việc đã làm."),
    ({"kind": ""}, "kind", "Loại hoạt động: chưa chọn. Cần chọn một loại."),
    ({"size": "0"}, "size", "Số người: giá trị nhập là 0. Cần từ 1 trở lên, hoặc để trống khi chưa rõ."),
    ({"size": "mười"}, "size", "Số người: đang ghi “mười”, cần số nguyên."),
    ({"kind": "event", "size": "0"}, "size",
     "Tổng số đại biểu: giá trị nhập là 0. Cần từ 1 trở lên, hoặc để trống khi chưa rõ."),
    ({"starts_on": "05/12/2026", "ends_on": "01/12/2026"}, "ends_on",
     "Đến ngày: giá trị nhập là 01/12/2026. Cần ngày không trước ngày bắt đầu 05/12/2026."),
    ({"title": "Kế hoạch TUYỆT MẬT"}, "title", "Nội dung có chữ “TUYỆT MẬT”."),
])  # fmt: skip
def test_a_refusal_stands_at_its_field(client, province, officer, values, field, sentence):
    client.force_login(officer)
    answer = client.post(ADDRESS, note(province, **values))
    assert answer.status_code == 422
    assert any(sentence in found for found in answer.context["form"].errors[field])
    assert not Delegation.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(("upload", "ticked", "field"), [
    (("anh.jpg", files.JPG), False, "no_state_secret"), (("anh.jpg", files.EXE), True, "file"),
    (("anh.jpg", b""), True, "file"), (("TỐI MẬT.jpg", files.JPG), True, "file"),
])  # fmt: skip
def test_a_refused_file_leaves_no_record_behind(client, province, officer, upload, ticked, field):
    client.force_login(officer)
    values = note(province, file=photo(*upload), **({"no_state_secret": "on"} if ticked else {}))
    answer = client.post(ADDRESS, values)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Delegation.objects.exists()
    assert not Document.objects.exists()


def test_sending_the_same_note_twice_makes_one_record(client, province, officer):
    client.force_login(officer)
    for _ in range(2):
        assert client.post(ADDRESS, note(province)).status_code == 302
    assert Delegation.objects.count() == 1
    client.post(ADDRESS, note(province, title="Một đoàn khác"))
    assert Delegation.objects.count() == 2


def test_an_officer_is_not_asked_for_the_unit_and_cannot_choose_another(
    client, province, other_province, officer
):
    client.force_login(officer)
    page = client.get(ADDRESS)
    assert page.context["form"]["unit"].is_hidden
    assert page.context["form"]["unit"].value() == province.pk
    answer = client.post(ADDRESS, note(other_province))
    assert answer.status_code == 422
    assert "unit" in answer.context["form"].errors
    assert not Delegation.objects.exists()


def test_who_writes_for_several_units_is_asked(client, province, other_province, department_officer):
    client.force_login(department_officer)
    field = client.get(ADDRESS).context["form"].fields["unit"]
    assert {province, other_province} <= set(field.queryset)


def test_who_may_not_enter_records_has_no_quick_entry(client, province):
    client.force_login(holder("unit_leader", province, username="lanh.dao"))
    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, note(province)).status_code == 403
    assert "Ghi nhanh" not in client.get(reverse("delegations:delegation-list")).text


def test_the_page_keeps_what_is_typed_on_the_phone(client, officer):
    client.force_login(officer)
    page = client.get(ADDRESS).text
    assert 'data-draft-key="quick-entry"' in page
    assert "js/draft.js" in page


def test_done_without_anything_saved_is_the_form(client, officer):
    client.force_login(officer)
    assert client.get(reverse("registers:quick-done")).url == reverse("registers:quick")
