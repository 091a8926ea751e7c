"""One's own notices, and the letters for those who look after the mail."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.notifications import services
from portal.notifications.models import Letter, LetterState, Notice
from portal.ui.fragments import page_or_fragment
from portal.ui.paging import CappedPaginator


@require_GET
def index(request):
    """Own notices, unread ones first to the eye, newest first in the list."""
    notices = Notice.objects.visible_to(request.user)
    only_unread = request.GET.get("unread") == "1"
    page = CappedPaginator(notices.unread() if only_unread else notices).get_page(request.GET.get("page"))
    context = {"page": page, "only_unread": only_unread, "unread": notices.unread().count()}
    return page_or_fragment(request, "notifications/list.html", "notifications/_list.html", context)


@require_POST
def open_notice(request, pk: int):
    """Mark as read and go where the notice points."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    services.mark_read(Notice.objects.visible_to(request.user).filter(pk=pk), at=timezone.now())
    inside = notice.url and url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
    return redirect(notice.url if inside else "notifications:list")


@require_POST
def read_all(request):
    """Mark all of one's own notices as read."""
    services.mark_read(Notice.objects.visible_to(request.user), at=timezone.now())
    return redirect("notifications:list")


@require_GET
def letters(request):
    """Letters that wait, were sent, or could not be delivered; for administrators."""
    require(request.user, Permission.PEOPLE_MANAGE)
    rows = Letter.objects.visible_to(request.user)
    state = request.GET.get("state", "")
    if state in LetterState.values:
        rows = rows.filter(state=state)
    page = CappedPaginator(rows).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "state": state,
        "states": LetterState.choices,
        "mail_leaves": services.mail_leaves(),
    }
    return render(request, "notifications/letters.html", context)


@require_POST
def retry_letter(request, pk: int):
    """Try a letter again now."""
    require(request.user, Permission.PEOPLE_MANAGE)
    letter = get_object_or_404(Letter.objects.visible_to(request.user).exclude(state=LetterState.SENT), pk=pk)
    services.retry(letter, by=request.user, at=timezone.now())
    return redirect("notifications:letters")
