"""Letters begin from templates: who to whom, what for, in which words."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from partners.models import LetterLanguage, MessageKind, MessageTemplate, Occasion
from partners.models.message import VIETNAMESE
from partners.models.placeholders import GAP, names_in
from partners.reference.letters import load_templates, templates
from partners.services.drafting import Wanted, draft
from partners.services.messages import send_message
from portal.records.services import archive_record, save_record

from .letters import TODAY, letter

pytestmark = pytest.mark.django_db
SECOND = ("en", "fr", "es", "ru", "zh", "ko", "ja")


# -- templates --


def test_an_unknown_placeholder_is_refused_by_its_name():
    template = MessageTemplate(
        kind="thanks", language="en", subject="Thanks", body="Dear {adressee}, thank you"
    )
    with pytest.raises(ValidationError, match=r"\{adressee\}"):
        save_record(template, by=None)


def test_a_lone_brace_and_a_second_template_of_the_kind_are_refused(wordings):
    lone = MessageTemplate(kind="thanks", language="km", subject="{partner", body="…")
    twice = MessageTemplate(kind="thanks", language="en", subject="Thanks", body="Again")
    for template in (lone, twice):
        with pytest.raises(ValidationError):
            save_record(template, by=None)


def test_the_portal_ships_all_four_kinds_in_eight_languages(wordings):
    found = set(MessageTemplate.objects.filter(occasion_kind="").values_list("kind", "language"))
    assert found == {(kind, language) for kind in MessageKind.values for language in (VIETNAMESE, *SECOND)}
    assert load_templates() == 0
    # the register writes what is marked in Vietnamese, so no other language repeats it
    assert all(
        "occasion" not in names_in(row["subject"] + row["body"])
        for row in templates()
        if row["language"] != "vi"
    )


def test_a_template_that_was_archived_does_not_come_back(wordings):
    archive_record(MessageTemplate.objects.get(kind="thanks", language="en"), by=None)
    assert load_templates() == 0
    assert MessageTemplate.objects.all().fitting("thanks", "", "en") is None


# -- drafting --


def wanted(lao, unit, **values) -> Wanted:
    return Wanted(**{"partner": lao, "kind": "congratulation", "unit": unit, **values})


def test_a_draft_says_who_to_whom_for_what_and_how_many_years(wordings, lao, centre, national_day):
    found = draft(
        wanted(lao, centre, occasion=national_day, day=dt.date(2026, 12, 2), language="en", address_form="comrade",
               addressee_name="(họ và tên)")
    )  # fmt: skip
    assert found.subject == "Nhân dịp Quốc khánh nước CHDCND Lào"
    assert found.text.startswith("Đồng chí (họ và tên) kính mến,")
    assert "Tổng Liên đoàn Lao động Việt Nam" in found.text
    assert "National Day of Laos" in found.text_second
    assert "Lao Federation of Trade Unions" in found.text_second
    assert found.text_second.startswith("Dear Comrade (họ và tên),")
    assert not found.lacking


def test_the_years_are_counted_and_put_as_an_ordinal(wordings, lao, centre):
    founding = save_record(
        Occasion(partner=lao, kind="founding_day", title="Ngày thành lập", day=1, month=2, year=1966), by=None
    )
    found = draft(wanted(lao, centre, occasion=founding, day=dt.date(2027, 2, 1), language="en"))
    assert "61 năm" in found.text
    assert "61st anniversary" in found.text_second


def test_others_than_comrades_are_addressed_by_the_relations_setting(wordings, lao, centre):
    assert draft(wanted(lao, centre, address_form="mister")).text.startswith("Kính thưa Ngài,")
    assert draft(wanted(lao, centre, address_form="madam", addressee_name="A")).text.startswith(
        "Kính thưa Bà A,"
    )
    assert draft(wanted(lao, centre)).text.startswith("Kính thưa Quý vị,")


def test_a_language_without_a_template_says_so(wordings, lao, centre):
    found = draft(wanted(lao, centre, language=LetterLanguage.LAO))
    assert found.text_second == ""
    assert "tiếng lào" in found.lacking["text_second"].lower()


def test_what_is_not_known_is_a_gap_and_does_not_go(wordings, lao, centre):
    found = draft(wanted(lao, centre))  # congratulations without an occasion
    assert GAP in found.subject
    row = letter(centre, lao, subject=found.subject, text=found.text)
    with pytest.raises(ValidationError, match="điền trước khi gửi"):
        send_message(row, by=None, number="1/TLĐ", sent_on=TODAY, on=TODAY)
