"""Questions about cycles and reports."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from portal.access.permissions import Permission
from portal.access.scope import OpenQuerySet, ScopedQuerySet, can, has, seeds, visible
from portal.units.models import Closure, Unit

WAITING = ("draft", "returned")  # the unit still has to act


class CycleQuerySet(OpenQuerySet):
    def open(self):
        return self.filter(state="open")

    def by_code(self, code):
        """The live cycle of a period code such as 2026-H1, or the last cancelled one."""
        return self.filter(code=code.upper()).order_by("-state", "-opened_at")


class ReportQuerySet(ScopedQuerySet):
    """Reports of units; the permission to read reports decides, not that to read records."""

    view_permission = Permission.REPORT_VIEW

    def of_cycle(self, cycle):
        return self.filter(cycle=cycle)

    def with_reach(self):
        """With the ids of the units whose records count as the unit's own, as `reached`."""
        below = Closure.objects.filter(ancestor=OuterRef("unit_id")).values("unit_id")
        return self.annotate(reached=ArraySubquery(below))

    def live(self):
        """Reports of cycles that were not cancelled."""
        return self.exclude(cycle__state="cancelled")

    def direct(self):
        """Owed to the Confederation; what an upper unit asked of those below goes into its own report."""
        return self.filter(collected_by=None)

    def not_gathered_by(self, user):
        """Without what the user's own unit asked of those below: that is theirs to write."""
        return self.exclude(collected_by__unit__in=seeds(user, Permission.REPORT_WRITE))

    def gathered_by(self, user):
        """What units below sent, or have to send, to the units for which the user writes."""
        return self.filter(collected_by__unit__in=seeds(user, Permission.REPORT_WRITE))

    def waiting_for_unit(self):
        return self.filter(state__in=WAITING)

    def overdue(self, *, on):
        """Not submitted although the day is past."""
        return self.waiting_for_unit().filter(due_on__lt=on)

    def submitted(self):
        return self.filter(state="submitted")

    def accepted(self):
        return self.filter(state="accepted")


class OfReportQuerySet(OpenQuerySet):
    """Rows of a report: seen by whoever sees the report."""

    def visible_to(self, user):
        report = self.model._meta.get_field("report").related_model
        return self.filter(report__in=visible(report, user))


class ConsolidationQuerySet(OpenQuerySet):
    """Consolidated reports: drafts for those who make or decide them; issued ones for all who read reports there."""

    def visible_to(self, user):
        root = Unit.objects.filter(unit_type="confederation").first()
        if (
            root is None
            or not has(user, Permission.REPORT_VIEW)
            or not can(user, Permission.REPORT_VIEW, root)
        ):
            return self.none()
        makes = has(user, Permission.CONSOLIDATE) or has(user, Permission.NUMBER)
        return self if makes else self.filter(~Q(issued_at=None))


class PresidiumDecisionQuerySet(OpenQuerySet):
    """What was put to the Presidium: seen by whoever sees the paper."""

    def visible_to(self, user):
        paper = self.model._meta.get_field("consolidation").related_model
        return self.filter(consolidation__in=visible(paper, user))

    def waiting(self):
        return self.filter(outcome="")

    def of_cycle(self, cycle):
        return self.filter(consolidation__cycle=cycle)

    def with_all(self):
        """With what a page says of each, in one query."""
        return self.select_related("consolidation__cycle", "put_by", "recorded_by", "scan__document")


class RecipientQuerySet(OpenQuerySet):
    def of_paper(self, paper, *, on):
        """Lines of Nơi nhận of a paper on a day, in order."""
        return (
            self.filter(paper=paper, valid_from__lte=on)
            .filter(Q(valid_to=None) | Q(valid_to__gte=on))
            .order_by("order")
        )
