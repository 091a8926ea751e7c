"""Which kinds of file can be imported? Each app hands its own up from its `exchange.py`."""

from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise

from portal.access.scope import has
from portal.records.models import Kept

from .resource import RecordResource


@dataclass(frozen=True)
class Kind:
    """A kind of file. `name` is the word of the command line, `list_url` the register it fills."""

    name: str
    label: str | Promise
    resource: type[RecordResource]
    list_url: str
    order: int = 50
    aliases: tuple[str, ...] = ()

    def may_import(self, user) -> bool:
        return has(user, self.resource.permission)

    def headings(self) -> dict[str, str]:
        """Folded heading → name of the column. A column's own name wins over another's alias."""
        found = {
            heading: column.column_name for column in self.resource.columns for heading in column.headings()
        }
        for column in self.resource.columns:
            found |= dict.fromkeys(column.own_headings(), column.column_name)
        return found

    def required(self) -> set[str]:
        return {column.column_name for column in self.resource.columns if column.required}


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Add a kind; raises ImproperlyConfigured when its name is taken by another resource."""
    taken = _kinds.get(kind.name)
    if taken and taken.resource.__qualname__ != kind.resource.__qualname__:
        raise ImproperlyConfigured(f"Import kind {kind.name!r} is registered twice.")
    _kinds[kind.name] = kind
    return kind


def kinds() -> list[Kind]:
    return sorted(_kinds.values(), key=lambda kind: (kind.order, kind.name))


def kinds_for(user) -> list[Kind]:
    return [kind for kind in kinds() if kind.may_import(user)]


def heading_of(model: type[Kept], column: str) -> str:
    """The Vietnamese heading of a column in the files of a model; the name itself where no file has it."""
    for kind in _kinds.values():
        if kind.resource.model is model:
            for known in kind.resource.columns:
                if known.column_name == column:
                    return known.label
    return column


def kind_of(name: str) -> Kind:
    """By name or alias; raises LookupError."""
    for kind in _kinds.values():
        if name == kind.name or name in kind.aliases:
            return kind
    raise LookupError(name)
