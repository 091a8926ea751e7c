"""The trail of what was done: one row an act, never changed, outliving what it speaks of."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _


class Verb(models.TextChoices):
    """Every kind of act that leaves a trace; a new act needs a row here."""

    CREATED = "created", _("created")
    UPDATED = "updated", _("updated")
    ARCHIVED = "archived", _("archived")
    RESTORED = "restored", _("restored from the archive")
    IMPORTED = "imported", _("imported")
    EXPORTED = "exported", _("exported")
    PRINTED = "printed", _("printed")
    READ = "read", _("read")
    ATTACHED = "attached", _("attached a file to")
    DOWNLOADED = "downloaded", _("downloaded")
    PURGED = "purged", _("purged")
    SUBMITTED = "submitted", _("submitted")
    ACCEPTED = "accepted", _("accepted")
    RETURNED = "returned", _("returned")
    REOPENED = "reopened", _("reopened")
    RECALLED = "recalled", _("recalled")
    OPENED = "opened", _("opened")
    EXTENDED = "extended", _("extended")
    CANCELLED = "cancelled", _("cancelled")
    CHASED = "chased", _("chased")
    CONSOLIDATED = "consolidated", _("consolidated")
    ISSUED = "issued", _("issued")
    NUMBERED = "numbered", _("gave a number to")
    PUT = "put", _("put to the Presidium")
    DECIDED = "decided", _("decided on")
    MERGED = "merged", _("merged")
    SPLIT = "split", _("split")
    RENAMED = "renamed", _("renamed")
    CLOSED = "closed", _("closed")
    GRANTED = "granted", _("gave a role to")
    REVOKED = "revoked", _("withdrew a role from")
    INVITED = "invited", _("invited")
    CODE_READ_OUT = "code_read_out", _("read out a one-time code for")
    SIGNED_IN = "signed_in", _("signed in")
    SIGN_IN_FAILED = "sign_in_failed", _("failed to sign in")
    SIGNED_OUT = "signed_out", _("signed out")
    PASSWORD_CHANGED = "password_changed", _("changed the password of")
    MATCHED = "matched", _("matched")
    AGREED = "agreed", _("agreed to")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrew")
    POSTPONED = "postponed", _("postponed")
    REASSIGNED = "reassigned", _("gave a step to others of")
    EXEMPTED = "exempted", _("allowed an exception for")
    SEALED = "sealed", _("sealed")
    DISPATCHED = "dispatched", _("dispatched")
    CHECKED = "checked", _("checked")


class EntryQuerySet(models.QuerySet):
    def about(self, target):
        """What was done to this one record."""
        return self.filter(target_model=target._meta.label_lower, target_id=str(target.pk))

    def visible_to(self, user):
        """The inspector and the administrators read all; everyone else reads what they did themselves."""
        if user.is_authenticated and user.may_read_audit():
            return self
        return self.filter(actor_id=user.pk) if user.is_authenticated else self.none()


class Entry(models.Model):
    """Who did what, when. No foreign keys: it stays when what it describes is gone.

    PostgreSQL refuses UPDATE and DELETE on this table (trigger) and the web role has no right to either.
    """

    at = models.DateTimeField(_("at"), db_index=True)
    actor_id = models.BigIntegerField(_("account number"), null=True, blank=True)
    actor = models.CharField(_("who"), max_length=200)
    verb = models.CharField(_("did"), max_length=20, choices=Verb.choices, db_index=True)
    target_model = models.CharField(_("kind of record"), max_length=80, blank=True)
    target_id = models.CharField(max_length=40, blank=True)
    target = models.CharField(_("record"), max_length=300, blank=True)
    unit_code = models.CharField(_("unit"), max_length=30, blank=True, db_index=True)
    details = models.JSONField(_("details"), default=dict, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["target_model", "target_id"])]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.actor} {self.get_verb_display()} {self.target}"
