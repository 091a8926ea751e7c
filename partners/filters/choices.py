"""A filter by partner that asks while one types: ten thousand partners are no longer list than ten."""

import django_filters as filters
from django.urls import reverse_lazy

from portal.ui.controls import RemoteSelect

from ..models import Partner


class PartnerChoiceFilter(filters.ModelChoiceFilter):
    """One living partner, found by any of its names."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("queryset", Partner.objects.live())
        kwargs.setdefault("widget", RemoteSelect(reverse_lazy("partners:partner-choices")))
        super().__init__(*args, **kwargs)
