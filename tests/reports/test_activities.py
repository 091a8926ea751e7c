"""The register of other activities: scope, cost, refusals, export, figures."""

import datetime as dt
import io

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from openpyxl import load_workbook

from portal.records.services import ConflictError, archive_record
from portal.registers import quick
from reports.figures import activities as figures
from reports.models.activity import Activity
from reports.services.activities import save_activity
from tests.factories.activities import activity
from tests.factories.agreements import partner

pytestmark = pytest.mark.django_db
YEAR = (dt.date(2025, 12, 15), dt.date(2026, 12, 14))


@pytest.mark.parametrize("page", ["detail", "edit", "history"])
def test_another_units_record_does_not_exist(client, province, officer, other_officer, page):
    record = activity(province)
    address = reverse(f"reports:activity-{page}", args=[record.pk])
    client.force_login(other_officer)
    assert client.get(address).status_code == 404
    client.force_login(officer)
    assert client.get(address).status_code == 200


def test_a_record_shared_between_units_is_seen_by_both(client, province, other_province, other_officer):
    record = activity(province, "Giao lưu hai tỉnh", kind="people_to_people")
    save_activity(record, by=None, many={"other_units": [other_province]})
    client.force_login(other_officer)
    assert client.get(reverse("reports:activity-detail", args=[record.pk])).status_code == 200
    assert client.get(reverse("reports:activity-edit", args=[record.pk])).status_code == 403


def test_a_list_costs_the_same_at_3_and_30_rows(client, province, officer, django_assert_max_num_queries):
    partners = [partner(f"Công đoàn {i}", f"CD{i}") for i in range(3)]
    costs = []
    for number in (3, 27):
        for i in range(number):
            activity(province, f"Tin {i}", partners=partners)
        client.force_login(officer)
        client.get(reverse("reports:activity-list"))
        with django_assert_max_num_queries(40) as asked:
            assert client.get(reverse("reports:activity-list")).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_an_end_before_the_start_is_refused(province):
    with pytest.raises(ValidationError) as refused:
        activity(province, starts_on="02/2026", ends_on="31/01/2026")
    assert refused.value.message_dict == {
        "ends_on": ["Đến ngày: đang ghi “31/01/2026”, cần từ 02/2026 trở đi."]
    }
    assert not Activity.objects.exists()


def test_a_form_of_information_needs_external_information(province):
    with pytest.raises(ValidationError) as refused:
        activity(province, kind="training", media_kind="video")
    expected = (
        "Hình thức thông tin: đang ghi “video”, cần để trống, hoặc loại hoạt động “Thông tin đối ngoại”."
    )
    assert refused.value.message_dict == {"media_kind": [expected]}


def test_a_refusal_stands_at_its_field(client, province, officer):
    client.force_login(officer)
    answer = client.post(
        reverse("reports:activity-create"),
        {"unit": province.pk, "kind": "gift", "title": "Tặng quà", "starts_on": "13/2026"},
    )
    assert answer.status_code == 422
    assert "13/2026" in answer.text
    assert not Activity.objects.exists()


def test_an_activity_is_entered_and_found_without_accents(client, province, officer):
    lao = partner()
    client.force_login(officer)
    answer = client.post(
        reverse("reports:activity-create"),
        {
            "unit": province.pk, "kind": "message", "title": "Điện mừng Quốc khánh Lào",
            "starts_on": "02/12/2026", "partners": [lao.pk],
        },
    )  # fmt: skip
    assert answer.status_code == 302
    saved = Activity.objects.get()
    assert saved.country == "LA"
    page = client.get(reverse("reports:activity-list"), {"q": "dien mung lftu"}).text
    assert "Điện mừng Quốc khánh Lào" in page


def test_the_second_of_two_savers_sees_the_first(province, officer):
    record = activity(province)
    mine, theirs = Activity.objects.get(pk=record.pk), Activity.objects.get(pk=record.pk)
    theirs.result = "Đã phát hành"
    save_activity(theirs, by=officer, revision=record.revision)
    with pytest.raises(ConflictError) as conflict:
        save_activity(mine, by=officer, revision=record.revision)
    assert conflict.value.theirs.result == "Đã phát hành"


def test_the_workbook_holds_what_the_list_shows(client, province, officer):
    activity(
        province, "Bản tin số 21", media_kind="bulletin", language="Việt, Anh", quantity=500, starts_on="2026"
    )
    activity(province, "Lớp tập huấn", kind="training")
    client.force_login(officer)
    answer = client.get(reverse("reports:activity-export"), {"kind": "external_information"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    found = [row for row in rows if row[0] == "Bản tin số 21"]
    assert len(found) == 1
    assert {"Thông tin đối ngoại", "bản tin", "2026", 500, "Việt, Anh"} <= set(found[0])
    assert not [row for row in rows if row[0] == "Lớp tập huấn"]


def test_a_partners_page_shows_activities(client, province, officer):
    lao = partner()
    activity(province, "Điện mừng", kind="message", partners=[lao])
    client.force_login(officer)
    assert "Điện mừng" in client.get(lao.get_absolute_url()).text


def test_counts_of_a_period(province):
    activity(province, media_kind="news", quantity=12, starts_on="03/2026")
    activity(province, media_kind="video", starts_on="15/12/2025")
    activity(province, starts_on="14/12/2025")
    activity(province, starts_on="2026")  # too coarse: the year reaches beyond 14/12
    archive_record(activity(province, starts_on="04/2026"), by=None)
    activity(province, kind="training", quantity=2, participants=60, starts_on="05/2026")
    activity(province, kind="training", participants=35, starts_on="06/2026")
    activity(province, kind="training", starts_on="07/2026")
    rows = Activity.objects.all()
    assert figures.items_of_information(rows, *YEAR) == 13
    assert figures.training(rows, *YEAR) == (4, 95)
    counts = figures.counts_by_kind(rows, *YEAR)
    assert (counts["external_information"], counts["training"], counts["gift"]) == (2, 3, 0)


def test_a_period_without_activities_is_zero(db):
    assert figures.items_of_information(Activity.objects.all(), *YEAR) == 0
    assert figures.training(Activity.objects.all(), *YEAR) == (0, 0)


def test_a_quick_note_becomes_an_activity(province, officer):
    lao = partner()
    note = {
        "unit": province, "title": "Tiếp khách Lào", "partner": lao, "partners_written": "", "country": "",
        "starts_on": None, "ends_on": None, "size": 7, "on": dt.date(2026, 11, 15),
    }  # fmt: skip
    saved = quick.kind_of("other").save(note, officer)
    assert (saved.kind, saved.participants, saved.country) == ("other", 7, "LA")
    assert list(saved.partners.all()) == [lao]
    assert saved.created_by == officer
