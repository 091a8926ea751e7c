"""Every address of the portal."""

from importlib.util import find_spec

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import include, path
from django.views.i18n import set_language

handler400 = "portal.ui.views.bad_request"


@login_not_required
def healthz(request):
    """Answers while the web server lives; asks nothing of the database."""
    return HttpResponse("ok", content_type="text/plain")


_APPS = {
    "": "portal.dashboard",
    "tai-khoan/": "portal.accounts",
    "tai-lieu/": "portal.documents",
    "cong-viec/": "portal.jobs",
    "thong-bao/": "portal.notifications",
    "nhap-lieu/": "portal.exchange",
    "quan-tri/": "portal.administration",
    "ui/": "portal.ui",
    "ghi-nhanh/": "portal.registers",
    "can-bo/": "portal.competence",
    "van-ban/": "portal.papers",
    "phe-duyet/": "portal.workflow",
    "tim-kiem/": "portal.search",
    "danh-sach/": "portal.saved",
    "huong-dan/": "portal.help",
    "doi-tac/": "partners",
    "doan/": "delegations",
    "thoa-thuan/": "agreements",
    "bao-cao/": "reports",
}

urlpatterns = [
    path("healthz/", healthz, name="healthz"),
    path("tai-khoan/", include("portal.accounts.entrance")),
    path("ngon-ngu/", login_not_required(set_language), name="set_language"),
    *[path(prefix, include(f"{app}.urls")) for prefix, app in _APPS.items() if find_spec(f"{app}.urls")],
]
