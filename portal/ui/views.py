"""The set of components on one page, for those who build pages with them."""

from django.http import JsonResponse
from django.shortcuts import render

from portal.ui import samples
from portal.ui.fragments import page_or_fragment


def components(request):
    return page_or_fragment(request, "ui/components.html", "ui/components_list.html", samples.page(request))


def component_dialog(request):
    return render(request, "ui/components_dialog.html", {"form": samples.ExtensionForm()})


def component_choices(request):
    return JsonResponse(samples.matching_choices(request.GET.get("q", "")), safe=False)
