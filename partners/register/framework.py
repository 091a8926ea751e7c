"""The framework of a relationship, changed on a page of its own: a part of the partner, with its conflicts."""

from django.utils.translation import gettext_lazy as _

from ..forms.relationship import FrameworkForm
from ..services import save_partner
from .partners import PartnerRegister


class FrameworkRegister(PartnerRegister):
    """Level, focus and who answers for it. Only its page for changing has an address."""

    form_class = FrameworkForm
    title_one = _("Framework of the relationship")

    def save(self, form, *, by):
        return save_partner(form.record(), by=by, revision=form.cleaned_data.get("revision"))
