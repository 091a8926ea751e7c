"""The page of an agreement's life: preview and act, decision on its end, parties, what waits at home."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement
from agreements.services.amendments import amend
from agreements.services.lifecycle import suspend
from portal.deadlines.models import Rule
from portal.text import PartialDate
from tests.factories.agreements import agreement, partner
from tests.factories.agreements_life import AT, addition, promise, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def found(province) -> Agreement:
    return signed(province)


@pytest.fixture
def ending(province) -> Agreement:
    Rule.objects.update_or_create(
        code="A1-first", valid_from=dt.date(2020, 1, 1),
        defaults={"description": "Nhắc", "number": 180, "unit": "days", "source": "Thử"},
    )  # fmt: skip
    end = PartialDate.of(timezone.localdate() + dt.timedelta(days=40))
    return signed(province, "Bản ghi nhớ sắp hết hạn", ends_on=end)


def at(page: str, *args) -> str:
    return reverse(f"agreements:{page}", args=args)


def fresh(record):
    return type(record).objects.get(pk=record.pk)


def test_the_preview_names_what_follows(writer, found, province, other_province):
    promise(found, "Cử đoàn sang Viêng Chăn")
    agreement(province, "Kế hoạch 2026", signed_on="2026", framework=found)
    agreement(other_province, "Kế hoạch của tỉnh bạn", signed_on="2026", framework=found)
    page = writer.get(at("agreement-act", found.pk, "tam-dinh-chi")).text
    assert "Cử đoàn sang Viêng Chăn" in page
    assert "Kế hoạch 2026" in page
    assert "Kế hoạch của tỉnh bạn" not in page
    assert "Còn 1 nội dung của đơn vị khác" in page


def test_suspended_with_what_was_ticked_and_resumed(writer, found, province):
    step = promise(found)
    below = agreement(province, "Kế hoạch 2026", signed_on="2026", framework=found)
    given = {"on": "01/06/2026", "reason": "Chờ ý kiến", "programmes": [below.pk]}
    assert writer.post(at("agreement-act", found.pk, "tam-dinh-chi"), given).status_code == 302
    assert fresh(step).suspended_on == fresh(below).suspended_from == dt.date(2026, 6, 1)
    page = writer.get(at("agreement-life", found.pk)).text
    assert "Kéo theo: 1 cam kết, 1 chương trình" in page
    resumed = {"on": timezone.localdate().strftime("%d/%m/%Y")}
    assert writer.post(at("agreement-act", found.pk, "tiep-tuc"), resumed).status_code == 302
    assert fresh(step).suspended_on is None


def test_a_refusal_stands_at_its_field(writer, found):
    given = {"on": "04/10/2023", "ended_by": "ours", "reason": "Hết nhu cầu"}
    answer = writer.post(at("agreement-act", found.pk, "cham-dut"), given)
    assert answer.status_code == 422
    assert "04/10/2023" in answer.context["form"].errors["on"][0]


def test_an_unknown_act_is_no_page(writer, found):
    assert writer.get(at("agreement-act", found.pk, "xoa")).status_code == 404


@pytest.mark.parametrize("name", ["gia-han", "thay-the", "khoi-phuc-hieu-luc", "cong-bo", "chuyen-don-vi"])
def test_every_act_has_its_page(writer, found, name):
    assert writer.get(at("agreement-act", found.pk, name)).status_code == 200


def test_a_renewal_leads_to_the_new_agreement(writer, found):
    given = {"title": "Bản ghi nhớ 2028-2033", "signed_on": "", "reason": "Hai bên đồng ý"}
    answer = writer.post(at("agreement-act", found.pk, "gia-han"), given)
    made = found.renewals.get()
    assert answer.url == made.get_absolute_url()
    assert made.is_planned
    assert "Chuỗi gia hạn" in writer.get(at("agreement-life", made.pk)).text
    assert "Gia hạn bằng thỏa thuận mới" not in writer.get(at("agreement-life", found.pk)).text


def test_an_extension_is_entered_corrected_and_struck_out(writer, found):
    given = {
        "kind": "extension", "title": "Gia hạn", "signed_on": "01/06/2026", "new_ends_on": "2031", "number": "",
    }  # fmt: skip
    assert writer.post(at("amendment-new", found.pk), given).status_code == 302
    row = found.amendments.get()
    assert (row.number, str(fresh(found).ends_on)) == (1, "2031")
    changed = {**given, "title": "Gia hạn lần một", "new_ends_on": "2050"}
    assert writer.post(at("amendment-edit", found.pk, row.pk), changed).status_code == 302
    assert (fresh(row).title, str(fresh(row).new_ends_on)) == ("Gia hạn lần một", "2031")
    struck = writer.post(at("amendment-take-back", found.pk, row.pk), {"reason": "Ghi nhầm"})
    assert struck.status_code == 302
    assert str(fresh(found).ends_on) == "2028-10-05"


def test_an_amendment_before_the_signing_is_refused_on_the_page(writer, found):
    given = {"kind": "amendment", "title": "Bổ sung", "signed_on": "04/10/2023"}
    answer = writer.post(at("amendment-new", found.pk), given)
    assert answer.status_code == 422
    assert "04/10/2023" in answer.context["form"].errors["signed_on"][0]


def test_the_end_waits_on_the_page_in_the_list_and_at_home_until_it_is_decided(writer, ending):
    home, waiting = reverse("dashboard:home"), f"{at('agreement-list')}?waits=decision"
    assert "Còn 40 ngày hiệu lực" in writer.get(at("agreement-life", ending.pk)).text
    for page in (home, waiting):
        assert "sắp hết hạn" in writer.get(page).text
    given = {"decision": "lapse", "reason": "Không còn nhu cầu"}
    assert writer.post(at("agreement-act", ending.pk, "quyet-dinh"), given).status_code == 302
    assert "Không còn nhu cầu" in writer.get(at("agreement-life", ending.pk)).text
    assert "sắp hết hạn" not in writer.get(waiting).text
    assert "Quyết định khi hết hiệu lực: Bản ghi nhớ" not in writer.get(home).text


def test_parties_are_proposed_and_kept(writer, found):
    page = writer.get(at("agreement-parties", found.pk))
    rows = page.context["formsets"][0]
    assert [form.initial["side"] for form in rows.forms] == ["ours", "theirs"]
    data = {
        "parties-TOTAL_FORMS": 2,
        "parties-INITIAL_FORMS": 0,
        "parties-MIN_NUM_FORMS": 0,
        "parties-MAX_NUM_FORMS": 99,
    }
    for number, form in enumerate(rows.forms):
        data |= {f"parties-{number}-{name}": value or "" for name, value in form.initial.items()}
    data["parties-0-authority"] = "Giấy ủy quyền 12/UQ-TLĐ"
    answer = writer.post(at("agreement-parties", found.pk), data)
    assert answer.status_code == 302, answer.context["formsets"][0].errors
    assert found.parties.count() == 2
    shown = writer.get(found.get_absolute_url()).text
    assert "Giấy ủy quyền 12/UQ-TLĐ" in shown


def test_agreements_are_offered_while_typing(writer, found, other_province):
    signed(other_province, "Bản ghi nhớ của tỉnh bạn")
    answer = writer.get(at("agreement-choices"), {"q": "ghi nho"}).json()
    assert [row["value"] for row in answer] == [str(found.pk)]


def test_a_linked_agreement_of_another_unit_stays_unnamed(client, province, other_province, officer):
    above = signed(other_province, "Khung của tỉnh bạn")
    record = agreement(province, "Kế hoạch", signed_on="2026", framework=above)
    client.force_login(officer)
    assert "Khung của tỉnh bạn" not in client.get(record.get_absolute_url()).text


def test_the_page_of_a_life_costs_the_same(writer, found, province, django_assert_max_num_queries):
    costs = []
    for number in (3, 27):
        for one in range(number):
            amend(addition(found), by=None, at=AT)
            promise(found, f"Việc {number}-{one}")
            below = agreement(province, f"Kế hoạch {one}", signed_on="2026", framework=found)
            suspend(below, on=AT.date(), reason="Chờ", by=None, at=AT)
        writer.get(at("agreement-life", found.pk))
        asked_for = []
        for page in (at("agreement-life", found.pk), at("agreement-act", found.pk, "cham-dut")):
            with django_assert_max_num_queries(70) as asked:
                assert writer.get(page).status_code == 200
            asked_for.append(len(asked))
        costs.append(asked_for)
    assert costs[0] == costs[1]


def test_a_chain_shows_what_the_reader_may_see(writer, province, other_province):
    first = signed(other_province, "Bản đầu của tỉnh bạn", there=partner("Bạn", "BAN"))
    second = signed(province, "Bản thứ hai", renews=first, signed_on="2024")
    page = writer.get(at("agreement-life", second.pk)).text
    assert "Bản đầu của tỉnh bạn" not in page
