"""What allauth asks of us: who may sign in, what its sentences say, where people go."""

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .backends import is_barred

_MISMATCH = _(
    "Account name, password: found two that do not belong together, expected both exactly as they were set "
    "(capital letters count)."
)
_TOO_MANY = _("Too many attempts. Wait five minutes, or ask the administrator for a one-time code.")


class InvitedOnly(DefaultAccountAdapter):
    """Accounts are made by administrators; nobody signs up by themselves."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _MISMATCH,
        "email_password_mismatch": _MISMATCH,
        "too_many_login_attempts": _TOO_MANY,
        "rate_limited": _TOO_MANY,
        "enter_current_password": _(
            "Present password: found another one, expected the password that you sign in with now."
        ),
        "invalid_password_reset": _("This link has expired or was used already."),
    }

    def is_open_for_signup(self, request):
        return False

    def authenticate(self, request, **credentials):
        """SECURITY: allauth hands back whom the backend refused, to explain why; the barred get no explanation."""
        user = super().authenticate(request, **credentials)
        return None if user is not None and is_barred(user) else user

    def set_password(self, user, password):
        user.must_change_password = False
        super().set_password(user, password)

    def get_password_change_redirect_url(self, request):
        return reverse("accounts:profile")
