"""Accounts are made, given a way in, and closed. No password, code or link is ever written to the trail."""

import datetime as dt
import secrets

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record
from portal.text import normalise

from .models import CODE_LIVES, OneTimeCode, User

CODE_DIGITS = 8
CODE_ATTEMPTS = 5


@transaction.atomic
def create_account(
    *,
    username: str,
    display_name: str,
    by,
    email: str = "",
    telephone: str = "",
    language: str = "vi",
    password: str | None = None,
    is_demonstration: bool = False,
) -> User:
    """A new account. Without a password it cannot sign in before its invitation or a one-time code is used.

    Raises ValidationError for a name that is taken or not allowed. `by=None` is the portal itself.
    """
    user = User(
        username=normalise(username), display_name=normalise(display_name), email=email.strip().lower(),
        telephone=normalise(telephone), language=language, is_demonstration=is_demonstration,
    )  # fmt: skip
    _check(user)
    if password is not None and not is_demonstration:
        validate_password(password, user)
    user.set_password(password)
    user.save()
    record(Verb.CREATED, user, by=by)
    return user


@transaction.atomic
def update_account(user: User, *, by) -> User:
    """Save changed data of an account."""
    _check(user)
    user.save()
    record(Verb.UPDATED, user, by=by)
    return user


def _check(user: User) -> None:
    user.full_clean(exclude=["password"])
    taken = User.objects.exclude(pk=user.pk)
    if taken.filter(username__iexact=user.username).exists():
        raise ValidationError(
            {
                "username": _("Account name: found “%(name)s”, which is taken, expected another name.")
                % {"name": user.username}
            }
        )
    if user.email and taken.filter(email__iexact=user.email).exists():
        raise ValidationError(
            {
                "email": _(
                    "Mail address: found “%(mail)s”, which belongs to another account, expected another address."
                )
                % {"mail": user.email}
            }
        )


@transaction.atomic
def set_active(user: User, *, active: bool, by) -> User:
    """Close an account at once, or open it again. Raises ValidationError when somebody closes their own."""
    if user == by and not active:
        raise ValidationError(_("Nobody closes their own account; ask another administrator."))
    user.is_active = active
    user.save(update_fields=["is_active"])
    record(Verb.OPENED if active else Verb.CLOSED, user, by=by)
    return user


@transaction.atomic
def invite(user: User, *, by) -> str:
    """The path of the page where the person sets the password; it works once and for PASSWORD_RESET_TIMEOUT."""
    key = default_token_generator.make_token(user)
    record(Verb.INVITED, user, by=by)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])


@transaction.atomic
def read_out_code(user: User, *, by, at: dt.datetime) -> str:
    """A new code of eight digits, to be read out after checking who is asking. Only its hash is kept.

    Codes given before stop working. Raises ValidationError for a closed account.
    """
    if not user.is_active:
        raise ValidationError(_("This account is closed; open it again before reading out a code."))
    OneTimeCode.objects.filter(user=user).usable(at=at).update(expires_at=at)
    code = "".join(secrets.choice("0123456789") for _digit in range(CODE_DIGITS))
    OneTimeCode.objects.create(
        user=user, digest=OneTimeCode.seal(code), given_by=by, created_at=at, expires_at=at + CODE_LIVES
    )
    record(Verb.CODE_READ_OUT, user, by=by)
    return code


def use_code(*, username: str, code: str, at: dt.datetime) -> User:
    """The account that the code opens; it must set a new password next.

    Raises ValidationError with one and the same sentence whatever is wrong. A code stands five attempts.
    """
    user, row = _claim_attempt(username, at)
    if row is None or user is None:
        make_password(
            code
        )  # as slow as a real check, so that a stranger learns nothing from the time it takes
    elif row.opens_with("".join(code.split())):
        with transaction.atomic():
            OneTimeCode.objects.filter(pk=row.pk).update(used_at=at)
            User.objects.filter(pk=user.pk).update(must_change_password=True)
        user.must_change_password = True
        return user
    record(Verb.SIGN_IN_FAILED, user, by=user, details={"way": "code"})
    raise ValidationError(
        _(
            "Account name, one-time code: found a pair that does not fit or a code that has expired, expected "
            "the name and the code read out to you (it works for 15 minutes and five attempts)."
        )
    )


def _claim_attempt(username: str, at: dt.datetime) -> tuple[User | None, OneTimeCode | None]:
    """The account and its code, one attempt counted before the code is looked at; two at once count as two."""
    user = User.objects.active().filter(username__iexact=normalise(username)).first()
    row = OneTimeCode.objects.filter(user=user).usable(at=at).first() if user else None
    if row is None:
        return user, None
    counted = OneTimeCode.objects.filter(pk=row.pk, attempts__lt=CODE_ATTEMPTS).update(
        attempts=F("attempts") + 1
    )
    return user, row if counted else None


@transaction.atomic
def set_new_password(user: User, *, password: str, by) -> User:
    """The password that somebody chose who came in by a code or an invitation."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    record(Verb.PASSWORD_CHANGED, user, by=by)
    return user
