"""The page, the suggestions, the last searches: what they say, what they refuse, who sees whose."""

import pytest
from django.urls import reverse

from portal.saved.models import SavedView
from portal.search import finding
from portal.search.models import RecentSearch
from portal.search.recent import KEPT
from tests.factories.agreements import partner
from tests.factories.delegations import delegation
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db


def page(user, **query) -> str:
    answer = signed_in(user).get(reverse("search:search"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def suggested(user, typed: str) -> str:
    answer = signed_in(user).get(reverse("search:suggest"), {"q": typed})
    assert answer.status_code == 200
    return answer.content.decode()


def test_kinds_are_tabs_and_groups(officer, province):
    delegation(province, "Hội đàm tại Viêng Chăn")
    partner("Hội đàm hữu nghị", acronym="HD")
    shown = page(officer, q="hoi dam")
    assert "<mark>Hội</mark> <mark>đàm</mark> tại Viêng Chăn" in shown
    assert "kind=delegations" in shown
    assert "kind=partners" in shown
    one = page(officer, q="hoi dam", kind="delegations")
    assert "tại Viêng Chăn" in one
    assert "hữu nghị" not in one


def test_the_likeliest_kinds_are_shown_and_the_others_named(officer, province, monkeypatch):
    monkeypatch.setattr(finding, "IN_FULL", 1)
    delegation(province, "Thăm nước bạn", place="Hội An")
    partner("Hội An", acronym="HA")
    shown = page(officer, q="hoi an")
    assert shown.count('class="search-hits"') == 1
    assert "<mark>Hội</mark> <mark>An</mark> (HA)" in shown
    rest = shown.partition("Cũng tìm thấy trong")[2]
    assert "kind=delegations" in rest
    assert "kind=partners" not in rest


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("a", "Từ cần tìm: nhận được 1 ký tự, cần ít nhất 2 ký tự."),
        ("%_\\'\"", "Từ cần tìm: chỉ có ký hiệu, cần có chữ hoặc số."),
        ("🙂", "Từ cần tìm: chỉ có ký hiệu, cần có chữ hoặc số."),
        ("đoàn " * 1000, "Chỉ tìm theo 12 từ đầu, tối đa 200 ký tự"),
        ("", "Chưa có tìm kiếm nào"),
        ("   ", "Từ cần tìm: chỉ có khoảng trắng, cần có chữ hoặc số."),
        ("\x00", "Từ cần tìm: chỉ có khoảng trắng, cần có chữ hoặc số."),
        ("a" * 5000, "Chỉ tìm theo 12 từ đầu, tối đa 200 ký tự"),
        ("'; DROP TABLE x; --", "Không tìm thấy “&#x27;; DROP TABLE x; --”"),
        ("(.*)+$ [a-z]{9999}", "Không tìm thấy “(.*)+$ [a-z]{9999}”"),
        ("ລາວ", "Không tìm thấy “ລາວ”"),
        ("中国", "Không tìm thấy “中国”"),
        ("Đie\u0302n", "Không tìm thấy “Điên”"),
    ],
)
def test_bad_input_is_answered_in_a_sentence(officer, typed, says):
    assert says in page(officer, q=typed)
    suggested(officer, typed)


def test_html_that_is_typed_or_stored_is_text(officer, province):
    delegation(province, "<img src=x onerror=alert(1)> hội đàm")
    for shown in (
        page(officer, q="<b>hoi dam</b> img"),
        page(officer, q="<script>x1</script>"),
        suggested(officer, "img src"),
    ):
        assert "<img src=x" not in shown
        assert "<b>hoi" not in shown
        assert "<script>x1" not in shown
    assert "&lt;<mark>img</mark>" in suggested(officer, "img src")


@pytest.mark.parametrize("query", [{"page": "9" * 30}, {"page": "-1"}, {"kind": "khong-co"}, {"page": "²"}])
def test_an_address_typed_by_hand_is_answered(officer, province, query):
    delegation(province, "Hội đàm")
    assert "Hội" in page(officer, **{"q": "hoi dam", "kind": "delegations", **query})


def test_one_letter_is_offered_nothing(officer, province):
    delegation(province, "A")
    assert suggested(officer, "a").strip() == ""


def test_similar_results_say_so(officer, province):
    delegation(province, "Hội nghị thượng đỉnh")
    shown = page(officer, q="thuogn dinh")
    assert "Không tìm thấy “thuogn dinh” — kết quả gần giống" in shown
    assert "Đã tìm theo: “thuong dinh”." in shown


def test_the_last_ten_searches_are_kept_once_each(officer):
    for number in range(KEPT + 3):
        page(officer, q=f"tu khoa {number}")
    page(officer, q="Từ khóa 5")
    kept = list(RecentSearch.objects.filter(user=officer).values_list("words", flat=True))
    assert len(kept) == KEPT
    assert kept[0] == "Từ khóa 5"
    assert "tu khoa 5" not in kept


def test_what_is_refused_or_only_suggested_is_not_kept(officer):
    page(officer, q="a")
    page(officer, q="%%")
    suggested(officer, "hoi dam")
    assert not RecentSearch.objects.exists()


def test_last_searches_are_offered_in_the_empty_box_to_their_own_person(officer, other_officer):
    page(officer, q="chuyến thăm riêng")
    assert "chuyến thăm riêng" in suggested(officer, "")
    assert "chuyến thăm riêng" in page(officer)
    assert "chuyến thăm riêng" not in suggested(other_officer, "") + page(other_officer)


def test_the_list_can_be_cleared(officer, other_officer):
    page(officer, q="hoi dam")
    page(other_officer, q="hoi dam")
    signed_in(officer).post(reverse("search:forget"))
    assert [row.user for row in RecentSearch.objects.all()] == [other_officer]


def test_a_search_can_be_kept_as_a_view(officer):
    assert f"{reverse('saved:keep')}?tu=" in page(officer, q="hoi dam")
    client = signed_in(officer)
    answer = client.post(
        f"{reverse('saved:keep')}?tu=/tim-kiem/%3Fq%3Dhoi%2Bdam", {"name": "Hội đàm của tôi"}
    )
    assert answer.status_code == 302
    view = SavedView.objects.get(owner=officer)
    assert (view.place, view.query) == ("search:search", "q=hoi+dam")
    assert "Hội đàm của tôi" in page(officer)


def test_the_box_stands_on_every_page(officer):
    shown = signed_in(officer).get(reverse("accounts:profile")).content.decode()
    assert f'action="{reverse("search:search")}"' in shown
    assert 'role="combobox"' in shown


def test_htmx_gets_the_results_alone(officer, province):
    delegation(province, "Hội đàm")
    answer = signed_in(officer).get(
        reverse("search:search"), {"q": "hoi dam"}, headers={"HX-Request": "true"}
    )
    assert b"<html" not in answer.content
    assert "<mark>Hội</mark>" in answer.content.decode()
