"""Migrations run as a whole: the models are drawn once for each, not once for each operation.

Django draws every model that is linked to the one changed anew after each operation. Here all are linked, through
units and accounts, and half of them are tables of field history: an empty database took minutes.
"""

from collections import Counter
from functools import partial

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration, operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

ON_FIELDS = (operations.AddField, operations.AlterField, operations.RemoveField)
#: These ask either for what was before the migration or for what is after it, for nothing in between.
WHOLE = (
    operations.CreateModel,
    *ON_FIELDS,
    operations.AddIndex,
    operations.RemoveIndex,
    operations.AddConstraint,
    operations.RemoveConstraint,
    operations.AlterUniqueTogether,
    operations.AlterModelOptions,
)
#: What they do to a model of the same migration has been done when its table is made as it is in the end.
COMPLETING = (
    operations.AddField,
    operations.AddIndex,
    operations.AddConstraint,
    operations.AlterUniqueTogether,
    operations.AlterModelOptions,
)


class Executor(MigrationExecutor):
    """Django's own, but a migration is run as a whole where that makes no difference."""

    def apply_migration(self, state, migration, fake=False, fake_initial=False):
        if not (fake or fake_initial) and is_whole(migration):
            migration.apply = partial(apply_whole, migration)
        return super().apply_migration(state, migration, fake=fake, fake_initial=fake_initial)


def is_whole(migration: Migration) -> bool:
    """Whether no operation needs a state that another one of the same migration changes again."""
    if any(type(operation) not in WHOLE for operation in migration.operations):
        return False
    made = _made_by(migration)
    fields: Counter[tuple[str, str]] = Counter()
    for operation in migration.operations:
        if _model_of(operation) in made:
            if not isinstance(operation, (operations.CreateModel, *COMPLETING)):
                return False
        elif isinstance(operation, ON_FIELDS):
            fields[_model_of(operation), operation.name_lower] += 1
        elif isinstance(operation, operations.AlterUniqueTogether):
            return False
    return max(fields.values(), default=1) == 1


def apply_whole(
    migration: Migration, state: ProjectState, editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
) -> ProjectState:
    """In place of `Migration.apply`: new tables as they are when the migration is through, the rest step by step.

    The editor puts the foreign keys and indexes of new tables off until it closes: they may name each other.
    """
    before = state.clone()
    state.__dict__.pop("apps", None)  # while models are drawn, each operation draws them anew
    state = migration.mutate_state(state, preserve=False)
    made = _made_by(migration)
    for operation in migration.operations:
        if isinstance(operation, operations.CreateModel) or _model_of(operation) not in made:
            operation.database_forwards(migration.app_label, editor, before, state)
    return state


def _made_by(migration: Migration) -> set[str]:
    return {
        operation.name_lower
        for operation in migration.operations
        if isinstance(operation, operations.CreateModel)
    }


def _model_of(operation: Operation) -> str:
    """The name of the model that it is about, in small letters."""
    return str(getattr(operation, "model_name", None) or getattr(operation, "name", "")).lower()
