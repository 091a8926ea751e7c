"""Rows of annexes IV, IV-b and VI (domain.md section 3) as plain texts and numbers.

The words are those of an official paper, so they are Vietnamese in every language of the portal. Each row is
{"record", "unit", "cells"}: the key lets a consolidated annex show a joint record once.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Sum
from django.utils import translation

from portal.ui.formats import number_vi

from ..models import Agreement, Movement, MovementKind, Resource
from ..querysets import AgreementQuerySet, ResourceQuerySet


def agreement_rows(agreements: AgreementQuerySet) -> list[dict]:
    """Annex IV: title, kind, our side, their side and country, signatories, day and place, languages, term, content,
    how it is carried out, difficulties, recommendation, reported on.
    """
    rows = agreements.select_related("unit").prefetch_related("partners", "parties", "other_units")
    with translation.override("vi"):
        return [
            {"record": record.pk, "unit": record.unit.short_name, "cells": _agreement(record)}
            for record in rows.order_by("unit__sort_key", "signed_on", "pk")
        ]


def _agreement(record: Agreement) -> list[str]:
    parties = list(record.parties.all())
    ours = [party.name_at_signing for party in parties if party.side == "ours"] or [record.unit.short_name]
    theirs = [party.name_at_signing for party in parties if party.side == "theirs"] or record.partner_labels()
    return [
        record.title,
        record.get_kind_display(),
        "; ".join(ours),
        "; ".join(filter(None, [", ".join(theirs), record.country_label])),
        "; ".join(_signatories(record, parties)),
        ", ".join(filter(None, [record.signed_on.display() if record.signed_on else "", record.place])),
        record.languages,
        record.term_label(),
        record.fields_of_cooperation or record.content,
        record.implementation,
        record.difficulties,
        record.get_recommendation_display() if record.recommendation != "none" else "",
        record.reported_on.display() if record.reported_on else "",
    ]


def _signatories(record: Agreement, parties: Iterable) -> list[str]:
    """By post; the record's own where the parties name none."""
    posts = [party.signatory_post for party in parties if party.signatory_post]
    return posts or [post for post in (record.our_signatory_post, record.foreign_signatory_post) if post]


def planned_rows(agreements: AgreementQuerySet) -> list[dict]:
    """Annex IV-b: what is planned to be signed: title, partner, content, time, level, notes."""
    rows = agreements.planned().select_related("unit").prefetch_related("partners")
    with translation.override("vi"):
        return [
            {
                "record": record.pk,
                "unit": record.unit.short_name,
                "cells": [
                    record.title,
                    "; ".join(filter(None, [", ".join(record.partner_labels()), record.country_label])),
                    record.fields_of_cooperation or record.content,
                    record.planned_on,
                    record.get_level_display(),
                    record.notes,
                ],
            }
            for record in rows.order_by("unit__sort_key", "pk")
        ]


def resource_rows(resources: ResourceQuerySet, first: dt.date, last: dt.date) -> list[dict]:
    """Annex VI: what ran in the days from `first` to `last`, with its sums of those days and up to their end.

    Sums are whole đồng, None where nobody stated them. A resource without entries of its money has only what was
    typed, as a total; that is no sum of the period.
    """
    rows = (
        resources.active_within(first, last)
        .select_related("unit")
        .prefetch_related("partners", "other_units")
    )
    ordered = list(rows.order_by("unit__sort_key", "placed_from", "pk"))
    before, within = _moved(ordered, first, last)
    with translation.override("vi"):
        return [
            {
                "record": record.pk,
                "unit": record.unit.short_name,
                "cells": _resource(record, before[record.pk], within[record.pk]),
            }
            for record in ordered
        ]


def _moved(records: list[Resource], first: dt.date, last: dt.date) -> tuple[dict, dict]:
    """Sums by kind of each resource before `first`, and from `first` to `last`. Two queries."""
    rows = Movement.objects.filter(
        resource__in=[record.pk for record in records], happened_on__lte=last
    ).order_by()
    found = []
    for part in (rows.filter(happened_on__lt=first), rows.filter(happened_on__gte=first)):
        sums: dict[int, Counter] = defaultdict(Counter)
        for row in part.values("resource_id", "kind").annotate(vnd=Sum("amount_vnd")):
            sums[row["resource_id"]][row["kind"]] = int(row["vnd"] or 0)
        found.append(sums)
    return found[0], found[1]


def _resource(record: Resource, before: Counter, within: Counter) -> list:
    approval = ", ".join(
        filter(None, [record.approval_number, record.approved_on.display() if record.approved_on else "", record.approval_authority])
    )  # fmt: skip
    has_entries = bool(before or within)
    sums: list[int | None] = []
    for kind, typed in (
        (MovementKind.RECEIVED, record.received_vnd),
        (MovementKind.DISBURSED, record.disbursed_vnd),
    ):
        sums += [within[kind], before[kind] + within[kind]] if has_entries else [None, typed]
    return [
        record.title,
        "; ".join(filter(None, [", ".join(record.partner_labels()), record.country_label])),
        "; ".join([record.unit.short_name, *(unit.short_name for unit in record.other_units.all())]),
        record.place,
        ", ".join([record.get_kind_display(), "dự án" if record.is_project else "phi dự án"]),
        approval,
        record.time_label(),
        _committed(record),
        record.counterpart_vnd,
        *sums,
        record.progress,
        record.difficulties,
    ]


def _committed(record: Resource) -> str:
    """In the currency of the paper, with đồng beside it."""
    if record.amount is None:
        return f"{number_vi(record.places)} suất đào tạo" if record.places else ""
    if record.currency == "VND" or record.amount_vnd is None:
        return record.amount_display
    return f"{record.amount_display} ({number_vi(record.amount_vnd)} đồng)"
