"""What of outgoing papers can be found: the drafts and papers themselves, and the lines of the registers."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.search.kinds import Kind, joined, kind
from portal.ui.formats import date_vi

from .models import Paper, RegisterLine
from .register import label_of


@kind
class Papers(Kind):
    key, label, icon, order = "papers", _("Outgoing papers"), "file-text", 37
    model = Paper
    title = "summary"
    texts = ("addressees", "signature_title", "header_line")
    ordering = ("-dated", "-pk")

    def title_of(self, record):
        return record.summary

    def small(self, record):
        return joined(label_of(record), record.code or record.symbol, record.unit.short_name)


@kind
class Lines(Kind):
    key, label, icon, order = "register", _("Register of outgoing papers"), "scroll-text", 38
    model = RegisterLine
    title = "summary"
    names = ("number",)
    texts = ("signatory", "recipients")
    ordering = ("-dated", "-pk")

    def title_of(self, record):
        return record.summary

    def url(self, record):
        return reverse("papers:line-detail", args=[record.pk])

    def small(self, record):
        return joined(record.code, date_vi(record.dated), record.unit.short_name)
