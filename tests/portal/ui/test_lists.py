"""Filters in force become chips, pages count no further than needed, selects draw only what they must."""

import pytest
from django import forms
from django.contrib.auth import get_user_model
from django.http import QueryDict

from portal.ui.controls import RemoteSelect, control
from portal.ui.filtering import chips
from portal.ui.paging import CappedPaginator


class Filters(forms.Form):
    q = forms.CharField(label="Từ khóa", required=False)
    state = forms.ChoiceField(label="Trạng thái", required=False, choices=[("", "–"), ("open", "Đang mở")])
    since = forms.DateField(label="Từ ngày", required=False, input_formats=["%d/%m/%Y"])
    kinds = forms.MultipleChoiceField(label="Loại", required=False, choices=[("a", "Ra"), ("b", "Vào")])


def chips_of(query):
    data = QueryDict(query)
    return [(chip.label, chip.value, chip.url) for chip in chips(Filters(data), data)]


def test_each_filter_in_force_is_a_chip_that_leads_to_the_list_without_it():
    assert chips_of("q=lào&state=open&page=3") == [
        ("Từ khóa", "lào", "?state=open"),
        ("Trạng thái", "Đang mở", "?q=l%C3%A0o"),
    ]


def test_dates_and_several_choices_are_shown_in_words():
    shown = [(label, value) for label, value, _url in chips_of("since=01/10/2026&kinds=a&kinds=b")]
    assert shown == [("Từ ngày", "01/10/2026"), ("Loại", "Ra, Vào")]


def test_what_was_refused_and_what_is_empty_makes_no_chip():
    assert chips_of("since=31/02/2026&state=unknown&q=") == []
    assert chips(Filters(), QueryDict("")) == []


def test_a_capped_list_says_more_than():
    pages = CappedPaginator(range(120), 25, cap=100)
    assert (pages.count, pages.capped, pages.num_pages) == (100, True, 4)
    pages = CappedPaginator(range(100), 25, cap=100)
    assert (pages.count, pages.capped) == (100, False)


@pytest.mark.django_db
def test_counting_stops_at_the_cap(django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        assert CappedPaginator(get_user_model().objects.order_by("pk"), 25, cap=100).count == 0
    assert "LIMIT 101" in asked.captured_queries[0]["sql"]


class Record(forms.Form):
    day = forms.DateField()
    note = forms.CharField(widget=forms.Textarea)
    few = forms.ChoiceField(choices=[(n, n) for n in range(3)])
    many = forms.ChoiceField(choices=[(n, n) for n in range(40)])
    far = forms.ChoiceField(
        choices=[(str(n), f"Đối tác {n}") for n in range(5000)], widget=RemoteSelect("/tim/")
    )
    agree = forms.BooleanField()


@pytest.fixture
def record():
    return Record({"far": "4321", "day": "1"})


def test_controls_get_the_classes_and_helpers_of_their_kind(record):
    assert 'class="form-control"' in control(record["day"])
    assert "data-date" in control(record["day"])
    assert 'inputmode="numeric"' in control(record["day"])
    assert 'rows="4"' in control(record["note"])
    assert 'class="form-select"' in control(record["few"])
    assert "data-search" not in control(record["few"])
    assert "data-search" in control(record["many"])
    assert 'class="form-check-input"' in control(record["agree"])


def test_a_choice_among_thousands_draws_only_the_chosen_one(record):
    drawn = control(record["far"])
    assert 'data-url="/tim/"' in drawn
    assert drawn.count("<option") == 2
    assert "Đối tác 4321" in drawn
    assert record.fields["far"].valid_value("17")  # the choices themselves are all still valid


@pytest.mark.parametrize("sent", ["", "x' OR 1=1", "999999"])
def test_a_key_that_does_not_exist_draws_nothing(sent):
    assert control(Record({"far": sent})["far"]).count("<option") == 1


def test_a_field_is_tied_to_its_label_help_and_errors(record):
    drawn = record["day"].as_field_group()
    assert 'for="id_day"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'id="id_day_error"' in drawn
    assert "field--wrong" in drawn
