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


# -- the state of an agreement on a day, as conditions on its row --


def _is_concluded() -> Q:
    return Q(is_planned=False) & ~Q(kind=OTHER, signed_on=None)


def _is_not_terminated(on: dt.date) -> Q:
    return _is_concluded() & (Q(terminated_on=None) | Q(terminated_on__gt=on))


def _is_alive(on: dt.date) -> Q:
    """Neither terminated nor suspended on that day."""
    working = Q(suspended_from=None) | Q(suspended_from__gt=on) | Q(suspended_to__lt=on)
    return _is_not_terminated(on) & working


def _is_in_force(on: dt.date) -> Q:
    began = (
        _begins_by("starts_on", on)
        | Q(starts_on=None) & _begins_by("signed_on", on)
        | Q(starts_on=None, signed_on=None)
    )
    runs = _reaches("ends_on", on) | Q(auto_renewal=True) | Q(ends_on=None, has_no_term=True)
    return _is_alive(on) & began & runs


def _ends_by(day: dt.date) -> Q:
    """Nothing goes on after that day by itself."""
    return Q(auto_renewal=False, ends_on__isnull=False) & ~_reaches("ends_on", day + dt.timedelta(days=1))


def _begins_later(on: dt.date) -> Q:
    dated = Q(starts_on__isnull=False) & ~_begins_by("starts_on", on)
    return dated | Q(starts_on=None, signed_on__isnull=False) & ~_begins_by("signed_on", on)


def states(*, on: dt.date, days: int) -> dict[str, Q]:
    """Which rows are in each state on a day, as `Agreement.state_on` says; each agreement is in exactly one.

    What ends within `days` is "expiring" instead of "in force".
    """
    soon, open_ended = _ends_by(on + dt.timedelta(days=days)), Q(ends_on=None, has_no_term=False)
    return {
        "planned": Q(is_planned=True),
        "agreed": Q(is_planned=False, kind=OTHER, signed_on=None),
        "not_yet": _is_alive(on) & _begins_later(on),
        "in_force": _is_in_force(on) & ~soon,
        "expiring": _is_in_force(on) & soon,
        "suspended": _is_not_terminated(on) & Q(suspended_from__lte=on)
        & (Q(suspended_to=None) | Q(suspended_to__gte=on)),
        "terminated": _is_concluded() & Q(terminated_on__lte=on),
        "expired": _is_alive(on) & _ends_by(on - dt.timedelta(days=1)),
        "unknown": _is_alive(on) & open_ended & Q(auto_renewal=False) & ~_begins_later(on),
    }  # fmt: skip


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
        return self.filter(_is_concluded())

    def counted(self):
        return self.concluded()

    def signed_within(self, first, last):
        """Signed on a day from `first` to `last`; a partial date counts when all of its days lie inside."""
        return self.concluded().within(first, last)

    def in_state(self, state, *, on, days):
        """Those that `Agreement.state_on` puts into a state on a day."""
        return self.filter(states(on=on, days=days)[state])

    def terminated(self, *, on):
        """Ended by one side or both on that day or before it."""
        return self.in_state("terminated", on=on, days=0)

    def suspended(self, *, on):
        """Suspended on that day, and not terminated."""
        return self.in_state("suspended", on=on, days=0)

    def in_force(self, *, on):
        """Concluded, begun, and known to run on that day: by its end, its renewal or for want of a term."""
        return self.filter(_is_in_force(on))

    def expiring_within(self, *, days, on):
        """In force on that day, and ending in the next `days` days unless somebody renews it."""
        return self.in_state("expiring", on=on, days=days)

    def expired(self, *, on):
        """Ended before that day and not renewed by itself."""
        return self.in_state("expired", on=on, days=0)

    def not_yet_in_force(self, *, on):
        """Concluded, to begin after that day."""
        return self.in_state("not_yet", on=on, days=0)

    def never_carried_out(self):
        """Concluded, and nothing tells that it was ever carried out.

        No word in the record, no promise kept, no resource under it, no programme or plan made under it.
        """
        kept = self.model._meta.get_field("commitments").related_model._default_manager
        kept = kept.filter(agreement=OuterRef("pk"), step__kept_on__isnull=False)
        found = self.concluded().filter(implementation="", resources=None, made_under=None)
        return found.exclude(Exists(kept))

    def awaiting_decision(self, *, days, on, back=0):
        """Signed, not renewed, ending within `days` (or its own notice) and nobody decided what follows.

        `back`: those that ended in so many days before, too; one that renews itself is asked about before its end
        alone.
        """
        last = on + dt.timedelta(days=days)
        noticed = ExpressionWrapper(F("term_to") - F("notice_days"), output_field=DateField())
        heirs = self.model._default_manager.live().filter(renews=OuterRef("pk"))
        return (
            self.filter(_is_not_terminated(on))
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
        return self.in_state("unknown", on=on, days=0)


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
