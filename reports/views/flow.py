"""Addresses of the way of a report: reviewed, compared, gathered from below, printed for others; how timely all are."""

from django.urls import path

from . import collecting, review, timeliness

UNIT = "ky/<slug:code>/<slug:unit>/"

flow_urls = [
    path("chap-hanh/", timeliness.timeliness, name="timeliness"),
    path("chap-hanh/xuat/", timeliness.export, name="timeliness-export"),
    path(f"{UNIT}tham-dinh/", review.review, name="review"),
    path(f"{UNIT}lan/<int:number>/", review.version, name="version"),
    path(f"{UNIT}in-gui/", collecting.print_for, name="print-for"),
    path(f"{UNIT}truc-thuoc/", collecting.collect, name="collect"),
    path(f"{UNIT}truc-thuoc/<slug:below>/<slug:act>/", collecting.collect_act, name="collect-act"),
]
