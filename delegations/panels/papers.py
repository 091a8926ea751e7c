"""The tab of papers on the page of a delegation and of a conference."""

from django.utils.translation import gettext_lazy as _

from ..models import Event
from .tabs import tab

tab("papers", _("Papers"), "delegations:delegation-papers", order=50)
tab("papers", _("Papers"), "delegations:event-papers", order=50, of=Event)
