"""What units of one kind are compared by: trips, guests, conferences. Each counts as the dashboard's other panels do."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from portal.dashboard.peers import Counted, led_or_shared, peer
from portal.dashboard.years import ShownYear

from ..figures import events, incoming, outgoing
from ..models import Delegation, Event


@peer("trips", label=_("Outgoing delegations"), models=(Delegation,), order=10)
def trips(unit_ids: Sequence[int], year: ShownYear) -> Counted:
    return led_or_shared(outgoing(Delegation.objects.all(), year.first, year.until), unit_ids)


@peer("guests", label=_("Incoming delegations"), models=(Delegation,), order=20)
def guests(unit_ids: Sequence[int], year: ShownYear) -> Counted:
    return led_or_shared(incoming(Delegation.objects.all(), year.first, year.until), unit_ids)


@peer("conferences", label=_("Conferences, seminars"), models=(Event,), order=30)
def conferences(unit_ids: Sequence[int], year: ShownYear) -> Counted:
    return led_or_shared(events(Event.objects.all(), year.first, year.until), unit_ids)
