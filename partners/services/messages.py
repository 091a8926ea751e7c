"""Keeping letters: draft, sent with the clerk's number, answered; those that came in."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.documents.secrecy import mark_in_lines, mark_in_name
from portal.records.services import follow_up_all, follows, save_record
from portal.ui.formats import date_vi

from ..models import Flow, Message, MessageState, TouchKind
from ..models.placeholders import GAP
from .numbering import refuse_number_of_another_paper
from .touches import remove_touches, write_touches

#: What a letter says; once it has gone, it stays what went.
SAID = (
    "unit_id", "partner_id", "flow", "kind", "addressee_name", "addressee_post", "address_form", "subject", "text",
    "language", "subject_second", "text_second", "signatory_title",
)  # fmt: skip
TEXTS = ("subject", "text", "subject_second", "text_second", "answer")


@transaction.atomic
def save_message(
    message: Message, *, by, on: dt.date, revision: int | None = None, many: dict | None = None
) -> Message:
    """Create or change a letter: a draft of ours, or one that came in (`flow` theirs, received).

    Raises ValidationError for a text without words, a day that is not the occasion's, a mark of secrecy, and
    for any change of what a letter said that has gone; and what `save_record` raises.
    """
    _settle(message, on)
    wrong = {**_wrong_texts(message), **_wrong_days(message, on), **_changed_after_it_went(message)}
    if wrong:
        raise ValidationError(wrong)
    save_record(message, by=by, revision=revision, many=many)
    return message


def _settle(message: Message, on: dt.date) -> None:
    if message.pk is None:
        message.state = MessageState.DRAFT if message.is_ours else MessageState.RECEIVED
    if message.occasion and message.occasion_on is None and message.is_ours:
        message.occasion_on = message.occasion.next_on(on)
    if message.occasion is None:
        message.occasion_on = None


def _wrong_texts(message: Message) -> dict[str, str]:
    wrong = {}
    if message.is_ours and not message.text.strip():
        wrong["text"] = _("Text in Vietnamese: found nothing, expected the text of the letter.")
    if message.text_second.strip() and not message.language:
        wrong["language"] = _("Second language: found nothing, expected the language of the second text.")
    for name in TEXTS:
        if mark := _secret(getattr(message, name)):
            sentence = _("The text holds “%(mark)s”. Expected: no state secrets; the portal refuses them.")
            wrong[name] = sentence % {"mark": mark}
    return wrong


def _secret(text: str) -> str:
    return mark_in_name(text) or mark_in_lines(text.splitlines())


def _wrong_days(message: Message, on: dt.date) -> dict[str, str]:
    received = message.received_on
    if not message.is_ours and received is None:
        return {"received_on": _("Received on: found nothing, expected the day on which the letter came.")}
    if not message.is_ours and received is not None and received > on:
        return {"received_on": _not_later(_("Received on"), received, on)}
    return _wrong_occasion(message)


def _wrong_occasion(message: Message) -> dict[str, str]:
    occasion, day = message.occasion, message.occasion_on
    if occasion is None:
        return {}
    if not _is_theirs(occasion, message.partner):
        sentence = _("Occasion: found “%(found)s”, expected one of %(expected)s or its country.")
        return {"occasion": sentence % {"found": str(occasion), "expected": str(message.partner)}}
    falls = occasion.next_on(day) if day else None
    if day and falls != day:
        expected = date_vi(falls) if falls else occasion.when_label
        sentence = _("Day of the occasion: found %(found)s, expected %(expected)s.")
        return {"occasion_on": sentence % {"found": date_vi(day), "expected": expected}}
    return {}


def _is_theirs(occasion, partner) -> bool:
    if occasion.partner_id:
        return occasion.partner_id == partner.pk
    return occasion.country == partner.country


def _changed_after_it_went(message: Message) -> dict[str, str]:
    before = Message.objects.filter(pk=message.pk).first() if message.pk else None
    if before is None or before.is_draft or not before.is_ours:
        return {}
    changed = [name for name in SAID if getattr(before, name) != getattr(message, name)]
    sentence = _("The letter went on %(day)s: what it said is not changed any more.")
    return {name.removesuffix("_id"): sentence % {"day": date_vi(before.sent_on)} for name in changed}


def _not_later(label: str, found: dt.date, latest: dt.date) -> str:
    facts = {"label": label, "found": date_vi(found), "expected": date_vi(latest)}
    return _("%(label)s: found %(found)s, expected %(expected)s or earlier.") % facts


def _not_before(label: str, found: dt.date, earliest: dt.date) -> str:
    facts = {"label": label, "found": date_vi(found), "expected": date_vi(earliest)}
    return _("%(label)s: found %(found)s, expected %(expected)s or later.") % facts


@transaction.atomic
def send_message(
    message: Message, *, by, number: str, sent_on: dt.date, way: str = "", on: dt.date
) -> Message:
    """Record that our letter went: the number that the clerk gave it, the day, the way. A mistake may be corrected.

    Raises PermissionDenied, or ValidationError for gaps in the text, a second language without text, a day to
    come, and a number that another letter of the unit has in that year.
    """
    row = _locked(message, by, may=Message.may_number)
    if not row.is_ours or row.state not in (MessageState.DRAFT, MessageState.SENT):
        raise ValidationError(
            _("Only a draft of ours is sent; found: %(state)s.") % {"state": row.get_state_display()}
        )
    _refuse_unfinished(row)
    if sent_on > on:
        raise ValidationError({"sent_on": _not_later(_("Sent on"), sent_on, on)})
    row.number, row.sent_on, row.sent_by_way = " ".join(number.split()), sent_on, way.strip()
    row.state = MessageState.SENT
    row.derive()
    if not row.number_key:
        raise ValidationError(
            {"number": _("Number: found nothing, expected the number that the clerk gave.")}
        )
    _refuse_double(row)
    return _stepped(row, Verb.NUMBERED, by)


def _refuse_unfinished(row: Message) -> None:
    if any(GAP in text for text in (row.subject, row.text, row.subject_second, row.text_second)):
        raise ValidationError(
            _("The text still holds the gap “%(gap)s”: fill it in before sending.") % {"gap": GAP}
        )
    if row.language and not row.text_second.strip():
        facts = {"language": row.get_language_display()}
        raise ValidationError(_("The text in the second language (%(language)s) is missing.") % facts)


def _refuse_double(row: Message) -> None:
    same = Message.objects.live().filter(
        unit=row.unit, number_year=row.number_year, number_key=row.number_key
    )
    other = same.exclude(pk=row.pk).first()
    if other:
        facts = {"found": row.number, "year": row.number_year, "letter": other, "day": date_vi(other.sent_on)}
        sentence = _(
            "Number %(found)s of %(year)s is that of “%(letter)s” (%(day)s); expected one not used yet."
        )
        raise ValidationError({"number": sentence % facts})
    refuse_number_of_another_paper(row)


@transaction.atomic
def answer_message(message: Message, *, by, answered_on: dt.date, answer: str, on: dt.date) -> Message:
    """Record the answer to a letter that went or came: its day and what it says.

    Raises PermissionDenied, or ValidationError for a draft, a day to come or before the letter itself.
    """
    row = _locked(message, by, may=Message.may_edit)
    if row.is_draft:
        raise ValidationError(_("A draft has no answer: record first that it went."))
    if answered_on > on:
        raise ValidationError({"answered_on": _not_later(_("Answered on"), answered_on, on)})
    if row.happened_on and answered_on < row.happened_on:
        raise ValidationError({"answered_on": _not_before(_("Answered on"), answered_on, row.happened_on)})
    row.answered_on, row.answer, row.state = answered_on, answer.strip(), MessageState.ANSWERED
    if wrong := _wrong_texts(row):
        raise ValidationError(wrong)
    return _stepped(row, Verb.UPDATED, by)


def _locked(message: Message, by, *, may) -> Message:
    """The letter as it stands, held until the end of the transaction. Raises PermissionDenied."""
    row = Message.objects.select_for_update().get(pk=message.pk)
    if by is not None and not may(row, by):
        raise PermissionDenied
    if row.is_archived:
        raise ValidationError(_("This record is archived: restore it before changing it."))
    return row


def _stepped(row: Message, verb: Verb, by) -> Message:
    row.derive()
    row.revision += 1
    row.updated_at = timezone.now()
    row.full_clean()
    row.save()
    write_trail(verb, row, by=by, details={"state": row.state, "number": row.number})
    follow_up_all([row])
    return row


@follows(Message)
def touch_of_letter(message: Message) -> None:
    """A letter that went or came is a contact with the partner; a draft is none."""
    if message.is_draft:
        remove_touches(message)
        return
    write_touches(
        message, partners=[message.partner], kind=TouchKind.LETTER, flow=Flow(message.flow), title=message.subject,
        small=" · ".join(filter(None, [str(message.get_kind_display()), message.number])),
        happened_on=message.happened_on, unit=message.unit, other_units=message.other_units.all(),
    )  # fmt: skip
