"""Loading is one piece: whatever fails, nothing of it stays."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import connection, models, transaction


@contextmanager
def in_one_piece() -> Iterator[None]:
    """One transaction, in which the services called neither make savepoints nor ask for constraints beforehand.

    These would be nearly half of all statements, and nobody needs them here: a form goes back and says what is
    wrong, but what is refused in loading ends it, and the database itself keeps its constraints.
    """
    features, asking = connection.features, models.Model.validate_constraints
    with transaction.atomic():
        features.uses_savepoints = False
        models.Model.validate_constraints = _left_to_the_database  # type: ignore[method-assign]
        try:
            yield
        finally:
            models.Model.validate_constraints = asking  # type: ignore[method-assign]
            del features.uses_savepoints  # the class says what holds


def _left_to_the_database(self: models.Model, exclude: Collection[str] | None = None) -> None:
    """Each row is saved at once after this."""
