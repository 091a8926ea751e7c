"""Filters above the list of contacts."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from portal.registers.filters import RegisterFilter

from ..models import Contact, Partner


class ContactFilter(RegisterFilter):
    partner = filters.ModelChoiceFilter(label=_("Partner"), queryset=Partner.objects.live())

    class Meta:
        model = Contact
        fields = ["partner"]
