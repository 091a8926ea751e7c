"""Partners to choose from while typing."""

from django.db.models import Case, When
from django.http import JsonResponse
from django.views.decorators.http import require_GET

from portal.text import fold

from ..models import Partner

MOST_CHOICES = 50


@require_GET
def partner_choices(request):
    """`GET ?q=&country=` partners of any name that holds the words, as `[{"value", "text"}]` for a select.

    Those of the country come first, then those whose own name or acronym begins with the words.
    """
    words = fold(request.GET.get("q", ""))
    found = Partner.objects.visible_to(request.user).live().search(words)
    ranked = found.alias(
        at_home=Case(When(country=request.GET.get("country") or "--", then=0), default=1),
        begins=Case(When(pk__in=Partner.objects.beginning_with(words).values("pk"), then=0), default=1),
    ).order_by("at_home", "begins", "sort_key")
    return JsonResponse([_choice(partner) for partner in ranked[:MOST_CHOICES]], safe=False)


def _choice(partner: Partner) -> dict:
    text = " – ".join(filter(None, [str(partner), partner.country_label]))
    return {"value": str(partner.pk), "text": text}
