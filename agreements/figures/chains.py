"""The chain of renewals that an agreement stands in."""

from django.db import connection

from ..models import Agreement

LONGEST = 30  # links to each side; nobody renews more often, and a circle in old data ends here
_CHAIN = """
WITH RECURSIVE before(id, renews_id, step) AS (
    SELECT id, renews_id, 0 FROM {table} WHERE id = %(pk)s
    UNION SELECT old.id, old.renews_id, step - 1 FROM {table} old JOIN before ON old.id = before.renews_id
    WHERE step > -%(longest)s AND old.archived_at IS NULL
), after(id, step) AS (
    SELECT %(pk)s::bigint, 0
    UNION SELECT new.id, step + 1 FROM {table} new JOIN after ON new.renews_id = after.id
    WHERE step < %(longest)s AND new.archived_at IS NULL
)
SELECT id, min(step) FROM (SELECT id, step FROM before UNION SELECT id, step FROM after) chain GROUP BY id ORDER BY 2
"""


def chain_of(agreement: Agreement, user) -> list[Agreement]:
    """What it renews, itself, what renews it, the oldest first, as the reader may see them; [] when it is alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            _CHAIN.format(table=connection.ops.quote_name(Agreement._meta.db_table)),
            {"pk": agreement.pk, "longest": LONGEST},
        )
        keys = [pk for pk, _step in cursor.fetchall()]
    if len(keys) < 2:
        return []
    rows = Agreement.objects.visible_to(user).select_related("unit").in_bulk(keys)
    return [rows[pk] for pk in keys if pk in rows]
