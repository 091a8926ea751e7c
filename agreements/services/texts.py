"""Versions of the text: each is written once and stays; a missing language may join a version later."""

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.documents.models import Kind as DocumentKind
from portal.documents.services import attach
from portal.text import normalise
from portal.text.languages import fits

from ..models import TEXT_LANGUAGES, Agreement, AgreementText, refusal
from .checks import locked

NAMES = dict(TEXT_LANGUAGES)


@transaction.atomic
def save_texts(
    agreement: Agreement,
    bodies: Mapping[str, str],
    *,
    by,
    at: dt.datetime,
    version: int | None = None,
    note: str = "",
    is_final: bool = False,
    scan: File | None = None,
    no_state_secret: bool = False,
) -> list[AgreementText]:
    """Write a new version, language → text; or add languages to an existing `version`. Returns its new rows.

    Raises ValidationError keyed by the language: a text whose letters are those of another language (two that
    were swapped), a language that the version has already; RefusedFileError of the file; PermissionDenied.
    """
    agreement = locked(agreement, by=by)
    given = {language: normalise(body) for language, body in bodies.items() if body.strip()}
    if not given:
        raise ValidationError(_("Text: found nothing, expected the text in at least one language."))
    refuse_swapped(given)
    _refuse_written(agreement, version, given)
    document = None
    if scan is not None:
        found = attach(agreement, scan, by=by, kind=DocumentKind.OTHER, no_state_secret=no_state_secret)
        document = found.document
    number = version or (agreement.texts.aggregate(last=Max("version"))["last"] or 0) + 1
    rows = [
        AgreementText(
            agreement=agreement, version=number, language=language, body=body, note=normalise(note),
            is_final=is_final, document=document, by_name=str(by)[:200] if by is not None else "", at=at,
        )
        for language, body in given.items()
    ]  # fmt: skip
    for row in rows:
        row.full_clean()
        row.save()
    write_trail(Verb.UPDATED, agreement, by=by, at=at, details={"text": number, "languages": [*given]})
    return rows


def refuse_swapped(bodies: Mapping[str, str]) -> None:
    """Refuse a text in the letters of another language, and say so where two of them are exchanged."""
    wrong = {}
    for language, body in bodies.items():
        if fits(body, language):
            continue
        other = next((one for one in bodies if one != language and fits(body, one)), None)
        found = _beginning(body)
        expected = _("a text in this language")
        if other and fits(bodies[other], language):
            expected = _("a text in this language: it seems to be exchanged with the one in %(other)s") % {
                "other": str(NAMES[other])
            }
        wrong[language] = refusal(_("text in %(language)s") % {"language": NAMES[language]}, found, expected)
    if wrong:
        raise ValidationError(wrong)


def _refuse_written(agreement: Agreement, version: int | None, given: Mapping[str, str]) -> None:
    if version is None:
        return
    written = set(agreement.texts.filter(version=version).values_list("language", flat=True))
    if not written:
        raise ValidationError(
            _("Version: found %(found)s, expected one that exists, or none for a new one.")
            % {"found": version}
        )
    wrong = {
        language: refusal(
            _("text in %(language)s") % {"language": NAMES[language]}, _("a second one in version %(number)s") % {"number": version},
            _("a new version: what was written stays"),
        )
        for language in given
        if language in written
    }  # fmt: skip
    if wrong:
        raise ValidationError(wrong)


def _beginning(body: str) -> str:
    line = " ".join(body.split())
    return line if len(line) <= 60 else line[:60] + "…"
