"""The ledger of promises filtered by the agreement in which they were made."""

import django_filters as filters
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from partners.filters.promises import add_filter
from portal.ui.controls import RemoteSelect

from ..models import Agreement


def _seen(request):
    return Agreement.objects.visible_to(request.user) if request else Agreement.objects.none()


class AgreementChoiceFilter(filters.ModelChoiceFilter):
    """One agreement that the reader may see, asked for while typing."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("queryset", _seen)
        kwargs.setdefault("widget", RemoteSelect(reverse_lazy("agreements:agreement-choices")))
        super().__init__(*args, **kwargs)


add_filter(
    "agreement", AgreementChoiceFilter(field_name="agreement_commitment__agreement", label=_("Agreement"))
)


class _Bound(filters.ChoiceFilter):
    """Promises of agreements that the reader sees."""

    def filter(self, queryset, value):
        if not value:
            return queryset
        seen = _seen(getattr(self.parent, "request", None)).live().order_by()
        return queryset.filter(agreement_commitment__agreement__in=seen.values("pk"))


add_filter("bound", _Bound(label=_("Binding"), choices=[("yes", _("promises of agreements alone"))]))
