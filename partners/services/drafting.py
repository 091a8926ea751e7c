"""A letter begins as a template with its places filled: partner, addressee, occasion, number of years."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ..models import LetterLanguage, MessageTemplate, Occasion, Partner
from ..models.placeholders import fill
from ..printing import languages as words
from ..printing.languages import VIETNAMESE


@dataclass(frozen=True)
class Wanted:
    """What is to be written, to whom, for which day, in whose name. `language` "" is Vietnamese alone."""

    partner: Partner
    kind: str
    unit: object
    language: str = ""
    occasion: Occasion | None = None
    day: dt.date | None = None
    addressee_name: str = ""
    addressee_post: str = ""
    address_form: str = ""


@dataclass(frozen=True)
class Draft:
    """Texts to start from. `lacking` says, by field, which template there is not; its text is empty then."""

    subject: str = ""
    text: str = ""
    subject_second: str = ""
    text_second: str = ""
    lacking: dict[str, str] = field(default_factory=dict)


def draft(wanted: Wanted) -> Draft:
    """The texts from the templates that fit best; what the portal does not know stands as a gap "[…]"."""
    subject, text = _written(wanted, VIETNAMESE)
    second = _written(wanted, wanted.language) if wanted.language else ("", "")
    lacking = {} if text else {"text": _no_template(VIETNAMESE)}
    if wanted.language and not second[1]:
        lacking["text_second"] = _no_template(wanted.language)
    return Draft(subject, text, *second, lacking)


def _written(wanted: Wanted, language: str) -> tuple[str, str]:
    occasion_kind = wanted.occasion.kind if wanted.occasion else ""
    template = MessageTemplate.objects.all().fitting(wanted.kind, occasion_kind, language)
    if template is None:
        return "", ""
    values = values_in(wanted, language)
    return fill(template.subject, values)[:250], fill(template.body, values)


def _no_template(language: str) -> str:
    name = str(LetterLanguage(language).label) if language != VIETNAMESE else _("Vietnamese")
    return _("There is no template in this language (%(language)s): paste the translator's text.") % {
        "language": name
    }


def values_in(wanted: Wanted, language: str) -> dict[str, str]:
    """What each placeholder stands for in the language; "" for what is not known."""
    years = wanted.occasion.years_on(wanted.day) if wanted.occasion and wanted.day else None
    return {
        "partner": words.partner_name(wanted.partner, language),
        "addressee": wanted.addressee_name,
        "post": wanted.addressee_post,
        "address_form": words.form_inside(wanted.address_form, language),
        "salutation": words.salutation(wanted.address_form, wanted.addressee_name, language),
        "occasion": wanted.occasion.title if wanted.occasion else "",
        "years": str(years) if years else "",
        "ordinal": words.ordinal(years, language) if years else "",
        "country": words.country_in(wanted.partner.country, language),
        "organisation": words.our_name(wanted.unit, language),
        "day": words.long_day(wanted.day, language) if wanted.day else "",
    }
