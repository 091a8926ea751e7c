"""Page or fragment: one address answers a browser with the whole page and htmx with the part that changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

REFUSED = 422


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part. A restored history entry and a boosted link want the whole page."""
    htmx = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def page_or_fragment(
    request: HttpRequest, page: str, fragment: str, context: dict | None = None, *, status: int = 200
) -> HttpResponse:
    """`page` includes `fragment`; htmx gets the latter alone. Refused input answers `status=REFUSED`."""
    response = render(request, fragment if is_fragment(request) else page, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
