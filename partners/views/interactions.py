"""Matters reported upward and printed; people to choose from."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal.access.permissions import Permission
from portal.access.scope import has, visible
from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.people.models import Person
from portal.rendering.registry import PrintingError, print_document
from portal.text import fold

from ..forms.interactions import CONTACT, PERSON
from ..models import Contact, Matter
from ..services.matters import report_matter

MOST_CHOICES = 25


# -- matters --


def _matter(request, pk: int) -> Matter:
    rows = Matter.objects.visible_to(request.user).select_related("partner", "unit")
    return get_object_or_404(rows, pk=pk)


@require_POST
def report(request, pk):
    """One tap: the matter is reported upward; a second one says when that was."""
    matter = _matter(request, pk)
    try:
        report_matter(matter, by=request.user, at=timezone.now())
    except ValidationError as refused:
        for sentence in refused.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, _("Reported upward; those concerned have been told."))
    return redirect(matter)


@require_GET
def matter_file(request, pk, format):
    """The ad-hoc report as PDF or DOCX; printing leaves a trace."""
    matter = _matter(request, pk)
    try:
        printed = print_document("matter-report", str(matter.pk), user=request.user, format=format)
    except PrintingError as unknown:
        raise Http404 from unknown
    write_trail(Verb.PRINTED, matter, by=request.user, details={"format": format})
    headers = {"Content-Disposition": f'inline; filename="{printed.filename}"'}
    return HttpResponse(printed.content, content_type=printed.content_type, headers=headers)


# -- people to choose from while typing --


@require_GET
def people_choices(request):
    """`GET ?q=` our people, as far as the reader may see them: `[{"value": key, "text": …}]`."""
    return JsonResponse([_option(one.pk, one) for one in _people(request)], safe=False)


@require_GET
def attendee_choices(request):
    """`GET ?q=` our people and contacts there: values "person:3" and "contact:5"."""
    ours = [_option(f"{PERSON}:{one.pk:d}", one) for one in _people(request)]
    theirs = [_option(f"{CONTACT}:{one.pk:d}", one, one.partner.short_label) for one in _contacts(request)]
    return JsonResponse([*ours, *theirs], safe=False)


@require_GET
def contact_choices(request):
    """`GET ?q=` contacts that the reader may see."""
    found = [_option(one.pk, one, one.partner.short_label) for one in _contacts(request)]
    return JsonResponse(found, safe=False)


def _people(request):
    rows = visible(Person, request.user).filter(archived_at=None).prefetch_related("posts__unit")
    for word in fold(request.GET.get("q", "")).split():
        rows = rows.filter(search_text__contains=word)
    return rows.order_by("sort_key", "pk")[:MOST_CHOICES]


def _contacts(request):
    if not has(request.user, Permission.RECORD_VIEW):
        return []
    rows = Contact.objects.visible_to(request.user).live().called(request.GET.get("q", ""))
    return rows.select_related("partner").prefetch_related("posts").order_by("sort_key", "pk")[:MOST_CHOICES]


def _option(value, one: Person | Contact, where: str = "") -> dict:
    today = timezone.localdate()
    posts = one.posts_on(today) if isinstance(one, Person) else one.posts_held(on=today)
    title = posts[0].title if posts else ""
    where = where or (str(posts[0].unit) if posts else "")
    return {"value": str(value), "text": " – ".join(filter(None, [one.name, title, where]))}
