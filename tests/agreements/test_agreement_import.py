"""Agreements that come in as files: term, notice, renewal, languages and signatories; refused by row and column."""

import pytest
from django.urls import reverse

from agreements.models import Agreement
from portal.exchange.engine import import_pages
from portal.exchange.registry import kind_of
from tests.factories.agreements import TODAY, agreement, partner
from tests.portal.exchange.files import imported, pages_of

pytestmark = pytest.mark.django_db
SAID = {
    "languages": "Tiếng Việt, tiếng Lào", "our_signatory": "", "our_signatory_post": "Chủ tịch Liên đoàn",
    "foreign_signatory": "", "foreign_signatory_post": "Chủ tịch Liên hiệp", "notice_days": 90, "auto_renewal": True,
    "fields_of_cooperation": "Đào tạo cán bộ",
}  # fmt: skip


def row(unit, **values) -> dict:
    return {
        "id": "A-1", "kind": "MOU", "unit": unit.name, "partner": "LFTU", "country": "Lào",
        "subject_vi": "Bản ghi nhớ hợp tác", "signed_on": "05/10/2025", "valid_from": "2025", "valid_to": "2030",
        "Ngôn ngữ văn bản": SAID["languages"], "Chức vụ người ký phía Việt Nam": SAID["our_signatory_post"],
        "Chức vụ người ký phía đối tác": SAID["foreign_signatory_post"], "Số ngày báo trước": "90",
        "Tự động gia hạn": "có", "Lĩnh vực hợp tác": SAID["fields_of_cooperation"], **values,
    }  # fmt: skip


def held(record: Agreement) -> dict:
    return {name: getattr(record, name) for name in SAID}


def test_every_column_comes_in_and_the_same_file_again_changes_nothing(officer, province):
    partner()
    assert imported("agreements", [row(province)], by=officer).created == 1
    assert held(Agreement.objects.get()) == SAID
    again = imported("agreements", [row(province)], by=officer)
    assert (again.unchanged, again.updated, again.created) == (1, 0, 0)


def test_an_empty_cell_leaves_what_is_held(officer, province):
    imported("agreements", [row(province)], by=officer)
    empty = dict.fromkeys(("Ngôn ngữ văn bản", "Số ngày báo trước", "Tự động gia hạn"), "")
    imported("agreements", [row(province, place="Viêng Chăn", **empty)], by=officer)
    found = Agreement.objects.get()
    assert (found.place, found.languages, found.notice_days, found.auto_renewal) == (
        "Viêng Chăn", SAID["languages"], 90, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("column", "written", "sentence"),
    [
        ("Số ngày báo trước", "-5", "-5"),
        ("Số ngày báo trước", "ba tháng", "ba tháng"),
        ("Số ngày báo trước", "9000", "cần số nguyên từ 1 đến 3650"),
        ("Số ngày báo trước", "0", "cần số nguyên từ 1 đến 3650"),
        ("Số ngày báo trước", "1,5", "cần số nguyên từ 1 đến 3650"),
        ("Tự động gia hạn", "có thể", "“có thể”"),
        ("Ngôn ngữ văn bản", "x" * 121, "cần không quá 120 ký tự"),
        ("Chức vụ người ký phía Việt Nam", "x" * 151, "cần không quá 150 ký tự"),
        ("Người ký phía đối tác", "x" * 151, "cần không quá 150 ký tự"),
        ("Lĩnh vực hợp tác", "x" * 401, "cần không quá 400 ký tự"),
        ("valid_to", "2024", "2024"),
    ],
)
def test_what_cannot_be_is_refused_with_its_row_and_column(officer, province, column, written, sentence):
    wrong = row(province, **{column: written})
    good = {name: "" for name in wrong} | row(province, id="A-0", subject_vi="Dòng đúng")
    outcome = imported("agreements", [good, wrong], by=officer, partial=True)
    assert (outcome.created, len(outcome.rejected)) == (1, 1)
    refused = outcome.rejected[0]
    assert sentence in refused["message"]
    assert refused["row"] == 3
    assert refused["column"]


@pytest.mark.parametrize(
    ("written", "expected"), [("x", True), ("Không", False), ("no", False), ("CÓ", True), ("1", True)]
)
def test_yes_and_no_are_read_as_people_write_them(officer, province, written, expected):
    imported("agreements", [row(province, **{"Tự động gia hạn": written})], by=officer)
    assert Agreement.objects.get().auto_renewal is expected


def test_what_the_list_exports_is_read_back_unchanged(client, officer, province):
    there = partner()
    agreement(
        province, "Bản ghi nhớ", partners=[there], country="LA", signed_on="05/10/2025", starts_on="05/10/2025",
        ends_on="2030", place="Lào Cai", **SAID,
    )  # fmt: skip
    agreement(province, "Bản thứ hai", kind="minutes", signed_on="2024", notice_days=30)
    client.force_login(officer)
    book = client.get(reverse("agreements:agreement-export")).content
    before = facts()

    same = back(book, officer)
    assert (same.unchanged, same.created, same.updated, same.rejected) == (2, 0, 0, [])
    Agreement.objects.all().delete()
    again = back(book, officer)
    assert (again.created, again.rejected) == (2, [])
    assert facts() == before


def back(book: bytes, by):
    return import_pages(
        kind_of("agreements"), pages_of(book, "thoa-thuan.xlsx"), by=by, on=TODAY, filename="thoa-thuan.xlsx"
    )


def facts() -> list[tuple]:
    return [
        (
            one.title, one.kind, one.country, one.place, str(one.signed_on), str(one.starts_on), str(one.ends_on),
            [str(partner) for partner in one.partners.all()], held(one),
        )
        for one in Agreement.objects.order_by("title")
    ]  # fmt: skip
