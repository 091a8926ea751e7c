"""Questions of units and their answers: shared without the name of who asked."""

import datetime as dt
import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from portal.notifications.models import Notice
from reports.models import Question
from reports.services.questions import answer, ask
from tests.factories.library import question
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 2, 3, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _in_vietnamese():
    with translation.override("vi"):
        yield


def answered(row, by, **values) -> Question:
    given = {"text": row.text, "answer": "Có, ghi nguồn kinh phí.", "is_shared": False} | values
    return answer(row, by=by, at=AT, **given)


def test_a_question_reaches_the_department_and_its_answer_the_unit(province, officer, department_officer):
    row = question(province, by=officer)
    assert Notice.objects.filter(kind="reports/question_asked", recipient=department_officer).count() == 1
    answered(row, department_officer)
    assert Notice.objects.filter(kind="reports/question_answered", recipient=officer).count() == 1


def test_an_officer_asks_for_their_own_office_though_others_stand_below_it(client, province, officer):
    UnitFactory(parent=province)
    client.force_login(officer)
    page = client.get(reverse("reports:question-create"))
    assert page.context["form"]["unit"].value() == province.pk


def test_a_unit_does_not_answer(province, officer):
    with pytest.raises(PermissionDenied):
        answered(question(province, by=officer), officer)


def test_a_question_is_the_units_until_it_is_shared(
    client, province, officer, other_officer, department_officer
):
    row = question(province, by=officer)
    client.force_login(other_officer)
    assert client.get(row.get_absolute_url()).status_code == 404
    answered(row, department_officer, is_shared=True)
    assert client.get(row.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("page", ["detail", "history", "list"])
def test_no_page_tells_other_units_who_asked(
    client, province, officer, other_officer, department_officer, page
):
    row = answered(question(province, by=officer), department_officer, is_shared=True)
    args = [] if page == "list" else [row.pk]
    client.force_login(other_officer)
    text = client.get(reverse(f"reports:question-{page}", args=args)).text
    assert "xã hội hóa" in text
    assert province.short_name not in text
    assert str(officer) not in text
    client.force_login(department_officer)
    assert province.short_name in client.get(reverse("reports:question-list")).text


def test_the_workbook_does_not_tell_who_asked(client, province, officer, other_officer, department_officer):
    answered(question(province, by=officer), department_officer, is_shared=True)
    client.force_login(other_officer)
    book = load_workbook(io.BytesIO(client.get(reverse("reports:question-export")).content)).active
    cells = [str(cell) for row in book.iter_rows(values_only=True) for cell in row]
    assert any("xã hội hóa" in cell for cell in cells)
    assert not any("Lào Cai" in cell for cell in cells)


@pytest.mark.parametrize("field", ["text", "answer"])
def test_a_shared_text_that_names_the_unit_is_refused(province, officer, department_officer, field):
    row = question(province, by=officer)
    with pytest.raises(ValidationError) as refused:
        answered(row, department_officer, is_shared=True, **{field: "Ở Lào Cai thì sao?"})
    assert "Lào Cai" in refused.value.message_dict[field][0]
    assert Question.objects.get().answer == ""


def test_an_answered_question_is_not_worded_anew(province, officer, department_officer):
    row = answered(question(province, by=officer), department_officer)
    with pytest.raises(ValidationError):
        ask(row, by=officer, at=AT)
