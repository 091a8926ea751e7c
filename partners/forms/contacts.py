"""Forms of contacts."""

from portal.registers.forms import RecordForm

from ..models import Contact


class ContactForm(RecordForm):
    class Meta:
        model = Contact
        fields = [
            "unit", "partner", "name", "post", "address_form", "languages", "telephone", "email", "took_up_on",
            "left_on", "notes",
        ]  # fmt: skip
