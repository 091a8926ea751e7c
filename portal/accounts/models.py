"""Accounts. A person of ours may have one; what the account may do stands in `portal.access`."""

import datetime as dt

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.audit.history import tracked
from portal.ui.worded import worded

CODE_LIVES = dt.timedelta(minutes=15)


class AccountQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)


class AccountManager(UserManager.from_queryset(AccountQuerySet)):
    """Django's manager of users with our questions."""


@tracked(links=False, exclude=["password", "last_login"])
class User(AbstractUser):
    """Somebody who signs in. `display_name` is how the portal calls them; persons are named by post in demonstrations."""

    first_name = last_name = None
    display_name = models.CharField(_("name shown"), max_length=150)
    telephone = models.CharField(_("telephone"), max_length=30, blank=True)
    language = models.CharField(
        _("language"), max_length=5, default="vi", choices=[("vi", "Tiếng Việt"), ("en", "English")]
    )
    must_change_password = models.BooleanField(_("must set a new password"), default=False)
    is_demonstration = models.BooleanField(_("demonstration account"), default=False)

    objects = AccountManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["username"]

    def __str__(self):
        return self.display_name or self.username

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)

    @cached_property
    def offices_today(self) -> list:
        """Rows of `access.RoleAssignment` with the name of their unit; read once for each user object, so once a
        request, and on every page: nothing more of them than rights and the caption ask for.
        """

        def current():
            mine = self.roles.model._default_manager.filter(user_id=self.pk).current()
            named = mine.select_related("unit").only("user_id", "role", "unit__short_name")
            return named.order_by("role")

        return worded((User, self.pk), current).answer()

    @property
    def standing(self) -> tuple:
        """All that decides what this user may see today, beside single records shared with them."""
        return self.pk, self.is_active, tuple((office.role, office.unit_id) for office in self.offices_today)

    @property
    def caption(self) -> str:
        """The line under the name at the top of each page: the office held, and where."""
        office = next(iter(self.offices_today), None)
        return f"{office.definition.label} · {office.unit}" if office else ""

    def may_read_audit(self) -> bool:
        """Asked by `audit`, which stands below `access`: the roles table answers through this row's own rows."""
        return self.roles.current().permitting("audit.read").exists()


class CodeQuerySet(models.QuerySet):
    def usable(self, *, at):
        return self.filter(used_at=None, expires_at__gt=at)


class OneTimeCode(models.Model):
    """A code that an administrator reads out on the telephone after checking who is asking; kept as a hash."""

    user = models.ForeignKey(User, models.CASCADE, related_name="one_time_codes", verbose_name=_("account"))
    digest = models.CharField(max_length=200)
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("read out by"))
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)

    objects = CodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("one-time code")
        verbose_name_plural = _("one-time codes")
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.user} {self.created_at:%d/%m/%Y %H:%M}"

    @classmethod
    def seal(cls, code: str) -> str:
        return make_password(code)

    def opens_with(self, code: str) -> bool:
        return check_password(code, self.digest)
