"""Who may open a page of administration."""

from collections.abc import Callable
from functools import wraps

from portal.access.permissions import Permission
from portal.access.scope import require


def needs(permission: Permission) -> Callable:
    """Decorator for a view: 403 without the permission. All of these are held on the Confederation."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            require(request.user, permission)
            return view(request, *args, **kwargs)

        return guarded

    return decorate
