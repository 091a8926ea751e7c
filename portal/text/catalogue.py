"""The Vietnamese catalogue: found strings, merged and checked, with Babel alone (no gettext binaries)."""

import importlib.util
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from portal.text.borrowed import BORROWED

PROJECT = Path(__file__).resolve().parents[2]
OWN = ("portal", "partners", "agreements", "delegations", "reports", "templates")
PO = PROJECT / "portal" / "locale" / "vi" / "LC_MESSAGES" / "django.po"

_KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "_now": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3), "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip
_PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[#0\- +]*\d*(?:\.\d+)?([diouxXeEfFgGcrs])|\{(\w*)(?:[!:][^}]*)?\}")

Key = tuple[str, str | None]  # msgid (the singular of a plural), context


@dataclass(frozen=True, slots=True)
class Found:
    """One string of the sources. `plural` is "" for a string without one; `where` is "file:line"."""

    singular: str
    plural: str
    context: str | None
    where: str

    @property
    def key(self) -> Key:
        return self.singular, self.context


@dataclass(slots=True)
class Findings:
    """What is wrong with the catalogue, as lines to print; `unused` is no fault, only work for --prune."""

    missing: list[str] = field(default_factory=list)
    fuzzy: list[str] = field(default_factory=list)
    placeholders: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        return [*self.missing, *self.fuzzy, *self.placeholders]


def load(po: Path = PO) -> Catalog:
    """The catalogue of a file, or an empty Vietnamese one."""
    if not po.exists():
        return Catalog(locale="vi", project="doi-ngoai", charset="utf-8", fuzzy=False)
    with po.open("rb") as lines:
        return read_po(lines, locale="vi")


def found_strings() -> dict[Key, Found]:
    """Every string that a user can see: ours, and those of packages that have no Vietnamese for them."""
    found = {string.key: string for string in _own_strings()}
    for package, globs in BORROWED.items():
        folder = _folder(package)
        theirs = _translated_by(folder)
        for path in sorted({path for glob in globs for path in folder.glob(glob)}):
            for string in strings_of(path, f"{package}/{path.relative_to(folder)}"):
                if string.key not in theirs:
                    found.setdefault(string.key, string)
    return found


def strings_of(path: Path, name: str) -> Iterator[Found]:
    """The strings of one Python file or one template (told by its suffix)."""
    source = path.read_text("utf-8")
    if path.suffix != ".py":
        # Django turns a template into calls of gettext with everything else blanked out; without
        # indentation they are Python enough for Babel.
        source = "\n".join(line.strip() for line in templatize(source, origin=name).splitlines())
    for line, msgid, _comments, context in extract("python", io.BytesIO(source.encode()), _KEYWORDS):
        singular, plural = (msgid, "") if isinstance(msgid, str) else (msgid[0], msgid[1])
        if singular:
            yield Found(singular, plural, context, f"{name}:{line}")


def merge(catalogue: Catalog, found: dict[Key, Found], *, prune: bool = False) -> int:
    """Adds what is new, untranslated, and returns how many; `prune` drops what is no longer found."""
    new = 0
    for string in found.values():
        message = catalogue.get(string.singular, string.context)
        if message is None:
            msgid = (string.singular, string.plural) if string.plural else string.singular
            catalogue.add(msgid, context=string.context)
            new += 1
        elif string.plural and isinstance(message.id, str):
            message.id, message.string = (string.singular, string.plural), (message.string,)
    if prune:
        for message in [message for message in catalogue if message.id and _key(message) not in found]:
            catalogue.delete(_key(message)[0], message.context)
    return new


def review(catalogue: Catalog, found: dict[Key, Found]) -> Findings:
    """What a reader of Vietnamese would miss, and translations that would fail when they are filled in."""
    findings = Findings()
    for string in found.values():
        message = catalogue.get(string.singular, string.context)
        if message is None or not all(_strings(message)):
            findings.missing.append(f"not translated: {string.singular!r} ({string.where})")
    for message in catalogue:
        if not message.id:
            continue
        if message.fuzzy:
            findings.fuzzy.append(f"fuzzy: {_key(message)[0]!r}")
        findings.placeholders.extend(_differences(message))
        if _key(message) not in found:
            findings.unused.append(f"no longer used: {_key(message)[0]!r}")
    return findings


def write(catalogue: Catalog, po: Path = PO) -> None:
    """Writes the file sorted, so that two people's additions seldom meet in one line."""
    text = io.BytesIO()
    write_po(text, catalogue, sort_output=True, width=110, no_location=True)
    _replace(po, text.getvalue())


def compile_catalogue(catalogue: Catalog, po: Path = PO) -> Path:
    """Writes the .mo beside the .po and returns its path."""
    binary = io.BytesIO()
    write_mo(binary, catalogue)
    return _replace(po.with_suffix(".mo"), binary.getvalue())


def placeholders(text: str) -> list[str]:
    """The things filled in, sorted: "%(name)s", "%s", "{name}"; a doubled percent sign is none."""
    found = _PLACEHOLDER.finditer(text.replace("%%", ""))
    return sorted(f"%({match[1]}){match[2]}" if match[1] else match[0] for match in found)


def _own_strings() -> Iterator[Found]:
    for folder in OWN:
        for path in sorted((PROJECT / folder).rglob("*")):
            if path.suffix in (".py", ".html", ".txt") and "migrations" not in path.parts:
                yield from strings_of(path, str(path.relative_to(PROJECT)))


def _differences(message: Message) -> Iterator[str]:
    singular, plural = message.id if isinstance(message.id, tuple) else (message.id, message.id)
    for string in filter(None, _strings(message)):
        if placeholders(string) not in (placeholders(plural), placeholders(singular)):
            yield f"placeholders differ: {singular!r} → {string!r}"


def _strings(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple | list) else (message.string,)


def _key(message: Message) -> Key:
    return (message.id if isinstance(message.id, str) else message.id[0]), message.context


def _folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise LookupError(f"The package {package} is not installed.")
    return Path(spec.origin).parent


def _translated_by(folder: Path) -> set[Key]:
    """What the package's own Vietnamese catalogues hold."""
    done: set[Key] = set()
    for po in folder.rglob("locale/vi/LC_MESSAGES/django.po"):
        done |= {
            _key(message)
            for message in load(po)
            if message.id and all(_strings(message)) and not message.fuzzy
        }
    return done


def _replace(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_bytes(content)
    return temporary.replace(path)
