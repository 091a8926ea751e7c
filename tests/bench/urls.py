"""The portal's addresses and one more, whose page says nothing: what every request costs at least."""

from django.http import HttpResponse
from django.urls import path

from portal.urls import *  # noqa: F403 - its error handlers too
from portal.urls import urlpatterns as portal_urls

EMPTY = "/trang-trong/"


def empty(request):
    return HttpResponse("")


urlpatterns = [path(EMPTY.strip("/") + "/", empty), *portal_urls]
