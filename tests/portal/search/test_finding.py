"""What is found, in which order, how much of it, and what it asks of the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partners.models import Partner
from portal.search import finding
from portal.search.asked import asked_for
from portal.search.kinds import kinds
from portal.search.nearness import near
from portal.search.ranks import Rank, place_in
from tests.factories.agreements import agreement, partner
from tests.factories.delegations import delegation
from tests.factories.partners_interactions import interaction

pytestmark = pytest.mark.django_db


def kind_of(key: str):
    return next(one for one in kinds() if one.key == key)


def titles(key: str, typed: str, user) -> list[str]:
    return [hit.plain for hit in finding.search_in(kind_of(key), asked_for(typed), user, page=1).hits]


@pytest.mark.parametrize(
    ("typed", "name", "rank"),
    [
        ("Hòa Bình", "Hòa Bình", Rank.WHOLE),
        ("hòa bình", "Hòa Bình xanh", Rank.BEGINS),
        ("bình", "Hòa Bình xanh", Rank.INSIDE),
        ("acftu", "Tổng Công hội (ACFTU)", Rank.INSIDE),
        ("hoa binh", "Hòa Bình", Rank.WHOLE_PLAIN),
        ("hoa b", "Hòa Bình", Rank.BEGINS_PLAIN),
        ("binh", "Hòa Bình", Rank.INSIDE_PLAIN),
        ("binh hoa", "Hòa Bình", Rank.WORDS),
        ("xanh", "Hòa Bình", Rank.ELSEWHERE),
        ("doan", "doanh nghiệp", Rank.BEGINS_PLAIN),
    ],
)
def test_places(typed, name, rank):
    assert place_in((name,), asked_for(typed)) == rank


def test_the_same_accents_before_none_the_whole_before_its_beginning(department_officer, province):
    for title in ("Thư mời Hoa", "Hỏa tốc", "Hoa", "Hóa chất", "Hoa Kỳ", "Hòa"):
        delegation(province, title)
    assert titles("delegations", "hoa", department_officer) == [
        "Hoa", "Hoa Kỳ", "Thư mời Hoa", "Hòa", "Hỏa tốc", "Hóa chất",
    ]  # fmt: skip


def test_every_word_in_any_order_with_or_without_accents(officer, province):
    delegation(province, "Hội đàm với Công đoàn Đà Nẵng")
    for typed in ("da nang hoi dam", "ĐÀ NẴNG", "đoàn đà", "hoi-dam", "Đà\u0300"[:2]):
        assert titles("delegations", typed, officer) == ["Hội đàm với Công đoàn Đà Nẵng"], typed
    assert titles("delegations", "da nang hoi thao", officer) == []


@pytest.mark.parametrize(
    "typed", ["Tong cong hoi TQ", "acftu", "中华全国总工会", "All-China", "tổng công hội trung quốc"]
)
def test_a_partner_is_found_by_each_of_its_names(officer, typed):
    found = partner(
        "Tổng Công hội Trung Quốc", acronym="ACFTU", country="CN", name_own="中华全国总工会",
        name_en="All-China Federation of Trade Unions",
    )  # fmt: skip
    found.names.create(
        kind="alias", name="Tổng công hội TQ", folded="tong cong hoi tq", lowered="tổng công hội tq"
    )
    found = Partner.objects.get(pk=found.pk)
    found.derive()
    found.save(update_fields=["search_text"])
    assert titles("partners", typed, officer)[:1] == [str(found)]


def test_nothing_is_counted_beyond_a_hundred(officer, province):
    rows = [agreement(province, "Thỏa thuận mẫu")]
    copies = type(rows[0]).objects.bulk_create(
        type(rows[0])(
            unit=province, title=f"Thỏa thuận mẫu {n}", search_text=f"thoa thuan mau {n}", level="unit"
        )
        for n in range(130)
    )
    assert len(copies) == 130
    (group,) = finding.search(asked_for("thoa thuan mau"), officer)
    assert (group.count, group.capped, len(group.hits)) == (finding.CAP, True, finding.IN_GROUP)
    page = finding.search_in(kind_of("agreements"), asked_for("thoa thuan mau"), officer, page=99)
    assert (page.page, page.last_page, len(page.hits)) == (5, 5, finding.PER_PAGE)


def _questions(do) -> int:
    with CaptureQueriesContext(connection) as asked:
        do()
    return len(asked)


def test_thirty_rows_cost_the_questions_of_three(officer, province):
    friend = partner()

    def fill(number: int) -> None:
        for _ in range(number):
            delegation(province, "Hội đàm thường niên", partners=[friend])
            agreement(province, "Hội đàm thường niên", partners=[friend])
            interaction(province, "Hội đàm thường niên", partners=[friend])

    asked = asked_for("hoi dam")
    fill(3)
    finding.search(asked, officer)  # what is remembered for each person is asked once
    few = (
        _questions(lambda: finding.search(asked, officer)),
        _questions(lambda: finding.suggestions(asked, officer)),
    )
    fill(27)
    assert few == (
        _questions(lambda: finding.search(asked, officer)), _questions(lambda: finding.suggestions(asked, officer))
    )  # fmt: skip


def test_suggestions_are_the_likeliest_of_all_kinds(officer, province):
    friend = partner("Tổng Công đoàn Lào", acronym="LFTU")
    for number in range(6):
        delegation(province, f"Thăm LFTU lần {number}", partners=[friend])
    found = finding.suggestions(asked_for("lftu"), officer)
    assert found[0].plain == str(friend)
    assert [hit.kind.key for hit in found].count("delegations") == finding.SUGGESTED_OF_KIND


def test_a_name_spelled_almost_so_is_offered(officer):
    friend = partner("Liên đoàn Nghề cá Zanzibar", acronym="", country="TZ")
    asked = asked_for("Liên đoàn Nghề cá Zanzibor")
    assert finding.search(asked, officer) == []
    offered = near(asked, officer, found=[])
    assert [hit.plain for group in offered.groups for hit in group.hits] == [str(friend)]


def test_a_word_is_put_right_by_those_that_titles_know(officer, province):
    delegation(province, "Hội nghị thượng đỉnh khu vực")
    offered = near(asked_for("thuogn dinh"), officer, found=[])
    assert offered.instead == "thuong dinh"
    assert [hit.plain for group in offered.groups for hit in group.hits] == ["Hội nghị thượng đỉnh khu vực"]


def test_words_are_put_right_only_by_titles_that_the_reader_sees(other_officer, province):
    delegation(province, "Hội nghị thượng đỉnh khu vực")
    assert near(asked_for("thuogn dinh"), other_officer, found=[]) is None


def test_nonsense_resembles_nothing(officer, province):
    delegation(province, "Hội nghị thượng đỉnh khu vực")
    assert near(asked_for("xyzzyq"), officer, found=[]) is None
