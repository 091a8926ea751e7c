"""The records in which promises were made, one kind for each app that links promises to records of its own."""

from dataclasses import dataclass

from django.db import models

from portal.access.scope import visible


@dataclass(frozen=True)
class Source:
    """`path` leads from a promise to the record: "agreement_commitment__agreement"."""

    model: type[models.Model]
    path: str

    @property
    def link(self) -> str:
        """The row between promise and record."""
        return self.path.partition("__")[0]

    def record_of(self, step, user) -> models.Model | None:
        """The record in which this promise was made, where the reader may see it. One query."""
        through = step._meta.get_field(self.link).related_model
        name = self.path.partition("__")[2]
        ids = through._default_manager.filter(step=step).exclude(**{name: None}).values(f"{name}_id")
        return visible(self.model, user).filter(pk__in=ids).first()


_SOURCES: list[Source] = []


def declare_source(model: type[models.Model], *, path: str) -> None:
    """Say that promises are made in records of `model`, and how they are linked to them."""
    _SOURCES.append(Source(model, path))


def sources() -> tuple[Source, ...]:
    return tuple(_SOURCES)
