"""Thư mời and chương trình: in Vietnamese and in the partner's language.

The wording of invitations is the department's own: the templates of letters of the kind "invitation", by language.
"""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from partners.models import LetterLanguage, MessageKind, MessageTemplate, OccasionKind
from partners.models.placeholders import GAP as LETTER_GAP
from partners.models.placeholders import fill
from partners.printing import languages as words
from partners.printing.languages import VIETNAMESE
from portal.papers.kinds import GAP, Draft, Wanted
from portal.papers.text import table
from portal.rendering.layout import BLANK
from portal.rendering.letter import SecondPage

from ..models import Direction, Event, OurRole
from . import tables
from .facts import Facts, facts_of
from .second_words import ANY_TIME, BETWEEN, HEADS, TITLES, VISIT


def may_invite(record) -> bool:
    """Guests of ours, and those of a conference that we hold."""
    if isinstance(record, Event):
        return record.our_role != OurRole.ATTENDED
    return record.direction != Direction.OUTGOING


def invitation(record, wanted: Wanted) -> Draft:
    facts = facts_of(record)
    subject, text = _worded(facts, VIETNAMESE)
    second = _worded(facts, wanted.language) if wanted.language else ("", "")
    if not text:
        facts.lack(_("a template of an invitation in Vietnamese"))
    if wanted.language and not second[1]:
        facts.lack(_("a template of an invitation in the second language: paste the translator's text"))
    return Draft(
        subject or f"Mời {facts.partner}", text or GAP, (_addressee(facts),), summary_second=second[0],
        body_second=second[1], content={"second": {"to": _to(facts, wanted.language)}}, missing=tuple(facts.missing),
    )  # fmt: skip


def _addressee(facts: Facts) -> str:
    return words.partner_name(facts.partners[0], VIETNAMESE) if facts.partners else facts.partner


def _to(facts: Facts, language: str) -> str:
    if not language:
        return ""
    name = (
        words.partner_name(facts.partners[0], language) if facts.partners else facts.record.partners_written
    )
    return " ".join(filter(None, [words.LANGUAGES[language].to, name or GAP]))


def _worded(facts: Facts, language: str) -> tuple[str, str]:
    """Heading and text of the template that fits, its places filled from the dossier."""
    occasion = OccasionKind.CONGRESS if facts.is_event else ""
    template = MessageTemplate.objects.all().fitting(MessageKind.INVITATION, occasion, language)
    if template is None:
        return "", ""
    values = _values(facts, language)
    text = fill(template.body, values).replace(LETTER_GAP, GAP)
    return fill(template.subject, values).replace(LETTER_GAP, GAP), _with_days(facts, text, language)


def _values(facts: Facts, language: str) -> dict[str, str]:
    partner = facts.partners[0] if facts.partners else None
    form = partner.address_form if partner else ""
    return {
        "partner": words.partner_name(partner, language) if partner else facts.record.partners_written,
        "salutation": words.salutation(form, "", language),
        "address_form": words.form_inside(form, language),
        "organisation": words.our_name(facts.unit, language),
        "occasion": facts.title if language == VIETNAMESE else "",
        "country": words.country_in(partner.country, language) if partner else "",
        "day": _between(facts, language),
    }


def _between(facts: Facts, language: str) -> str:
    """The days in the language; "" while they are not known to the day."""
    first, last = facts.record.starts_on, facts.record.ends_on or facts.record.starts_on
    if not first or not last or first.precision != "day" or last.precision != "day":
        facts.lack(_("the days"))
        return ""
    form = BETWEEN.get(language, "{first} – {last}")
    return form.format(first=_said(first.earliest, language), last=_said(last.latest, language))


def _said(day: dt.date, language: str) -> str:
    return f"ngày {day:%d/%m/%Y}" if language == VIETNAMESE else words.long_day(day, language)


def _with_days(facts: Facts, text: str, language: str) -> str:
    """Days that are known stand where the template leaves the time open; else the template stays as it is."""
    between = _between(facts, language)
    return text.replace(ANY_TIME[language], between) if between and language in ANY_TIME else text


def programme(record, wanted: Wanted) -> Draft:
    """By day; the second language on a page of its own, for the guests."""
    facts = facts_of(record)
    if not facts.programme:
        facts.lack(_("the programme"))
    untold = sum(not item.text_second for item in facts.programme) if wanted.language else 0
    if untold:
        facts.lack(_("points of the programme in the second language"))
    kept = {tables.PROGRAMME: tables.programme(facts)}
    content = {"tables": kept}
    if wanted.language:
        heads = HEADS.get(wanted.language, HEADS["en"])
        content["second"] = {"table": tables.programme(facts, second=True, heads=heads)}
    body = f"Thời gian: {facts.time}. Địa điểm: {facts.place}.\n[[{tables.PROGRAMME}]]\nChương trình có thể được điều chỉnh."
    return Draft(
        _programme_title(facts), body, summary_second=_second_title(facts, wanted.language), content=content,
        body_second=_between(facts, wanted.language) if wanted.language else "", missing=tuple(facts.missing),
    )  # fmt: skip


def _programme_title(facts: Facts) -> str:
    if facts.is_event:
        return facts.title
    return f"Làm việc tại {facts.country}" if facts.is_outgoing else f"Đón đoàn đại biểu {facts.partner}"


def _second_title(facts: Facts, language: str) -> str:
    if not language:
        return ""
    partner = (
        words.partner_name(facts.partners[0], language) if facts.partners else facts.record.partners_written
    )
    wording = TITLES if facts.is_event else VISIT
    return wording.get(language, wording["en"]).format(partner=partner or GAP)


def second_page(paper) -> SecondPage | None:
    """The page in the second language as it is printed, with number and day where the clerk gave them."""
    if paper.language not in LetterLanguage.values:
        return None
    language, kept, known = paper.language, paper.content.get("second", {}), words.LANGUAGES[paper.language]
    number = (
        (known.number.format(number=paper.code or BLANK) if known.number else paper.code)
        if paper.symbol
        else ""
    )
    shown = kept.get("table")
    return SecondPage(
        language=language,
        organisation=words.our_name(paper.unit, language) or words.ENGLISH_NAME,
        number=number,
        place_and_day=words.place_and_day(paper.place or "Hà Nội", paper.dated, language),
        title=paper.summary_second,
        to=kept.get("to", ""),
        paragraphs=[line.strip() for line in paper.body_second.splitlines() if line.strip()],
        signatory=words.title_in(paper.signature_title, language),
        table=table(shown) if shown else None,
    )
