"""Field history: models are tracked by database triggers, so no way of saving escapes it."""

import pghistory


def tracked(**options):
    """Class decorator for a model: every insert, update and delete is kept, append-only, by PostgreSQL itself."""
    return pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), append_only=True, **options
    )
