"""Filters above the parts of dossiers."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from portal.registers.filters import RegisterFilter

from ..models import DossierKind, Requirement, Stage


class RequirementFilter(RegisterFilter):
    kind = filters.ChoiceFilter(label=_("Dossier"), choices=DossierKind.choices)
    stage = filters.ChoiceFilter(label=_("Needed before"), choices=Stage.choices)

    class Meta:
        model = Requirement
        fields = ["kind", "stage"]
