"""Loading is one piece: whatever fails, nothing of it stays."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def in_one_piece() -> Iterator[None]:
    """One transaction, in which the services called make no savepoints of their own.

    They would be a third of all statements, and nobody goes back to one: what a service refuses ends the loading.
    """
    features = connection.features
    with transaction.atomic():
        features.uses_savepoints = False
        try:
            yield
        finally:
            del features.uses_savepoints  # the class says what holds
