"""What units of one kind are compared by: agreements in force on the day of the figures."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from portal.dashboard.peers import Counted, led_or_shared, peer
from portal.dashboard.years import ShownYear

from ..figures import in_force_at
from ..models import Agreement


@peer("agreements", label=_("Agreements in force"), models=(Agreement,), order=40)
def agreements(unit_ids: Sequence[int], year: ShownYear) -> Counted:
    """A stock: as it stands on the day, whichever year is asked for."""
    return led_or_shared(in_force_at(Agreement.objects.all(), year.today), unit_ids)
