"""Agreements to choose from while typing."""

from django.http import JsonResponse
from django.views.decorators.http import require_GET

from ..models import Agreement

MOST_CHOICES = 50


@require_GET
def agreement_choices(request):
    """`GET ?q=` agreements that the reader may see and that are called by all that was typed, newest first."""
    found = Agreement.objects.visible_to(request.user).live().called(request.GET.get("q", ""))
    rows = found.select_related("unit").order_by("-placed_to", "-pk")[:MOST_CHOICES]
    return JsonResponse([{"value": str(row.pk), "text": _label(row)} for row in rows], safe=False)


def _label(agreement: Agreement) -> str:
    return " – ".join(filter(None, [agreement.title, agreement.term_label(), agreement.unit.short_name]))
