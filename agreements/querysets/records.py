"""Questions about agreements and resources, as chainable methods.

Dates of agreements are partial. A term named by years or months covers the whole of them ("2018–2023" runs
from 1/1/2018 to 31/12/2023), as the union reads it. The ISO text of a partial date sorts as a prefix, so both
ends are compared in the database without further columns. `Agreement.state_on` says the same of one record.
"""

import datetime as dt

from django.db.models import Count, DateField, Exists, ExpressionWrapper, F, OuterRef, Q, Sum

from portal.records.querysets import DatedRecordQuerySet

OTHER = "other"


def _begins_by(field: str, on: dt.date) -> Q:
    """The first day that the date can mean is `on` or before it."""
    return Q(**{f"{field}__lte": on.isoformat()})


def _reaches(field: str, on: dt.date) -> Q:
    """The last day that the date can mean is `on` or after it."""
    day = on.isoformat()
    return Q(**{f"{field}__gte": day}) | Q(**{f"{field}__in": [day[:4], day[:7]]})


class AgreementQuerySet(DatedRecordQuerySet):
    def with_partner(self, partner):
        return self.filter(
            pk__in=self.model.partners.through.objects.filter(partner=partner).values("agreement_id")
        )

    def planned(self):
        """Meant to be signed (annex IV-b)."""
        return self.filter(is_planned=True)

    def agreed_in_talks(self):
        """Agreed, not signed: written down as "other" without a day of signing."""
        return self.filter(is_planned=False, kind=OTHER, signed_on=None)

    def concluded(self):
        """Signed, as far as is known: neither planned nor merely agreed."""
        return self.filter(is_planned=False).exclude(kind=OTHER, signed_on=None)

    def counted(self):
        return self.concluded()

    def signed_within(self, first, last):
        """Signed on a day from `first` to `last`; a partial date counts when all of its days lie inside."""
        return self.concluded().within(first, last)

    def terminated(self, *, on):
        """Ended by one side or both on that day or before it."""
        return self.concluded().filter(terminated_on__lte=on)

    def suspended(self, *, on):
        """Suspended on that day, and not terminated."""
        resting = Q(suspended_from__lte=on) & (Q(suspended_to=None) | Q(suspended_to__gte=on))
        return self._not_terminated(on).filter(resting)

    def _not_terminated(self, on):
        return self.concluded().filter(Q(terminated_on=None) | Q(terminated_on__gt=on))

    def _alive(self, on):
        """Neither terminated nor suspended on that day."""
        working = Q(suspended_from=None) | Q(suspended_from__gt=on) | Q(suspended_to__lt=on)
        return self._not_terminated(on).filter(working)

    def in_force(self, *, on):
        """Concluded, begun, and known to run on that day: by its end, its renewal or for want of a term."""
        began = (
            _begins_by("starts_on", on)
            | Q(starts_on=None) & _begins_by("signed_on", on)
            | Q(starts_on=None, signed_on=None)
        )
        runs = _reaches("ends_on", on) | Q(auto_renewal=True) | Q(ends_on=None, has_no_term=True)
        return self._alive(on).filter(began, runs)

    def expiring_within(self, *, days, on):
        """In force on that day, and ending in the next `days` days unless somebody renews it."""
        after = on + dt.timedelta(days=days + 1)
        ending = self.in_force(on=on).filter(auto_renewal=False, ends_on__isnull=False)
        return ending.exclude(_reaches("ends_on", after))

    def expired(self, *, on):
        """Ended before that day and not renewed by itself."""
        ended = self._alive(on).filter(auto_renewal=False, ends_on__isnull=False)
        return ended.exclude(_reaches("ends_on", on))

    def not_yet_in_force(self, *, on):
        """Concluded, to begin after that day."""
        waiting = Q(starts_on__isnull=False) & ~_begins_by("starts_on", on)
        waiting |= Q(starts_on=None, signed_on__isnull=False) & ~_begins_by("signed_on", on)
        return self._alive(on).filter(waiting)

    def in_state(self, state, *, on, days):
        """Those that `Agreement.state_on` puts into a state on a day; each agreement is in exactly one."""
        expiring = self.expiring_within(days=days, on=on)
        asked = {
            "planned": self.planned,
            "agreed": self.agreed_in_talks,
            "not_yet": lambda: self.not_yet_in_force(on=on),
            "in_force": lambda: self.in_force(on=on).exclude(pk__in=expiring.values("pk")),
            "expiring": lambda: expiring,
            "suspended": lambda: self.suspended(on=on),
            "terminated": lambda: self.terminated(on=on),
            "expired": lambda: self.expired(on=on),
            "unknown": lambda: self.of_unknown_term(on=on),
        }
        return asked[state]()

    def never_carried_out(self):
        """Concluded, and nothing tells that it was ever carried out.

        No word in the record, no promise kept, no resource under it, no programme or plan made under it.
        """
        kept = self.model._meta.get_field("commitments").related_model._default_manager.exclude(
            step__kept_on=None
        )
        return (
            self.concluded()
            .filter(implementation="", resources=None, made_under=None)
            .exclude(pk__in=kept.values("agreement_id"))
        )

    def awaiting_decision(self, *, days, on, back=0):
        """Signed, not renewed, ending within `days` (or its own notice) and nobody decided what follows.

        `back`: those that ended in so many days before, too; one that renews itself is asked about before its end
        alone.
        """
        last = on + dt.timedelta(days=days)
        noticed = ExpressionWrapper(F("term_to") - F("notice_days"), output_field=DateField())
        heirs = self.model._default_manager.live().filter(renews=OuterRef("pk"))
        return (
            self._not_terminated(on)
            .live()
            .alias(notice_on=noticed)
            .filter(Q(term_to__lte=last) | Q(notice_on__lte=on), expiry_decision="")
            .filter(Q(term_to__gte=on) | Q(auto_renewal=False, term_to__gte=on - dt.timedelta(days=back)))
            .exclude(Exists(heirs))
        )

    def of_keepers(self, unit_ids):
        """Those for which one of these units answers itself: it signed them, or they were passed on to it."""
        return self.filter(Q(passed_to=None, unit__in=unit_ids) | Q(passed_to__in=unit_ids))

    def of_unclear_heir(self, *, on):
        """Those of a unit that has ended, for which nobody who exists answers: after a split, or closed."""
        return self.live().filter(Q(passed_to=None, unit__valid_to__lt=on) | Q(passed_to__valid_to__lt=on))

    def of_unknown_term(self, *, on):
        """Concluded and begun, but nobody has written until when they run."""
        open_ended = self._alive(on).filter(ends_on=None, has_no_term=False, auto_renewal=False)
        return open_ended.exclude(pk__in=self.not_yet_in_force(on=on).values("pk"))


class ResourceQuerySet(DatedRecordQuerySet):
    def with_partner(self, partner):
        return self.filter(
            pk__in=self.model.partners.through.objects.filter(partner=partner).values("resource_id")
        )

    def received(self):
        return self.filter(direction="received")

    def given(self):
        return self.filter(direction="given")

    def active_within(self, first, last):
        """Begun by `last`, not over before `first`. A single gift lasts a day, an endless project goes on."""
        began = _begins_by("starts_on", last) | Q(starts_on=None) & _begins_by("approved_on", last)
        over = (
            _reaches("ends_on", first)
            | Q(ends_on=None, is_project=True)
            | Q(ends_on=None) & _reaches("starts_on", first)
        )
        return self.filter(began, over)

    def totals(self) -> dict:
        """Counts and sums in đồng; `unstated` are records without a sum that can be said in đồng."""
        return self.aggregate(
            count=Count("pk"),
            committed=Sum("amount_vnd"),
            counterpart=Sum("counterpart_vnd"),
            received=Sum("received_vnd"),
            disbursed=Sum("disbursed_vnd"),
            unstated=Count("pk", filter=Q(amount_vnd=None)),
        )
