"""The norms that a new portal starts with: what Circular 35/2026/TT-BTC is known to say (domain.md 2.6).

Per diems abroad are left to the office: no text in force was found, so none is invented.
"""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from portal.records.services import save_record

from ..models import BudgetKind, GuestClass, Norm, NormPer

CIRCULAR = "Thông tư 35/2026/TT-BTC; số trích từ bản tóm tắt, đối chiếu nguyên văn trước khi áp dụng"
FROM = dt.date(2026, 5, 18)

# kind, class of guests, head (None: head and members alike), per, đồng
RECEPTION = [
    (BudgetKind.LODGING, GuestClass.A, True, NormPer.PERSON_DAY, 9_400_000),
    (BudgetKind.LODGING, GuestClass.B, None, NormPer.PERSON_DAY, 7_700_000),
    (BudgetKind.LODGING, GuestClass.C, True, NormPer.PERSON_DAY, 4_300_000),
    (BudgetKind.LODGING, GuestClass.C, False, NormPer.PERSON_DAY, 3_000_000),
    (BudgetKind.LODGING, GuestClass.OTHER, None, NormPer.PERSON_DAY, 1_600_000),
    (BudgetKind.MEALS, GuestClass.A, None, NormPer.PERSON_DAY, 3_000_000),
    (BudgetKind.MEALS, GuestClass.B, None, NormPer.PERSON_DAY, 2_000_000),
    (BudgetKind.MEALS, GuestClass.C, None, NormPer.PERSON_DAY, 1_600_000),
    (BudgetKind.MEALS, GuestClass.OTHER, None, NormPer.PERSON_DAY, 1_200_000),
    (BudgetKind.GIFT, GuestClass.A, True, NormPer.PERSON, 2_600_000),
    (BudgetKind.INTERPRETING, "", None, NormPer.HOUR, 750_000),
    (BudgetKind.SIMULTANEOUS, "", None, NormPer.HOUR, 1_500_000),
    (BudgetKind.TRANSLATION, "", None, NormPer.PAGE, 360_000),
]
NOTES = {
    BudgetKind.TRANSLATION: "Thông tư 35/2026/TT-BTC: 300.000–360.000 đồng một trang 350 từ, tùy ngôn ngữ; đối chiếu nguyên văn",
}


@transaction.atomic
def load_norms() -> int:
    """Add the norms that are not there yet, known by their key; returns how many. Edited or ended ones stay."""
    known = set(Norm.objects.exclude(source_key="").values_list("source_key", flat=True))
    fresh = [norm for norm in (_norm(row) for row in RECEPTION) if norm.source_key not in known]
    for norm in fresh:
        save_record(norm, by=None)
    return len(fresh)


def _norm(row: tuple) -> Norm:
    kind, guest_class, for_head, per, amount = row
    head = {True: "head", False: "member", None: "all"}[for_head]
    return Norm(
        kind=kind, guest_class=guest_class, for_head=for_head, per=per, amount=Decimal(amount), valid_from=FROM,
        source=NOTES.get(kind, CIRCULAR), source_key=f"tt35-2026:{kind}:{guest_class}:{head}",
    )  # fmt: skip
