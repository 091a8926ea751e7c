"""Addresses of the way of a report: timeliness and quality of all of them."""

from django.urls import path

from . import timeliness

flow_urls = [
    path("chap-hanh/", timeliness.timeliness, name="timeliness"),
    path("chap-hanh/xuat/", timeliness.export, name="timeliness-export"),
]
