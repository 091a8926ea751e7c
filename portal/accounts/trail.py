"""Signing in and out leaves a trace. Django and allauth tell of it by signals, so here we listen to them."""

from allauth.account.signals import password_changed, password_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import Q
from django.dispatch import receiver

from portal.audit.models import Verb
from portal.audit.trail import record

from .models import User


@receiver(user_logged_in, dispatch_uid="accounts.signed_in")
def signed_in(sender, request, user, **kwargs):
    record(Verb.SIGNED_IN, user, by=user)


@receiver(user_logged_out, dispatch_uid="accounts.signed_out")
def signed_out(sender, request, user, **kwargs):
    if user is not None:
        record(Verb.SIGNED_OUT, user, by=user)


@receiver(user_login_failed, dispatch_uid="accounts.sign_in_failed")
def sign_in_failed(sender, credentials, **kwargs):
    """A name that is nobody's is not kept: it may be a password typed into the wrong box."""
    name = credentials.get("username") or credentials.get("email") or ""
    user = User.objects.filter(Q(username__iexact=name) | Q(email__iexact=name)).first() if name else None
    record(Verb.SIGN_IN_FAILED, user, by=user, details={} if user else {"account": "unknown"})


@receiver([password_changed, password_reset], dispatch_uid="accounts.password_changed")
def password_set(sender, user, **kwargs):
    record(Verb.PASSWORD_CHANGED, user, by=user)
