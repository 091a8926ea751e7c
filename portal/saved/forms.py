"""What one says of a view that one keeps."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.documents.secrecy import mark_in_name
from portal.ui.refusals import NamedRefusals
from portal.units.models import Unit

from .models import SavedView


class ViewForm(NamedRefusals, forms.ModelForm):
    """Name, with whom it is shared, whether the list opens with it."""

    class Meta:
        model = SavedView
        fields = ("name", "unit", "opens_first")
        labels = {
            "name": gettext_lazy("Name"),
            "unit": gettext_lazy("Share with the unit"),
            "opens_first": gettext_lazy("Open this list with it each time"),
        }
        help_texts = {
            "unit": gettext_lazy("Colleagues see the same conditions, each only the records they may see."),
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        mine = [office.unit_id for office in user.offices_today]
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=mine).order_by("sort_key")
        self.fields["unit"].empty_label = _("nobody: it is mine alone")

    def clean_name(self):
        if mark := mark_in_name(self.cleaned_data["name"]):
            raise ValidationError(
                _("The text holds “%(mark)s”. Expected: no state secrets.") % {"mark": mark}
            )
        return self.cleaned_data["name"]

    def _post_clean(self):
        """The service says what a view may be; the instance stays as it is."""

    def said(self) -> dict:
        """What the services are given."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}
