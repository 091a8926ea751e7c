"""Moving the rows of one relation from one partner to another; a relation that nobody declared stops the merge."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from ..models import Partner
from ..models.movable import Movable, Relation, declared


def refuse_unknown(known: Iterable[Relation]) -> list[tuple[Relation, Movable]]:
    """Each relation with what was declared of it; ValidationError where one of them was never declared."""
    found = [(relation, declared(relation)) for relation in known]
    unknown = sorted(relation.label for relation, rule in found if rule is None)
    if unknown:
        raise ValidationError(
            _("Merge: found relations that it does not know (%(found)s), expected each declared as movable: nothing "
              "was changed.") % {"found": ", ".join(unknown)}
        )  # fmt: skip
    return [(relation, rule) for relation, rule in found if rule is not None]


def move(relation: Relation, keep: Partner, gone: Partner) -> int:
    """Let the rows of one relation lead to `keep` instead of `gone`. Returns how many rows there were.

    A row linked to both keeps one link.
    """
    if isinstance(relation.field, models.ManyToManyField):
        return _move_links(relation, keep, gone)
    rows = relation.rows_of(gone)
    values: dict[str, Any] = {relation.field.name: keep}
    if any(field.name == "revision" for field in relation.model._meta.concrete_fields):
        values["revision"] = models.F("revision") + 1
    return rows.update(**values)


def _move_links(relation: Relation, keep: Partner, gone: Partner) -> int:
    through = relation.field.remote_field.through
    source, target = relation.field.m2m_field_name(), relation.field.m2m_reverse_field_name()
    links = through._default_manager.filter(**{target: gone})
    ids = list(links.values_list(f"{source}_id", flat=True))
    doubled = through._default_manager.filter(**{target: keep, f"{source}_id__in": ids})
    links.filter(**{f"{source}_id__in": list(doubled.values_list(f"{source}_id", flat=True))}).delete()
    links.update(**{target: keep})
    return len(ids)
