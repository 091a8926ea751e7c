"""What a unit asked and waits for: opinions on a draft, partners that were asked for support."""

from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.access.scope import seeds
from portal.dashboard.registry import Kind, Reader, Sent, sent

from ..figures.procedure import chase_of
from ..models import OPEN_STATES, Approach, ApproachAnswer, Need, Opinion, Procedure


@sent(order=44, permission=Permission.RECORD_EDIT)
def opinions_asked(reader: Reader) -> list[Sent]:
    """Bodies that were asked for their opinion and have not answered, the earliest due first."""
    mine = Procedure.objects.visible_to(reader.user).live().filter(
        unit__in=seeds(reader.user, Permission.RECORD_EDIT), state__in=OPEN_STATES
    )  # fmt: skip
    rows = Opinion.objects.filter(procedure__in=mine, answer="").select_related("procedure__agreement")
    return [
        Sent(
            _("Opinion on: %(procedure)s") % {"procedure": row.procedure}, row.procedure.get_absolute_url(), row.body,
            row.asked_on, row.due_on, Kind.AGREEMENT, small=row.letter_number, icon="mail",
            chase=chase_of(row),
        )
        for row in rows.order_by("due_on", "asked_on", "pk")[: reader.most]
    ]  # fmt: skip


@sent(order=46, permission=Permission.RECORD_EDIT)
def partners_asked(reader: Reader) -> list[Sent]:
    """Partners that were asked to meet a need of the reader's own units."""
    needs = (
        Need.objects.visible_to(reader.user)
        .live()
        .filter(unit__in=seeds(reader.user, Permission.RECORD_EDIT))
    )
    rows = Approach.objects.filter(need__in=needs, answer=ApproachAnswer.WAITING).select_related(
        "need", "partner"
    )
    return [
        Sent(
            _("Support for: %(need)s") % {"need": row.need}, row.need.get_absolute_url(), row.partner.short_label,
            row.asked_on, kind=Kind.AGREEMENT, small=row.asked_how, icon="handshake",
        )
        for row in rows.order_by("asked_on", "pk")[: reader.most]
    ]  # fmt: skip
