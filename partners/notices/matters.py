"""A matter reported upward: to the International Department; of the centre's own matters, to the leaders."""

from portal.access.models import RoleAssignment
from portal.access.permissions import Permission
from portal.accounts.models import User
from portal.notifications.services import tell_message


def readers_of(matter):
    """Whom a report of this matter reaches."""
    permission = Permission.DECIDE if matter.unit.is_central else Permission.PARTNER_EDIT
    held = RoleAssignment.objects.current().permitting(permission)
    return User.objects.active().filter(roles__in=held).distinct()


def tell_matter(matter, *, by, at) -> None:
    """A notice and a letter: whose matter, what it is called, where it stands; nothing of its content."""
    people = [user for user in readers_of(matter) if user != by]
    key = f"partners/matter:{matter.pk}:{at.isoformat()}"
    context = {"matter": matter, "unit": matter.unit}
    url = matter.get_absolute_url()
    tell_message(people, "partners/matter", context, url, about=matter, by=by, key=key)
