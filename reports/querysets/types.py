"""Questions about types of reports, indicators and what stands beside them."""

from django.db.models import Q

from portal.access.permissions import Permission
from portal.access.scope import OpenQuerySet, ScopedQuerySet, has, visible

from .cycles import OfReportQuerySet


def defines(user) -> bool:
    """Who may change types and indicators: whoever opens cycles, and whoever keeps the rules of the portal."""
    return has(user, Permission.CYCLE_MANAGE) or has(user, Permission.RULES_MANAGE)


class ReportTypeQuerySet(OpenQuerySet):
    def in_use(self):
        return self.filter(is_active=True)


class TypeVersionQuerySet(OpenQuerySet):
    """Published versions are open to all who sign in; drafts to those who define them."""

    def visible_to(self, user):
        return self if defines(user) else self.published()

    def published(self):
        return self.exclude(published_at=None)

    def newest_first(self):
        return self.order_by("-number")


class TypeDeadlineQuerySet(OpenQuerySet):
    def in_force(self, *, on):
        return self.filter(valid_from__lte=on).filter(Q(valid_to=None) | Q(valid_to__gte=on))


class IndicatorQuerySet(OpenQuerySet):
    def in_use(self):
        return self.filter(is_active=True)


class IndicatorVersionQuerySet(OpenQuerySet):
    def in_force(self, *, on):
        """At most one definition an indicator: that of periods which end on the day."""
        return self.filter(valid_from__lte=on).filter(Q(valid_to=None) | Q(valid_to__gte=on))


class CellRemarkQuerySet(OfReportQuerySet):
    def open(self):
        return self.filter(settled_at=None)

    def follow_ups(self):
        return self.filter(kind="follow_up")


class OfflineReadingQuerySet(OpenQuerySet):
    """Readings are seen by whoever sees the report."""

    def visible_to(self, user):
        template = self.model._meta.get_field("template").related_model
        return self.filter(template__in=visible(template, user))


class OfPaperQuerySet(OpenQuerySet):
    """Rows of a consolidated report: seen by whoever sees it."""

    def visible_to(self, user):
        paper = self.model._meta.get_field("consolidation").related_model
        return self.filter(consolidation__in=visible(paper, user))


class HistoricalFigureQuerySet(ScopedQuerySet):
    view_permission = Permission.REPORT_VIEW


class SplitShareQuerySet(OpenQuerySet):
    """How split units are counted is no secret: every figure converted by it names it."""
