"""One grant entered by two units: refused with a reason asked for, told to no stranger, listed and joined."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from agreements.figures.doubles import doubles
from agreements.models import Resource
from agreements.services import save_resource
from agreements.services.doubles import join_doubles
from portal.text import PartialDate
from tests.factories.agreements import TODAY, partner, resource
from tests.factories.resources import movement

pytestmark = pytest.mark.django_db
TITLE = "Dự án nâng cao năng lực thương lượng tập thể"
M = 1_000_000


@pytest.fixture
def ilo():
    return partner("Tổ chức Lao động Quốc tế", "ILO", "")


@pytest.fixture
def first(province, ilo):
    return resource(
        province, TITLE, partners=[ilo], amount=20_000, currency="USD", starts_on="03/2026", ends_on="12/2026"
    )


def again(unit, ilo, *, by, title=TITLE, reason="", **values):
    values = {"amount": 20_000, "currency": "USD", "starts_on": PartialDate.parse("04/2026"), "kind": "technical", **values}  # fmt: skip
    record = Resource(unit=unit, title=title, distinct_reason=reason, **values)
    return save_resource(record, by=by, on=TODAY, many={"partners": [ilo]})


def test_what_another_unit_entered_is_refused_without_telling_what_it_is(
    first, other_province, other_officer, ilo
):
    with pytest.raises(ValidationError) as refused:
        again(other_province, ilo, by=other_officer, title="Nâng cao năng lực thương lượng tập thể")
    (sentence,) = refused.value.message_dict["distinct_reason"]
    assert "đơn vị khác" in sentence
    assert first.unit.short_name not in sentence
    assert Resource.objects.count() == 1


def test_who_sees_both_is_told_which(first, other_province, department_officer, ilo):
    with pytest.raises(ValidationError) as refused:
        again(other_province, ilo, by=department_officer)
    assert TITLE in refused.value.messages[0]
    assert first.unit.short_name in refused.value.messages[0]


def test_a_reason_lets_it_through(first, other_province, other_officer, ilo):
    assert again(other_province, ilo, by=other_officer, reason="Hai dự án của hai tỉnh").pk


@pytest.mark.parametrize(
    "differs",
    [
        {"amount": 25_000},
        {"starts_on": PartialDate.parse("05/2027")},
        {"title": "Tập huấn an toàn, vệ sinh lao động ngành dệt may"},
        {"direction": "given"},
    ],
)
def test_what_differs_is_another_grant(first, other_province, other_officer, ilo, differs):
    assert again(other_province, ilo, by=other_officer, **differs).pk


def test_another_donor_or_the_same_unit_is_another_grant(first, province, other_province, officer, ilo):
    assert again(other_province, partner("Quỹ khác", "FES", "DE"), by=None).pk
    assert again(province, ilo, by=officer).pk


def test_without_a_sum_the_titles_have_to_be_the_same(first, other_province, ilo):
    assert again(other_province, ilo, by=None, amount=None, title="Dự án thương lượng ngành may").pk
    with pytest.raises(ValidationError):
        again(other_province, ilo, by=None, amount=None, currency="")


@pytest.fixture
def second(first, other_province, ilo):
    made = again(other_province, ilo, by=None, reason="chưa rõ")
    Resource.objects.filter(pk=made.pk).update(distinct_reason="")  # as an import before the check left it
    return Resource.objects.get(pk=made.pk)


def test_pairs_are_listed_for_the_department_alone(client, first, second, department_officer, officer):
    assert [(pair.one.pk, pair.other.pk) for pair in doubles(Resource.objects.all())] == [
        (first.pk, second.pk)
    ]
    client.force_login(department_officer)
    assert client.get("/thoa-thuan/nguon-luc/trung/").text.count(TITLE) >= 2
    client.force_login(officer)
    assert client.get("/thoa-thuan/nguon-luc/trung/").status_code == 403


def test_two_records_become_one(first, second, department_officer):
    join_doubles(first, second, by=department_officer)
    assert list(first.other_units.all()) == [second.unit]
    assert Resource.objects.get(pk=second.pk).is_archived
    assert doubles(Resource.objects.all()) == []


def test_what_has_money_of_its_own_is_not_joined(first, second, officer, department_officer):
    movement(second, "received", M, "2026-05-01")
    with pytest.raises(ValidationError):
        join_doubles(first, second, by=department_officer)
    with pytest.raises(PermissionDenied):
        join_doubles(first, second, by=officer)
    assert not Resource.objects.get(pk=second.pk).is_archived
