"""Annexes II, III, V and VII: delegations sent and received, conferences, external information."""

from django.utils import translation

from delegations.figures.annexes import conference_rows as rows_of_conferences
from delegations.figures.annexes import incoming_rows as rows_of_incoming
from delegations.figures.annexes import outgoing_rows as rows_of_outgoing

from .. import queries
from ..window import Window


def outgoing_rows(window: Window) -> list[dict]:
    """Annex II: outgoing delegations."""
    return rows_of_outgoing(queries.outgoing(window))


def incoming_rows(window: Window) -> list[dict]:
    """Annex III: incoming delegations."""
    return rows_of_incoming(queries.incoming(window))


def conference_rows(window: Window) -> list[dict]:
    """Annex V: conferences held or attended."""
    return rows_of_conferences(queries.events(window))


def information_rows(window: Window) -> list[dict]:
    """Annex VII: external information."""
    rows = queries.external_information(window).select_related("unit")
    with translation.override("vi"):
        return [
            {
                "record": record.pk,
                "unit": record.unit.short_name,
                "cells": [
                    record.get_media_kind_display(),
                    record.title,
                    record.language,
                    record.channel or record.get_channel_kind_display(),
                    record.audience or record.get_audience_kind_display(),
                    record.time_label(),
                    record.quantity,
                    record.topic,
                    record.unit.short_name,
                ],
            }
            for record in rows.order_by("unit__sort_key", "starts_on", "pk")
        ]
