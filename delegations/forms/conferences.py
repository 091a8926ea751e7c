"""Forms of a conference's own pages: what its permission file says, and what we put forward there."""

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from partners.models import Initiative, Partner
from portal.registers.forms import RecordForm, refuse_marks
from portal.ui.controls import RemoteSelect
from portal.ui.refusals import NamedRefusals

from ..models import Event
from ..services.conferences import NO_DAY


class ContentForm(RecordForm):
    """Reason and purpose, content and points online, as the request for permission tells them (Mẫu 01, QĐ 06/2020)."""

    class Meta:
        model = Event
        fields = ["rationale", "agenda", "mode", "online_points", "our_role"]


class PutForwardForm(NamedRefusals, forms.ModelForm):
    """A new initiative or intervention; its forum, days and unit are those of the conference."""

    class Meta:
        model = Initiative
        fields = ["kind", "title", "partner", "content_theme", "topic", "outcome"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        partner = self.fields["partner"]
        partner.queryset = Partner.objects.live()
        partner.widget = RemoteSelect(reverse_lazy("partners:partner-choices"))
        partner.widget.choices = partner.choices

    def clean(self):
        given = refuse_marks(self, super().clean())
        if self.instance.starts_on is None:
            self.add_error(None, NO_DAY)
        return given

    def _post_clean(self):
        """The model would refuse a day that this form does not ask for."""
        if self.instance.starts_on is not None:
            super()._post_clean()


class LinkInitiativeForm(NamedRefusals, forms.Form):
    """One that stands in the register already."""

    initiative = forms.ModelChoiceField(label=_("From the register"), queryset=Initiative.objects.none())

    def __init__(self, *args, user, event, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Initiative.objects.visible_to(user).live().exclude(told_at=event)
        self.fields["initiative"].queryset = rows.order_by("-placed_to", "-pk")
