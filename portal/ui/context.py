"""What every page knows: whose portal it is, where one can go, who is signed in."""

from functools import cache

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.ui import navigation

PORTAL_NAME = _("Foreign relations management system")


def shell(request) -> dict:
    """Context processor. What follows from the person is a function: a fragment for htmx never counts badges.

    Each is asked once for the page (`cache`), however often the template names it.
    """
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    numbers = cache(lambda: navigation.numbers(user))
    return {
        "organisation": settings.ORGANISATION,
        "department": settings.DEPARTMENT,
        "portal_name": PORTAL_NAME,
        "demonstration": settings.DEMONSTRATION,
        "login_url": settings.LOGIN_URL,
        "navigation": cache(lambda: navigation.sidebar(user, request.path, numbers)) if signed_in else (),
        "header_links": cache(lambda: navigation.links(navigation.Group.HEADER, user, request.path, numbers))
        if signed_in
        else (),
        "user_label": cache(lambda: user_label(user)) if signed_in else "",
        "user_caption": cache(lambda: str(getattr(user, "caption", "") or "")) if signed_in else "",
        "user_initials": cache(lambda: initials(user_label(user))) if signed_in else "",
    }


def user_label(user) -> str:
    """The name by which the portal addresses the person: the full name, else the name of the account."""
    return user.get_full_name() or user.get_username()


def initials(name: str) -> str:
    """Two letters, of the middle or family name and of the given name, which in Vietnamese stands last."""
    words = [word for word in name.replace(".", " ").split() if word[0].isalnum()]
    return "".join(word[0].upper() for word in words[-2:])
