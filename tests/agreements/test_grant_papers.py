"""Papers drafted from a resource: what they say, what they lack, and that they come out as PDF and DOCX."""

import datetime as dt

import pytest
from django.urls import reverse

from agreements.models import GrantReport
from agreements.printing.grant_papers import report, submission
from portal.papers.kinds import Wanted, kinds_for
from portal.papers.models import Paper
from tests.factories.agreements import partner, resource
from tests.factories.resources import movement

pytestmark = pytest.mark.django_db
M = 1_000_000
ON = Wanted(on=dt.date(2026, 7, 20))


@pytest.fixture
def grant(province):
    return resource(
        province, "Dự án đào tạo cán bộ", partners=[partner()], amount=100 * M, currency="VND", starts_on="01/2026",
        ends_on="12/2026", approved_on="05/01/2026", approval_number="12/QĐ-TLĐ", purpose="Đào tạo 200 cán bộ",
        place="Lào Cai", aid_account="Ngân hàng A, chi nhánh Lào Cai", counterpart_vnd=5 * M,
    )  # fmt: skip


def test_the_submission_says_what_is_asked_and_what_is_missing(grant, province):
    made = submission(grant, ON)
    assert "phê duyệt tiếp nhận khoản viện trợ “Dự án đào tạo cán bộ”" in made.body
    assert "100.000.000 đồng (Một trăm triệu đồng)" in made.body
    assert "Vốn đối ứng: 5.000.000 đồng." in made.body
    assert "313/2025/NĐ-CP" in made.body
    assert [str(one) for one in made.missing] == ["chỉ tiêu kết quả"]
    bare = submission(resource(province, "Khoản trống"), ON)
    assert len(bare.missing) == 6
    assert "…………" in bare.body


def test_the_report_holds_the_money_of_its_period_and_so_far(grant):
    movement(grant, "received", 40 * M, "2025-12-30")
    movement(grant, "received", 20 * M, "2026-02-01")
    movement(grant, "disbursed", 30 * M, "2026-06-30")
    movement(grant, "disbursed", 10 * M, "2026-07-01")
    row = GrantReport.objects.create(
        resource=grant, rule_code="R22-half", title="Báo cáo 6 tháng đầu năm 2026", due_on=dt.date(2026, 7, 15),
        period_from=dt.date(2026, 1, 1), period_to=dt.date(2026, 6, 30), progress="Đã mở bốn lớp",
    )  # fmt: skip
    made = report(grant, Wanted(on=ON.on, part=row.pk))
    assert made.content["tables"]["tình hình tài chính"]["rows"][:2] == [
        ["Tiếp nhận", "20.000.000", "60.000.000"], ["Giải ngân", "30.000.000", "30.000.000"],
    ]  # fmt: skip
    assert made.content["tables"]["tình hình tài chính"]["rows"][-1] == ["Còn lại", "", "30.000.000"]
    assert "Đã mở bốn lớp." in made.body


def test_what_we_give_has_no_report_on_aid(province):
    given = resource(province, "Tặng máy tính", direction="given", partners=[partner()])
    assert [kind.code for kind in kinds_for(given)] == ["submission"]
    assert "hỗ trợ bạn" in submission(given, ON).body


def test_a_paper_is_drafted_and_printed(client, officer, grant):
    client.force_login(officer)
    assert "Chỉ tiêu kết quả" in client.get(reverse("agreements:resource-papers", args=[grant.pk])).text
    address = reverse("agreements:resource-papers-begin", args=[grant.pk])
    assert client.post(address, {"kind": "submission"}).status_code == 302
    paper = Paper.objects.get()
    for format, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = client.get(reverse("papers:paper-print", args=[paper.pk, format]))
        assert answer.content.startswith(begins)
