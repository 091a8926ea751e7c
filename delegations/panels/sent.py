"""What a person gave to others after visits and waits for: recommendations and tasks."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.permissions import Permission
from portal.dashboard.registry import Kind, Reader, Sent, sent

from ..models import FollowUp
from ..notices.follow_up import chase_text


@sent(order=38, permission=Permission.RECORD_VIEW)
def follow_up_given_to_others(reader: Reader) -> list[Sent]:
    """What the reader wrote down: tasks that others look after, recommendations that nobody answered."""
    rows = FollowUp.objects.visible_to(reader.user).open().filter(created_by_id=reader.user.pk, done_on=None)
    others = Q(kind="task", owner__isnull=False) & ~Q(owner__user=reader.user)
    rows = rows.filter(others | Q(kind="recommendation", answered_on=None)).for_list().most_urgent_first()
    return [_sent(row) for row in rows[: reader.most]]


def _sent(row: FollowUp) -> Sent:
    whom = str(row.owner) if row.owner else row.addressee
    return Sent(
        row.text, row.get_absolute_url(), f"{whom} · {row.unit.short_name}", timezone.localtime(row.created_at).date(),
        row.due_on, Kind.FOLLOW_UP, small=_("After: %(activity)s") % {"activity": row.activity}, icon="list-checks",
        chase=chase_text(row),
    )  # fmt: skip
