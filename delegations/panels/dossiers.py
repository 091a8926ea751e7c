"""The tabs of a dossier that every delegation and conference has; where the parts of dossiers are looked up."""

from django.utils.translation import gettext_lazy as _

from portal.ui import navigation

from ..models import Event
from .tabs import tab

tab("dossier", _("Dossier"), "delegations:delegation-dossier", order=10)
tab("dossier", _("Dossier"), "delegations:event-dossier", order=10, of=Event)
tab("members", _("Members"), "delegations:members", order=20)
tab("programme", _("Programme"), "delegations:delegation-programme", order=30)
tab("programme", _("Programme"), "delegations:event-programme", order=30, of=Event)

navigation.register(
    navigation.Entry(
        navigation.Group.LOOK_UP, _("Parts of a dossier"), "delegations:requirement-list", "list-checks", order=62,
    )
)  # fmt: skip
