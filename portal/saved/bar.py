"""What stands above the rows of every list: its views, its columns, its workbook; and what no longer holds."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote
from uuid import UUID

from django import forms
from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.ui.addresses import place
from portal.ui.filtering import VIEW, without_any
from portal.ui.remembered import Remembered

from .models import SavedView
from .places import LONGEST, asked_in, place_of

#: What the filters above a list know nothing of, but keep.
KEPT = ("sort", "cot", "archived", VIEW)
_DRAWN = Remembered(512)


@dataclass(frozen=True)
class Offers:
    """What a list offers beside its views: the dialog of its columns, its workbook as seen and with all columns."""

    columns: str = ""
    seen: str = ""
    whole: str = ""


@dataclass(frozen=True)
class Opened:
    """The view by which a list was opened, and whether it still asks for the same."""

    view: SavedView | None = None
    is_own: bool = False
    differs: bool = False
    notes: list[str] = field(default_factory=list)


def drawn_tools(request: HttpRequest, form: forms.BaseForm | None, offers: Offers) -> SafeString:
    """The tools of the list that `request` shows, by the conditions it shows now. `form`: its filters, if bound.

    Without a view all that they show is in the address, and by that they are remembered.
    """
    if request.GET.get(VIEW):
        return _draw(request, form, offers, _opened(request, form))
    opened = Opened(notes=[*refused_conditions(form)])
    if opened.notes:
        return _draw(request, form, offers, opened)
    key = (request.get_full_path(), offers, _foreign(request, form), get_language(), place())
    return _DRAWN.get(key, lambda: _draw(request, form, offers, opened))


def _draw(request, form, offers: Offers, opened: Opened) -> SafeString:
    query = asked_in(request.GET)
    address = f"{request.path}?{query}" if query else request.path
    kept = quote(request.path if len(query) > LONGEST else address, safe="")
    length = f"&dai={len(query)}" if len(query) > LONGEST else ""
    values = {
        "opened": opened,
        "offers": offers,
        "menu_url": f"{reverse('saved:menu')}?noi={quote(place_of(request.resolver_match))}",
        "keep_url": f"{reverse('saved:keep')}?tu={kept}{length}",
        "renew_url": f"{reverse('saved:renew', args=[opened.view.key])}?tu={kept}" if opened.differs else "",
        "help_url": f"{reverse('help:here')}?noi={quote(request.resolver_match.view_name)}",
        "address": f"{settings.PORTAL_ADDRESS.rstrip('/')}{address}",
        "plain_url": without_any(request) if opened.view else "",
        "kept": _foreign(request, form),
        "csrf_token": get_token(request) if opened.differs else "",
    }
    return render_to_string("saved/_tools.html", values)


def _foreign(request, form) -> tuple[tuple[str, str], ...]:
    """What the address says that the filters do not: they carry it along when they change."""
    own = form.fields if form is not None else ()
    return tuple(
        (name, value) for name in KEPT if name not in own for value in request.GET.getlist(name) if value
    )


def _opened(request, form) -> Opened:
    try:
        key = UUID(request.GET[VIEW])
    except ValueError:
        return Opened(notes=[*refused_conditions(form)])
    view = SavedView.objects.visible_to(request.user).filter(key=key).first()
    if view is None or view.place != place_of(request.resolver_match):
        return Opened(notes=[*refused_conditions(form)])
    is_own = view.owner_id == request.user.pk
    notes = [*refused_conditions(form), *_ended(form)]
    return Opened(view, is_own, is_own and asked_in(request.GET) != view.query, notes)


def refused_conditions(form: forms.BaseForm | None) -> Iterator[str]:
    """One sentence for each condition of the address that the list cannot ask any more: what it names is gone."""
    if form is None or not form.is_bound:
        return
    for name in form.errors:
        if name in form.fields:
            said = {"condition": form[name].label, "why": " ".join(form.errors[name])}
            yield (
                _("The condition “%(condition)s” no longer holds, and the list is shown without it. %(why)s")
                % said
            )


def _ended(form) -> Iterator[str]:
    """What a view still asks for, though it was set aside or came to its end since."""
    for name, value in getattr(form, "cleaned_data", {}).items():
        if not isinstance(value, Model):
            continue
        said = {"condition": form[name].label, "value": value}
        if getattr(value, "archived_at", None):
            yield _("The condition “%(condition)s” names “%(value)s”, which was archived since.") % said
        ends = getattr(value, "valid_to", None)
        if ends and ends < timezone.localdate():
            said["day"] = date_format(ends, "d/m/Y")
            yield _("The condition “%(condition)s” names “%(value)s”, which ended on %(day)s.") % said
