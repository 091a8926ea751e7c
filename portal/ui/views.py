"""The set of components on one page, for those who build pages with them; what was too much to take."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.defaults import bad_request as plain_refusal

from portal.ui import samples
from portal.ui.formats import filesize_vi
from portal.ui.fragments import page_or_fragment


def components(request):
    return page_or_fragment(request, "ui/components.html", "ui/components_list.html", samples.page(request))


def component_dialog(request):
    return render(request, "ui/components_dialog.html", {"form": samples.ExtensionForm()})


def component_choices(request):
    return JsonResponse(samples.matching_choices(request.GET.get("q", "")), safe=False)


def bad_request(request, exception):
    """More was sent than a page may hold: one sentence, as JSON where a script asks; else Django's own answer."""
    if not isinstance(exception, RequestDataTooBig):
        return plain_refusal(request, exception)
    sentence = _(
        "Form: found %(found)s, expected %(expected)s MB or less. Nothing was saved; keep what is so long in a file and attach that."
    ) % {
        "found": filesize_vi(int(request.META.get("CONTENT_LENGTH") or 0)),
        "expected": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1_000_000,
    }
    if "application/json" in request.headers.get("accept", ""):
        return JsonResponse({"message": sentence}, status=413)
    return render(request, "413.html", {"sentence": sentence}, status=413)
