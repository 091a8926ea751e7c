"""A question is worded once and answered anew each time."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import Prefetch, Value
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from portal.ui import worded as words
from portal.ui.paging import CappedPaginator
from portal.ui.worded import RowsOf, Worded, WordedRows, of_page, worded
from portal.units.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch):
    monkeypatch.setattr(words, "_WORDED", words.Remembered(8))


def units() -> list[Unit]:
    return worded("units", lambda: Unit.objects.order_by("pk")).answer()


def test_the_answer_is_that_of_now(centre):
    assert units() == list(Unit.objects.order_by("pk"))
    Unit.objects.filter(pk=centre.pk).update(short_name="Tên mới")
    assert "Tên mới" in {unit.short_name for unit in units()}


def test_each_answer_has_rows_of_its_own(centre):
    units()[0].short_name = "đổi ở một trang"
    assert "đổi ở một trang" not in {unit.short_name for unit in units()}


def test_it_is_worded_once_for_a_key_a_day_and_a_language(centre, monkeypatch):
    made = []

    def make():
        made.append(timezone.localdate())
        return Unit.objects.all()

    def ask(key):
        return worded(key, make).answer()

    assert ask("a") == ask("a")
    assert len(made) == 1
    ask("b")
    with translation.override("en"):
        ask("a")
    monkeypatch.setattr(timezone, "localdate", lambda: dt.date(2030, 1, 1))
    ask("a")
    assert len(made) == 4


def test_words_that_hang_on_the_database_are_not_remembered(centre, province):
    def make():
        return Unit.objects.filter(pk__in=list(Unit.objects.values_list("pk", flat=True)))

    before = len(worded("all", make).answer())
    province.delete()
    assert len(worded("all", make).answer()) == before - 1


def test_rows_of_one_record_are_refused(officer):
    with pytest.raises(ValueError, match="one record"):
        Worded(lambda: officer.roles.all())


def test_what_is_related_is_read_with_the_answer(centre, province):
    seen = Prefetch("children", Unit.objects.order_by("pk"), to_attr="found")
    asked = Worded(lambda: Unit.objects.filter(pk=centre.pk).prefetch_related(seen))
    assert province in asked.answer()[0].found
    assert asked.answer()[0].found == list(centre.children.order_by("pk"))
    assert not seen.queryset._hints  # nobody's record is kept with the words


def test_a_question_without_an_answer_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        asked = Worded(Unit.objects.none)
        assert asked.answer() == []
        assert asked.count() == 0


def test_pages_and_their_count_are_those_of_a_queryset(centre, province, other_province):
    def make():
        return Unit.objects.select_related("parent").order_by("-pk")

    for cap in (2, 10_000):
        plain, said = (CappedPaginator(rows, 2, cap=cap) for rows in (make(), WordedRows("units", make)))
        assert (said.count, said.capped, said.num_pages) == (plain.count, plain.capped, plain.num_pages)
        for number in plain.page_range:
            assert list(said.page(number)) == list(plain.page(number))


def test_a_second_page_is_worded_no_more(centre, monkeypatch):
    def make():
        return Unit.objects.order_by("pk")

    def page():
        return list(CappedPaginator(WordedRows("units", make), 5).page(1))

    first = page()
    monkeypatch.setattr(words, "Worded", None)
    assert page() == first


def test_the_numbers_of_questions_are_the_same(centre):
    asked = []
    for _turn in range(2):
        with CaptureQueriesContext(connection) as captured:
            units()
        asked.append([query["sql"] for query in captured.captured_queries])
    assert asked[0] == asked[1]


def test_what_stands_beside_a_row_is_joined_to_the_rows_of_the_page(centre, province, other_province):
    rows = Unit.objects.select_related("parent").prefetch_related("children").order_by("parent__name", "pk")
    page = of_page(rows.filter(short_name__gt=""), slice(1, 3))
    inner = str(page.query).partition(" IN (")[2]
    assert "LIMIT 2" in inner
    assert "short_name" not in inner.partition("WHERE")[0]
    with CaptureQueriesContext(connection) as asked:
        found = [(unit, unit.parent, list(unit.children.all())) for unit in page]
    assert len(asked) == 2
    expected = rows.filter(short_name__gt="")[1:3]
    assert found == [(unit, unit.parent, list(unit.children.all())) for unit in expected]


@pytest.mark.parametrize(
    "rows",
    [
        lambda: Unit.objects.order_by("pk"),
        lambda: Unit.objects.select_related("parent").alias(first=Value(1)).order_by("first", "pk"),
        lambda: Unit.objects.select_related("parent").order_by("pk").distinct(),
        lambda: Unit.objects.order_by("pk").values_list("short_name"),
    ],
)
def test_rows_without_others_beside_them_or_with_columns_of_their_own_are_asked_for_as_they_are(centre, rows):
    assert str(of_page(rows(), slice(0, 2)).query) == str(rows()[:2].query)


def below(pk: int):
    return Unit.objects.filter(parent=pk).select_related("parent").order_by("pk")


def test_words_for_any_record_are_answered_for_each(centre, province, other_province, monkeypatch):
    def found(unit):
        rows = RowsOf("below", below, unit.pk)
        return rows[:5], rows.counted(10)

    assert found(centre) == (list(below(centre.pk)[:5]), below(centre.pk).count())
    monkeypatch.setattr(words, "Worded", None)  # nothing is worded again
    assert found(province) == ([], 0)
    Unit.objects.filter(pk=other_province.pk).update(parent=province)
    assert found(province) == ([other_province], 1)
    assert other_province not in found(centre)[0]


def test_words_that_do_not_name_the_record_are_refused(centre):
    with pytest.raises(ValueError, match="does not name it"):
        RowsOf("all", lambda pk: Unit.objects.order_by("pk"), centre.pk)[:5]
