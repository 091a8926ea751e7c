"""Who is told what: a notice in the portal, and a letter for those who read mail."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.notifications.querysets import LetterQuerySet, NoticeQuerySet


def unique_key() -> str:
    return uuid.uuid4().hex


class Notice(models.Model):
    """One event told to one person. `key` names the event, so that nobody is told twice."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("recipient")
    )
    kind = models.CharField(_("kind of notice"), max_length=80)
    key = models.CharField(_("event"), max_length=200, default=unique_key, editable=False)
    subject = models.CharField(_("subject"), max_length=300)
    body = models.TextField(_("text"), blank=True)
    url = models.CharField(_("address"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("sent at"), default=timezone.now, editable=False)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["recipient", "-created_at"], name="notice_by_recipient"),
            models.Index(fields=["recipient"], name="notice_unread", condition=Q(read_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(name="notice_event_once", fields=["recipient", "key"]),
            models.CheckConstraint(name="notice_has_event", condition=~Q(key="")),
        ]

    def __str__(self):
        return self.subject


class LetterState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not delivered")


class Letter(models.Model):
    """A mail that is to leave. It waits here until a mail server takes it, so nothing is lost."""

    to_address = models.EmailField(_("address"))
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"))
    html = models.TextField(_("text as HTML"), blank=True)
    message_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=LetterState.choices, default=LetterState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("why it did not leave"), max_length=500, blank=True)
    try_after = models.DateTimeField(_("next attempt"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    notice = models.OneToOneField(
        Notice, models.SET_NULL, null=True, blank=True, related_name="letter", verbose_name=_("notice")
    )
    created_at = models.DateTimeField(_("written at"), default=timezone.now, editable=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["try_after"], name="letter_waiting", condition=Q(state="waiting"))]
        constraints = [
            models.CheckConstraint(name="letter_state_is_known", condition=Q(state__in=LetterState.values)),
            models.CheckConstraint(
                name="letter_sent_has_time",
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at=None)),
            ),
            models.CheckConstraint(
                name="letter_failed_says_why", condition=~Q(state="failed") | ~Q(error="")
            ),
        ]

    def __str__(self):
        return f"{self.subject} → {self.to_address}"

    @property
    def tone(self) -> str:
        return {"waiting": "wait", "sent": "ok", "failed": "bad"}[self.state]
