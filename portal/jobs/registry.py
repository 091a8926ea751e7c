"""Which function does which kind of job. Apps register theirs in `background.py`."""

from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured

_handlers: dict[str, Callable] = {}


def handler(kind: str):
    """Decorator: `@handler("reports.consolidate") def consolidate(job: Running) -> dict | Version | None`.

    A handler may be run twice (its first worker was killed), so it makes its result visible in one
    transaction that begins with `job.check()`. Raises ImproperlyConfigured for a kind already taken.
    """

    def register(function: Callable) -> Callable:
        taken = _handlers.get(kind)
        if taken is not None and (taken.__module__, taken.__qualname__) != (
            function.__module__,
            function.__qualname__,
        ):
            raise ImproperlyConfigured(f"Job kind {kind!r} is registered twice: {taken} and {function}.")
        _handlers[kind] = function
        return function

    return register


def handler_of(kind: str) -> Callable:
    """The function for this kind; raises LookupError for a kind nobody registered."""
    if kind not in _handlers:
        raise LookupError(f"No handler for jobs of kind {kind!r}: expected one in an app's background.py.")
    return _handlers[kind]


def kinds() -> list[str]:
    return sorted(_handlers)
