"""Markup that is remembered by all the words it shows: drawn again only when one of them is another."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any


class Remembered:
    """The `size` results last asked for, each by its key.

    SECURITY: the key holds everything that the result depends on, whose it is included. Unlike `lru_cache` it
    does not keep what a result is made from: a form holds a request, and that a person.
    """

    def __init__(self, size: int):
        self._size = size
        self._found: dict[Hashable, Any] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Any], keep: Callable[[Any], bool] | None = None):
        """What is remembered for `key`, else `make()`; that is remembered unless `keep` refuses it."""
        with self._lock:
            found = self._found.pop(key, None)
        if found is None:
            found = make()
            if keep is not None and not keep(found):
                return found
        with self._lock:
            self._found[key] = found  # the last one asked for stands last
            while len(self._found) > self._size:
                del self._found[next(iter(self._found))]
        return found
