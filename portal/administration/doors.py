"""Who may open a page of administration."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied

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


def in_office(view: Callable) -> Callable:
    """Decorator for a view: 403 for who holds no office today. For what everybody in the house may read."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.roles.current().exists():
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
