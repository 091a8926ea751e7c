"""The accounts that the sign-in page of a demonstration offers."""

import datetime as dt

from django.conf import settings

from .models import User


def demonstration_accounts(*, on: dt.date) -> list[dict]:
    """[{"who", "username", "offices": [(role, unit), …]}, …]; empty where real work is done."""
    if not settings.DEMONSTRATION:
        return []
    users = User.objects.active().filter(is_demonstration=True).prefetch_related("roles__unit").order_by("pk")
    return [{"who": str(user), "username": user.username, "offices": _offices(user, on)} for user in users]


def _offices(user: User, on: dt.date) -> list[tuple]:
    return [
        (office.definition.label, office.unit)
        for office in user.roles.all()
        if office.valid_from <= on and (office.valid_to is None or on <= office.valid_to)
    ]
