"""Commitments on the page of an agreement; the ledger knows agreements by its filter."""

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from partners.models import NextStep
from partners.panels.promises import promise_line
from portal.registers.panels import Panel, panel
from portal.ui.formats import number_vi

from ..figures.commitments import implementation_of
from ..filters import commitments  # noqa: F401 - adds its filter to the ledger
from .tabs import tab, tab_url

SHOWN = 4

tab("commitments", _("Commitments"), "agreements:agreement-commitments", order=40)


@panel("agreements.agreement", order=20)
def commitments_of_agreement(agreement, user):
    """How much of what fell due was kept, and what is still owed, the most urgent first."""
    told = implementation_of(agreement, user, on=timezone.localdate())
    if not told.all:
        return None
    rows = NextStep.objects.visible_to(user).open().filter(agreement_commitment__agreement=agreement)
    lines = [promise_line(step) for step in rows.most_urgent_first().select_related("owner", "unit")[:SHOWN]]
    if told.due:
        facts = {"kept": number_vi(told.kept), "due": number_vi(told.due), "percent": told.percent}
        sentence = _now("%(kept)s of %(due)s promises that fell due were kept (%(percent)s %%)") % facts
        lines.insert(0, {"text": sentence, "url": tab_url(agreement, "commitments")})
    return Panel(_("Commitments"), lines, count=told.all, more_url=tab_url(agreement, "commitments"))
