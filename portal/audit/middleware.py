"""Puts who is acting beside every field change that the database triggers record."""

import pghistory


class ActorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in ("GET", "HEAD", "OPTIONS") or not request.user.is_authenticated:
            return self.get_response(request)
        with acting(request.user):
            return self.get_response(request)


def acting(user):
    """Context manager: field changes inside it are attributed to `user` (also for commands and jobs)."""
    return pghistory.context(user=user.pk, who=str(user))
