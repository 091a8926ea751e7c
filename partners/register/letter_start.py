"""What a new letter starts with: read from the address, filled from the templates."""

import datetime as dt

from django.utils import timezone

from portal.units.models import Unit

from ..models import ContactPost, LetterLanguage, MessageKind, Occasion, Partner
from ..services.drafting import Wanted, draft
from .letter_states import kind_for


def prefilled(request, *, unit_id: int | None) -> dict:
    """Values of the form for the letter that the address asks for; without a partner only what it names.

    `?partner=&kind=&occasion=&on=&language=`; an occasion of a partner brings its partner along.
    """
    asked, user = request.GET, request.user
    occasion = _row(Occasion.objects.visible_to(user).live().select_related("partner"), asked.get("occasion"))
    partner = _row(Partner.objects.visible_to(user).live(), asked.get("partner"))
    partner = partner or (occasion.partner if occasion else None)
    kind = asked.get("kind") if asked.get("kind") in MessageKind.values else ""
    kind = kind or (kind_for(occasion) if occasion else "")
    values = {"unit": unit_id, "partner": partner.pk if partner else None, "kind": kind}
    if partner is None or not kind or unit_id is None:
        return values
    unit = Unit.objects.get(pk=unit_id)
    wanted = Wanted(
        partner=partner, kind=kind, unit=unit, language=_language(asked.get("language"), partner),
        occasion=occasion, day=_day(asked.get("on"), occasion), **_addressee(partner, user),
    )  # fmt: skip
    return values | _of(wanted, unit)


def _of(wanted: Wanted, unit: Unit) -> dict:
    found = draft(wanted)
    return {
        "occasion": wanted.occasion.pk if wanted.occasion else None,
        "occasion_on": wanted.day,
        "language": wanted.language,
        "addressee_name": wanted.addressee_name,
        "addressee_post": wanted.addressee_post,
        "address_form": wanted.address_form,
        "signatory_title": unit.signature_title,
        "subject": found.subject,
        "text": found.text,
        "subject_second": found.subject_second,
        "text_second": found.text_second,
        "lacking": found.lacking,
    }


def _row(rows, key):
    return rows.filter(pk=key).first() if (key or "").isdecimal() else None


def _language(asked: str | None, partner: Partner) -> str:
    wanted = asked or partner.letter_language
    return wanted if wanted in LetterLanguage.values else ""


def _day(asked: str | None, occasion: Occasion | None) -> dt.date | None:
    if occasion is None:
        return None
    try:
        since = dt.date.fromisoformat(asked or "")
    except ValueError:
        since = timezone.localdate()
    return occasion.next_on(since)


def _addressee(partner: Partner, user) -> dict:
    """Who holds the first post there today, as far as the reader may see contacts; else nobody in particular."""
    posts = ContactPost.objects.filter(partner=partner, is_sole=True, left_on=None)
    visible = ContactPost.contact.field.related_model.objects.visible_to(user).live()
    post = posts.filter(contact__in=visible).select_related("contact").order_by("took_up_on", "pk").first()
    form = (post.contact.address_form if post else "") or partner.address_form
    return {
        "addressee_name": post.contact.name if post else "",
        "addressee_post": post.title if post else "",
        "address_form": form,
    }
