"""The tab of a partner with its days to remember and the letters exchanged."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal.access.scope import has

from ..figures.occasions import coming, lead_times
from ..models import Message, Occasion
from ..register.letter_states import TONES
from .occasions import line_of
from .partner_pages import of_partner, partner_page

A_YEAR, SHOWN = 366, 20


@require_GET
@of_partner
def letters(request, partner):
    """`GET`: the days of the next year, the partner's own and its country's; the last letters, both ways."""
    today = timezone.localdate()
    times, may_write = lead_times(today), has(request.user, "record.edit")
    occasions = Occasion.objects.visible_to(request.user).of_partner(partner).select_related("partner")
    seen = Message.objects.visible_to(request.user)
    mine = seen.filter(partner=partner)
    found = coming(occasions, on=today, days=A_YEAR, sudden_open=times.sudden_open, letters=mine)
    rows = list(mine.live().placed().select_related("unit").order_by("-placed_on", "-pk")[:SHOWN])
    return partner_page(
        request, partner, "letters", "partners/letters.html", page_title=_("Letters and occasions"),
        lines=[line_of(row, times.last, may_write=may_write, partner=partner) for row in found],
        letters=[{"letter": one, "tone": TONES[one.state]} for one in rows], may_write=may_write,
        **_addresses(partner, request.user),
    )  # fmt: skip


def _addresses(partner, user) -> dict[str, str]:
    query = urlencode({"partner": partner.pk})
    may_add = Occasion.may_create(user)
    return {
        "letters_url": f"{reverse('partners:message-list')}?{query}",
        "came_url": f"{reverse('partners:message-create')}?flow=theirs&{query}",
        "start_url": f"{reverse('partners:message-start')}?{query}",
        "occasion_add_url": f"{reverse('partners:occasion-create')}?{query}" if may_add else "",
    }
