"""What all pages of one resource share: whose page it is, head, tabs, and the band of its approval."""

from django.http import HttpRequest, HttpResponse

from ..models import Resource
from ..panels.band import band_of
from .record_pages import of_resource, record_page

__all__ = ["of_resource", "resource_page"]


def resource_page(
    request: HttpRequest, resource: Resource, current: str, template: str, **values
) -> HttpResponse:
    """`record_page` with the band; `page_title` and `status` among the values as there."""
    return record_page(request, resource, current, template, **{**band_of(resource, request.user), **values})
