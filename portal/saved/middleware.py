"""A list opens with the view that its reader put first, wherever the list belongs."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .places import opening


class OpensFirst:
    """Asks only before lists (`portal.ui.filtering.listed`), and only where their address asks for nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        first = opening(request) if hasattr(view, "list_title") else ""
        return redirect(first) if first else None
