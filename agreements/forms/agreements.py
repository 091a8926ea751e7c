"""Forms of agreements."""

from django.utils.translation import gettext_lazy as _

from portal.registers.forms import RecordForm

from ..models import Agreement
from .shared import MORE, UNKNOWN_PARTNER, partners_field


class AgreementForm(RecordForm):
    groups = (
        (_("General"), ("unit", "kind", "title", "partners", "partners_written", "country")),
        (_("Signing"), ("signed_on", "place", "our_signatory", "our_signatory_post", "foreign_signatory",
                        "foreign_signatory_post", "level", "languages")),
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
            "recommendation", "reported_on", "other_units", "notes", "source_url",
        ]  # fmt: skip
        labels = {"partners_written": _("Partner not in the list")}
        help_texts = {
            "partners_written": UNKNOWN_PARTNER,
            "planned_on": _("For example: quarter III of next year."),
            "ends_on": _("A year is enough: 2028 means until 31/12/2028."),
        }
