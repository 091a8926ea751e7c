"""What goes over to the successor when units merge: the confirmations of documents that the old unit still owed."""

import datetime as dt

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.units.models import Unit
from portal.units.moving import passes_on_merge

from ..models import Receipt, ReceiptChase


@passes_on_merge
def pass_receipts_on(*, old: Unit, successor: Unit, on: dt.date, by) -> int:
    """Open confirmations are the successor's from now on; where it is asked itself, it answers once. How many.

    What the old unit has confirmed whole stays its own word.
    """
    owed = list(Receipt.objects.filter(unit=old).waiting().select_related("item").order_by("pk"))
    asked = dict(Receipt.objects.filter(unit=successor).values_list("item_id", "pk"))
    for row in owed:
        if row.item_id in asked:
            ReceiptChase.objects.filter(receipt=row).update(receipt=asked[row.item_id])
            row.delete()
        else:
            Receipt.objects.filter(pk=row.pk).update(unit=successor)
    if owed:
        details = {"confirmations": [str(row.item) for row in owed], "from": old.code, "on": str(on)}
        write_trail(Verb.REASSIGNED, successor, by=by, unit=successor, details=details)
    return len(owed)
