"""The framework of a relationship, changed on a page of its own: a part of the partner, with its conflicts."""

from django.utils.translation import gettext_lazy as _

from portal.registers.register import Register

from ..forms.relationship import FrameworkForm
from ..models import Partner
from ..services import save_partner


class FrameworkRegister(Register):
    """Level, focus and who answers for it. Only its page for changing has an address; the rest is the partner's."""

    model = Partner
    form_class = FrameworkForm
    namespace, name = "partners", "partner"
    title, title_one = _("Partners"), _("Framework of the relationship")

    def save(self, form, *, by):
        return save_partner(form.record(), by=by, revision=form.cleaned_data.get("revision"))
