"""Partners to choose from while typing."""

from django.db.models import Case, When
from django.http import JsonResponse
from django.views.decorators.http import require_GET

from ..models import Partner

MOST_CHOICES = 50


@require_GET
def partner_choices(request):
    """`GET ?q=&country=` partners of any name that holds the words, as `[{"value", "text"}]` for a select.

    Those of the country come first, then the likeliest by name (`PartnerQuerySet.ranked`).
    """
    typed = request.GET.get("q", "")
    found = Partner.objects.visible_to(request.user).live().called(typed).ranked(typed)
    asked = request.GET.get("country", "")
    at_home = Case(When(country=asked if asked.isalpha() else "--", then=0), default=1)
    ordered = found.alias(at_home=at_home).order_by("at_home", "rank", "sort_key", "pk")
    return JsonResponse([_choice(partner) for partner in ordered[:MOST_CHOICES]], safe=False)


def _choice(partner: Partner) -> dict:
    text = " – ".join(filter(None, [str(partner), partner.country_label]))
    return {"value": str(partner.pk), "text": text}
