"""Addresses of the desk of consolidated papers, of what stands behind issued figures, of signing and verifying."""

from django.urls import path

from . import desk, issued, signing, verify

UNIT = "ky/<slug:code>/<slug:unit>/"
PAPER = "ky/<slug:code>/tong-hop/<slug:paper>/<int:pk>/"

paper_urls = [
    path("kiem-chung/", verify.verify_file, name="verify"),
    path(f"{PAPER}muc/<slug:section>/", desk.desk, name="desk"),
    path(f"{PAPER}muc/<slug:section>/chen/<int:version>/", desk.insert, name="insert-passage"),
    path(f"{PAPER}noi-nhan/", desk.recipients, name="paper-recipients"),
    path(f"{PAPER}tham-dinh/<slug:verb>/", desk.appraise, name="appraise"),
    path(f"{PAPER}tra-lai/", desk.back, name="appraise-back"),
    path(f"{PAPER}dinh-chinh/", desk.correct, name="correct"),
    path(f"{PAPER}ly-do-dinh-chinh/", desk.reason, name="correction-reason"),
    path(f"{PAPER}ban-ky/", signing.attach, name="paper-signed"),
    path(f"{PAPER}ky-so/", signing.sign, name="paper-sign"),
    path(f"{PAPER}so-lieu/<slug:indicator>/", issued.figure, name="issued-figure"),
    path(f"{UNIT}lan/<int:number>/so-lieu/<slug:indicator>/", issued.of_version, name="version-figure"),
]
