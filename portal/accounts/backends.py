"""Who is let in: allauth's backend, and no demonstration account where real work is done."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings


def is_barred(user) -> bool:
    """SECURITY: the password of demonstration accounts stands in the README."""
    return user.is_demonstration and settings.PRODUCTION


class Backend(AuthenticationBackend):
    def user_can_authenticate(self, user):
        """Also asked for each request of somebody who signed in before."""
        return super().user_can_authenticate(user) and not is_barred(user)
