"""The dated rules, and that loading them again takes nothing back from an administrator."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from portal.audit.models import Entry
from portal.deadlines import reference, rules
from portal.deadlines.models import Confidence, Holiday, HolidayKind, PeriodWindow, Rule, RuleUnit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded():
    return reference.load()


def test_every_number_of_the_table_is_there_and_valid(loaded):
    assert loaded == {"Holiday": Holiday.objects.count(), "Rule": Rule.objects.count(), "PeriodWindow": 5}
    heads = {code.partition("-")[0] for code in Rule.objects.values_list("code", flat=True)}
    of_the_law = {f"R{number}" for number in range(1, 27)}
    assert heads >= of_the_law
    own = Rule.objects.exclude(code__startswith="R")  # lead times and thresholds of the portal itself
    found = {rule.code for rule in own if rule.confidence != "own"}
    assert found == {"P1"}, "one banquet a delegation stands in a circular; the rest is usual practice"
    for rule in Rule.objects.all():
        rule.full_clean()
        assert rule.source


def test_loading_again_adds_nothing_and_keeps_edits():
    Rule.objects.filter(code="R13").update(number=10)
    Rule.objects.filter(code="R19").delete()
    Holiday.objects.filter(date=date(2027, 5, 3)).update(date=date(2027, 5, 4))
    PeriodWindow.objects.filter(kind="half_year").update(to_day=31, to_month_offset=-1, from_day=1)
    trail = Entry.objects.count()
    assert reference.load() == {"Holiday": 0, "Rule": 0, "PeriodWindow": 0}
    assert Rule.objects.get(code="R13").number == 10
    assert not Rule.objects.filter(code="R19").exists()
    assert not Holiday.objects.filter(date=date(2027, 5, 3)).exists()
    assert PeriodWindow.objects.get(kind="half_year").to_day == 31
    assert Entry.objects.count() == trail


def test_holidays_of_five_years_in_vietnamese():
    for year in range(2024, 2029):
        names = set(Holiday.objects.filter(date__year=year).values_list("name", flat=True))
        assert {"Tết Nguyên Đán", "Quốc khánh", "Ngày Giỗ Tổ Hùng Vương"} <= names
    assert Holiday.objects.get(date=date(2026, 8, 22)).kind == HolidayKind.WORKING_SATURDAY
    assert Holiday.objects.get(date=date(2026, 8, 31)).kind == HolidayKind.SUBSTITUTE_OFF
    assert "chờ thông báo" in Holiday.objects.filter(date__year=2028).first().source


@pytest.mark.parametrize(
    ("code", "after", "last"),
    [
        ("R4", date(2026, 1, 10), date(2026, 1, 25)),  # 15 days
        ("R1", date(2026, 2, 13), date(2026, 3, 3)),  # 7 working days over Tết
        ("R8", date(2026, 3, 1), date(2026, 11, 15)),
        ("R8", date(2026, 11, 16), date(2027, 11, 15)),
        ("R22-completion", date(2026, 8, 31), date(2027, 2, 28)),
        ("R19", date(2024, 2, 29), date(2027, 2, 28)),
        ("R24", date(2026, 3, 1), None),
        ("R4", date(2019, 1, 10), None),  # before the law
        ("R99", date(2026, 1, 10), None),
    ],
)
def test_due(code, after, last):
    assert rules.due(code, after) == last


def test_latest_start_counts_backwards():
    assert rules.latest_start("R9", date(2026, 10, 31)) == date(2026, 10, 1)
    assert rules.latest_start("R8", date(2026, 10, 31)) is None


def test_a_change_counts_from_its_day():
    Rule.objects.filter(code="R13").update(valid_to=date(2026, 6, 30))
    Rule.objects.create(
        code="R13",
        description="Báo cáo chuyến đi",
        number=10,
        unit=RuleUnit.DAYS,
        valid_from=date(2026, 7, 1),
    )
    assert rules.number("R13", date(2026, 6, 30)) == 15
    assert rules.number("R13", date(2026, 7, 1)) == 10
    assert rules.due("R13", date(2026, 7, 1)) == date(2026, 7, 11)


def test_what_cannot_be_is_refused_with_a_sentence():
    with translation.override("vi"):
        with pytest.raises(ValidationError, match="đang có hiệu lực"):
            Rule(code="R13", description="x", number=10, valid_from=date(2026, 7, 1)).full_clean()
        with pytest.raises(ValidationError, match="cần cả ngày và tháng"):
            Rule(
                code="X", description="x", unit=RuleUnit.YEARLY_DATE, valid_from=date(2026, 7, 1)
            ).full_clean()
        with pytest.raises(ValidationError, match="cần số “ngày”"):
            Rule(code="X", description="x", valid_from=date(2026, 7, 1)).full_clean()
        with pytest.raises(ValidationError, match="Hiệu lực đến: đang ghi 01/06/2026, cần từ 01/07/2026"):
            Rule(
                code="X", description="x", number=1, valid_from=date(2026, 7, 1), valid_to=date(2026, 6, 1)
            ).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Rule.objects.create(code="R13", description="x", number=10, valid_from=date(2026, 7, 1))


def test_amounts_as_shown():
    with translation.override("vi"):
        assert Rule.objects.get(code="R1").amount == "7 ngày làm việc"
        assert Rule.objects.get(code="R8").amount == "15/11"
        assert Rule.objects.get(code="R24").amount == ""
        assert (
            Rule.objects.get(code="R9").get_confidence_display()
            == Confidence.ANALOGY.label
            == "áp dụng tương tự"
        )


def test_every_edit_leaves_its_history():
    Rule.objects.filter(code="R13").update(number=10)
    events = Rule.pgh_event_model.objects.filter(code="R13").order_by("pgh_id")
    assert [event.number for event in events] == [15, 10]


def test_a_page_reads_the_rules_of_a_day_once(django_assert_num_queries):
    day, earlier = date(2026, 11, 23), date(2026, 3, 1)
    asked = [("R13", day), ("R16", day), ("NONE", day), ("R13", earlier)]
    one_by_one = [rules.rule(*pair) for pair in asked]
    with django_assert_num_queries(2), rules.read_once():  # two days
        assert [rules.rule(*pair) for pair in asked] == one_by_one
    Rule.objects.filter(code="R13").update(number=3)
    with rules.read_once():
        assert rules.number("R13", day) == 3, "the next page reads anew"
