"""What stands in the cells of several annexes."""

from collections.abc import Iterable


def joined(*parts: str, by: str = "; ") -> str:
    return by.join(filter(None, parts))


def lines(texts: Iterable[str]) -> str:
    """One under the other, none twice."""
    return "\n".join(dict.fromkeys(filter(None, texts)))


def day(found) -> str:
    return found.strftime("%d/%m/%Y") if found else ""
