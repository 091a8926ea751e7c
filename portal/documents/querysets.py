"""Questions to the database about documents. A document is seen by whoever sees the record it hangs on."""

from django.apps import apps
from django.db import models
from django.db.models import Q

from portal.access.scope import visible


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Documents whose target the user sees: one query for the kinds of target, the rest is subqueries."""
        if not user.is_authenticated:
            return self.none()
        seen = Q(pk__in=[])
        kinds = self.model._base_manager.order_by().values_list("target_model", flat=True).distinct()
        for label in kinds:
            rows = visible(apps.get_model(label), user).order_by()
            seen |= Q(target_model=label, target_id__in=rows.values("pk"))
        return self.filter(seen)

    def for_target(self, record):
        """Everything hung on this one record, archived documents too."""
        return self.filter(target_model=record._meta.label_lower, target_id=record.pk)

    def live(self):
        return self.filter(archived_at=None, purged_at=None)

    def with_versions(self):
        """Each document with its versions, newest first, in one query more."""
        return self.prefetch_related("versions", "versions__uploaded_by")


class VersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(
            document__in=self.model._meta.get_field("document").related_model.objects.visible_to(user)
        )


class VersionTextQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(
            version__in=self.model._meta.get_field("version").related_model.objects.visible_to(user)
        )
