"""Choices of filters: a partner asked for while one types (ten thousand are no longer a list than ten), an officer."""

import django_filters as filters
from django.urls import reverse_lazy

from portal.people.models import Person
from portal.ui.controls import RemoteSelect

from ..models import Partner


class PartnerChoiceFilter(filters.ModelChoiceFilter):
    """One living partner, found by any of its names."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("queryset", Partner.objects.live())
        kwargs.setdefault("widget", RemoteSelect(reverse_lazy("partners:partner-choices")))
        super().__init__(*args, **kwargs)


def responsible_officers(request):
    """Who looks after one of the partners that the reader may see: their pages name the officer, too."""
    seen = Partner.objects.visible_to(request.user) if request else Partner.objects.none()
    known = Person.objects.filter(pk__in=seen.exclude(responsible=None).values("responsible"))
    return known.order_by("sort_key").only("name")
