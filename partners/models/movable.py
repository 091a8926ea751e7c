"""Which relations of a partner a merge knows how to move. Each app declares its own; what nobody declared stops it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise

from portal.access.scope import visible

from .partner import Partner

#: `settle(keep, gone)` runs before the rows are moved: it takes out what the two may not both have.
Settle = Callable[[Partner, Partner], None]
#: `same(mine, theirs)`: whether a row of one partner and a row of the other say the same.
Same = Callable[[Any, Any], bool]


@dataclass(frozen=True)
class Movable:
    """One relation: "agreements.Agreement.partners". `moves` is False where the merge has its own way with it.

    Living rows that are the `same` become one. `derived` rows follow from others: a preview counts those alone.
    SECURITY: what is `told` False is never named in the audit trail, which others read than the rows themselves.
    """

    label: str
    settle: Settle | None = None
    moves: bool = True
    told: bool = True
    same: Same | None = None
    derived: bool = False


@dataclass(frozen=True)
class Relation:
    """A relation as the models have it: `model.field` leads to a partner."""

    model: type[models.Model]
    field: Any

    @property
    def label(self) -> str:
        return f"{self.model._meta.label}.{self.field.name}"

    @property
    def title(self) -> str | Promise:
        """What moves, for the preview: the name of the rows, with the field where it is not simply the partner."""
        plural = str(self.model._meta.verbose_name_plural)
        plain = self.field.name in ("partner", "partners")
        return plural if plain else f"{plural} ({self.field.verbose_name})"

    def rows_of(self, partner: Partner) -> models.QuerySet:
        return self.model._default_manager.filter(**{self.field.name: partner})

    def visible_rows_of(self, partner: Partner, user) -> models.QuerySet:
        return visible(self.model, user).filter(**{self.field.name: partner})


_MOVABLE: dict[str, Movable] = {}


def declare_movable(
    *labels: str,
    settle: Settle | None = None,
    moves: bool = True,
    told: bool = True,
    same: Same | None = None,
    derived: bool = False,
) -> None:
    """Say that a merge may move these relations: "<app>.<Model>.<field>"."""
    for label in labels:
        _MOVABLE[label] = Movable(label, settle, moves, told, same, derived)


def declared(relation: Relation) -> Movable | None:
    return _MOVABLE.get(relation.label)


def relations() -> Iterator[Relation]:
    """Every relation that leads to a partner, without the rows that history and Django make by themselves."""
    for found in Partner._meta.get_fields(include_hidden=True):
        if not found.auto_created or found.concrete:
            continue
        model = found.related_model
        if not model._meta.auto_created and not hasattr(model, "pgh_tracked_model"):
            yield Relation(model, found.field)
