"""The briefing sheet on two pages: PDF to read at the table, Word file to add to."""

import datetime as dt

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.rendering.registry import Printed, printable
from portal.rendering.sheet import Sheet, sheet_docx, sheet_pdf
from portal.text import fold

from ..figures import briefing_parts  # noqa: F401 - registers the parts
from ..figures.briefing import briefing_of
from ..models import Partner

WRITERS = {"pdf": sheet_pdf, "docx": sheet_docx}


@printable(
    "briefing",
    label=_("Briefing sheet of a partner"),
    formats=("pdf", "docx"),
    key_help=_("number of the partner, or an acronym that only one has"),
)
def briefing(key: str, *, user, format: str) -> Printed:
    """The sheet as `user` may read it. Raises Partner.DoesNotExist, also for an acronym that several have."""
    rows = Partner.objects.visible_to(user)
    found = list(rows.filter(pk=int(key)) if key.isdecimal() else rows.live().filter(acronym__iexact=key)[:2])
    if len(found) != 1:
        raise Partner.DoesNotExist(key)
    return print_briefing(found[0], user, on=timezone.localdate(), format=format)


def print_briefing(partner: Partner, user, *, on: dt.date, format: str) -> Printed:
    stem = f"phieu-tom-tat-{'-'.join(fold(partner.short_label).split())}"[:80]
    return Printed.named(stem, format, WRITERS[format](briefing_sheet(partner, user, on=on)))


def briefing_sheet(partner: Partner, user, *, on: dt.date) -> Sheet:
    content = briefing_of(partner, user, on=on)
    return Sheet(
        kind="PHIẾU TÓM TẮT ĐỐI TÁC",
        title=str(partner),
        names=" · ".join(filter(None, [partner.name_own, partner.name_en])),
        facts=[*content.facts, *content.former_names],
        parts=content.parts,
        dated=on,
        issued_by=settings.DEPARTMENT,
    )
