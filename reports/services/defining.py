"""Who may change types of reports and indicators."""

from django.core.exceptions import PermissionDenied

from reports.querysets.types import defines


def require_defining(user) -> None:
    """Raise PermissionDenied unless the user may."""
    if not defines(user):
        raise PermissionDenied
