"""Which documents can the portal print? Each app says so in its `printing.py`, found by name.

    @printable("partner-sheet", label=_("Partner sheet"), formats=("pdf", "docx"), key_help=_("its code"))
    def partner_sheet(key: str, *, user, format: str) -> Printed: ...

The function starts from `Model.objects.visible_to(user)`; what the user may not see does not exist for it, so
it raises the model's DoesNotExist.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext as _

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class PrintingError(Exception):
    """A document cannot be printed; the sentence names what was asked for and what is expected."""


@dataclass(frozen=True)
class Printed:
    """A finished document: its bytes, the name to save it under, and its type."""

    content: bytes
    filename: str
    content_type: str

    @classmethod
    def named(cls, stem: str, format: str, content: bytes) -> "Printed":
        """`stem` without suffix; the suffix and the type follow from `format`."""
        return cls(content, f"{stem}.{format}", CONTENT_TYPES[format])


@dataclass(frozen=True)
class Printable:
    """One kind of document: its name on the command line, and the function that prints it."""

    name: str
    label: str | Promise
    formats: Sequence[str]
    key_help: str | Promise
    function: Callable[..., Printed]


_documents: dict[str, Printable] = {}


def printable(
    name: str, *, label: str | Promise, formats: Sequence[str], key_help: str | Promise
) -> Callable:
    """Registers a printing function. Raises ValueError for a name already taken or an unknown format."""

    def register(function: Callable[..., Printed]) -> Callable[..., Printed]:
        taken = _documents.get(name)
        if taken and taken.function.__qualname__ != function.__qualname__:
            raise ValueError(
                f"Two functions print {name!r}: {taken.function.__qualname__}, {function.__qualname__}."
            )
        unknown = set(formats) - set(CONTENT_TYPES)
        if unknown:
            raise ValueError(f"{name!r}: unknown formats {', '.join(sorted(unknown))}.")
        _documents[name] = Printable(name, label, tuple(formats), key_help, function)
        return function

    return register


def printables() -> list[Printable]:
    """All documents, by name."""
    return [_documents[name] for name in sorted(_documents)]


def document(name: str) -> Printable:
    """The document of that name. Raises PrintingError naming those there are."""
    if name not in _documents:
        names = ", ".join(sorted(_documents)) or "—"
        raise PrintingError(
            _("There is no document “%(name)s”; the portal prints: %(names)s.")
            % {"name": name, "names": names}
        )
    return _documents[name]


def print_document(name: str, key: str, *, user, format: str) -> Printed:
    """Prints one document as `user` sees it. Raises PrintingError for an unknown name, format or key."""
    found = document(name)
    if format not in found.formats:
        facts = {"name": name, "format": format or "—", "formats": ", ".join(found.formats)}
        raise PrintingError(
            _("The document “%(name)s” is not offered as “%(format)s”, only as: %(formats)s.") % facts
        )
    try:
        return found.function(key, user=user, format=format)
    except (
        ObjectDoesNotExist,
        PermissionDenied,
    ) as error:  # one answer for both: it does not tell what exists
        facts = {"name": name, "key": key, "user": user.get_username(), "help": found.key_help}
        sentence = _("“%(user)s” sees no “%(name)s” with the key “%(key)s” (expected: %(help)s).")
        raise PrintingError(sentence % facts) from error
