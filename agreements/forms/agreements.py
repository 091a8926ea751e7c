"""Forms of agreements."""

from django import forms
from django.db.models import Q
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from partners.forms.interactions import PEOPLE, remote
from portal.access.scope import visible
from portal.people.models import Person
from portal.registers.forms import RecordForm
from portal.ui.controls import RemoteSelect

from ..models import Agreement
from .shared import MORE, UNKNOWN_PARTNER, partners_field

AGREEMENTS = reverse_lazy("agreements:agreement-choices")


class AgreementForm(RecordForm):
    groups = (
        (_("General"), ("unit", "kind", "title", "partners", "partners_written", "country", "framework", "renews",
                        "officer")),
        (_("Signing"), ("signed_on", "place", "our_signatory", "our_signatory_post", "foreign_signatory",
                        "foreign_signatory_post", "level", "languages", "states_not_binding")),
        (_("Term"), ("starts_on", "ends_on", "has_no_term", "auto_renewal", "notice_days")),
        (_("Planned"), ("is_planned", "planned_on")),
        (_("Content and implementation"), ("fields_of_cooperation", "content", "implementation", "difficulties",
                                           "recommendation", "reported_on")),
        (_("More"), MORE),
    )  # fmt: skip

    partners = partners_field(_("Partners"))

    class Meta:
        model = Agreement
        fields = [
            "unit", "kind", "title", "partners", "partners_written", "country", "is_planned", "planned_on",
            "signed_on", "place", "starts_on", "ends_on", "has_no_term", "auto_renewal", "notice_days",
            "level", "languages", "our_signatory", "our_signatory_post", "foreign_signatory",
            "foreign_signatory_post", "fields_of_cooperation", "content", "implementation", "difficulties",
            "recommendation", "reported_on", "framework", "renews", "officer", "states_not_binding",
            "other_units", "notes", "source_url",
        ]  # fmt: skip
        labels = {"partners_written": _("Partner not in the list")}
        widgets = {"states_not_binding": forms.NullBooleanSelect}
        help_texts = {
            "partners_written": UNKNOWN_PARTNER,
            "planned_on": _("For example: quarter III of next year."),
            "ends_on": _("A year is enough: 2028 means until 31/12/2028."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        seen = Agreement.objects.visible_to(self.user).live()
        for name in ("framework", "renews"):
            kept = Q(pk=getattr(self.instance, f"{name}_id"))
            offered = Agreement.objects.filter(kept | Q(pk__in=seen.values("pk")))
            remote(self.fields[name], RemoteSelect(AGREEMENTS), offered.exclude(pk=self.instance.pk))
        people = Q(pk__in=visible(Person, self.user).values("pk")) | Q(pk=self.instance.officer_id)
        remote(self.fields["officer"], RemoteSelect(PEOPLE), Person.objects.filter(people))
