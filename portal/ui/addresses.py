"""Addresses that stand on every page or in every row, looked up once: to reverse one costs more than to draw it."""

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

_KEY = 987654321  # stands for the key of a record while its address is looked up


def address(name: str, key: int | None = None) -> str:
    """What `reverse(name)` or `reverse(name, args=[key])` gives, for an integer key; `NoReverseMatch` as there."""
    before, after = _parts(name, key is not None, *place())
    return before if key is None else f"{before}{key:d}{after}"


def place() -> tuple[str, str]:
    """What an address depends on beside its name: the addresses in force, and what stands before them all."""
    return get_urlconf() or settings.ROOT_URLCONF, get_script_prefix()


@lru_cache(maxsize=1024)
def _parts(name: str, keyed: bool, urlconf: str, prefix: str) -> tuple[str, str]:
    """What stands before and after the key; `reverse` puts the prefix in front by itself."""
    found = reverse(name, urlconf, args=[_KEY] if keyed else [])
    before, _key, after = found.rpartition(str(_KEY)) if keyed else (found, "", "")
    return before, after
