"""Who is told what: a notice in the portal, and a letter for those who read mail."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.notifications.querysets import LetterQuerySet, NoticeQuerySet, OwnQuerySet


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
    #: what it is about, as "partners.partner" and its number: the page says what happened to it since
    about_model = models.CharField(_("kind of record"), max_length=80, blank=True)
    about_id = models.BigIntegerField(_("record"), null=True, blank=True)
    is_urgent = models.BooleanField(_("urgent"), default=False)
    #: the morning's letter that tells it together with others
    digest = models.ForeignKey(
        "notifications.Letter",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="told",
        verbose_name=_("digest"),
    )
    awaits_digest = models.BooleanField(_("waits for the morning's letter"), default=False)
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
            models.Index(fields=["recipient"], name="notice_for_digest", condition=Q(awaits_digest=True)),
        ]
        constraints = [
            models.UniqueConstraint(name="notice_event_once", fields=["recipient", "key"]),
            models.CheckConstraint(name="notice_has_event", condition=~Q(key="")),
            models.CheckConstraint(
                name="notice_about_is_whole",
                condition=Q(about_model="", about_id=None) | ~Q(about_model="") & Q(about_id__isnull=False),
            ),
        ]

    def __str__(self):
        return self.subject


class LetterState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not delivered")
    BOUNCED = "bounced", _("Came back")


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
    bounced_at = models.DateTimeField(_("came back at"), null=True, blank=True)
    notice = models.OneToOneField(
        Notice, models.SET_NULL, null=True, blank=True, related_name="letter", verbose_name=_("notice")
    )
    created_at = models.DateTimeField(_("written at"), default=timezone.now, editable=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["try_after"], name="letter_waiting", condition=Q(state="waiting")),
            models.Index(
                fields=["to_address"], name="letter_lost", condition=Q(state__in=("failed", "bounced"))
            ),
        ]
        constraints = [
            models.CheckConstraint(name="letter_state_is_known", condition=Q(state__in=LetterState.values)),
            models.CheckConstraint(
                name="letter_sent_has_time",
                condition=Q(state__in=("sent", "bounced"), sent_at__isnull=False)
                | Q(state__in=("waiting", "failed"), sent_at=None),
            ),
            models.CheckConstraint(
                name="letter_failed_says_why", condition=~Q(state__in=("failed", "bounced")) | ~Q(error="")
            ),
            models.CheckConstraint(
                name="letter_bounced_has_time",
                condition=Q(state="bounced", bounced_at__isnull=False)
                | (~Q(state="bounced") & Q(bounced_at=None)),
            ),
        ]

    def __str__(self):
        return f"{self.subject} → {self.to_address}"

    @property
    def tone(self) -> str:
        return {"waiting": "wait", "sent": "ok", "failed": "bad", "bounced": "bad"}[self.state]


class Way(models.TextChoices):
    """How a kind of event reaches somebody; in the portal it always stands."""

    AT_ONCE = "at_once", _("By mail at once")
    DIGEST = "digest", _("In the morning's letter")
    PORTAL = "portal", _("In the portal alone")


class Preference(models.Model):
    """What one person chose for one topic; without a row the topic's own way holds. Urgent events go at once."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("account")
    )
    topic = models.CharField(_("topic"), max_length=40)
    way = models.CharField(_("how it reaches me"), max_length=10, choices=Way.choices)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("choice of a way")
        verbose_name_plural = _("choices of ways")
        constraints = [
            models.UniqueConstraint(name="preference_once", fields=["user", "topic"]),
            models.CheckConstraint(name="preference_way_is_known", condition=Q(way__in=Way.values)),
        ]

    def __str__(self):
        return f"{self.user_id} {self.topic}: {self.way}"


class QuietHours(models.Model):
    """When one person gets no mail; what is urgent waits for the end of these hours too. They may span midnight."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("account")
    )
    first = models.TimeField(_("no mail from"))
    last = models.TimeField(_("no mail until"))

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("quiet hours")
        verbose_name_plural = _("quiet hours")
        constraints = [
            models.CheckConstraint(name="quiet_hours_have_length", condition=~Q(first=models.F("last")))
        ]

    def __str__(self):
        return f"{self.first:%H:%M}–{self.last:%H:%M}"
