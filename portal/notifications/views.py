"""One's own notices and how one wants them; the letters for those who look after the mail."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.access.permissions import Permission
from portal.access.scope import require
from portal.ui.filtering import listed
from portal.ui.fragments import page_or_fragment
from portal.ui.paging import CappedPaginator

from . import sending, services
from .forms import ChoicesForm, LetterFilter
from .letters import without_link
from .models import Letter, LetterState, Notice
from .since import shows, since_of
from .topics import Topic


@listed(gettext_lazy("Notices"))
@require_GET
def index(request):
    """Own notices with what happened since, unread ones first to the eye, newest first in the list."""
    notices = Notice.objects.visible_to(request.user)
    only_unread = request.GET.get("unread") == "1"
    page = CappedPaginator(notices.unread() if only_unread else notices).get_page(request.GET.get("page"))
    since = since_of(page.object_list, request.user)
    context = {
        "page": page,
        "rows": [(one, without_link(one), since.get(one.pk)) for one in page.object_list],
        "only_unread": only_unread,
        "unread": notices.unread().count(),
        **_standing(request.user),
    }
    return page_or_fragment(request, "notifications/list.html", "notifications/_list.html", context)


@require_POST
def open_notice(request, pk: int):
    """Mark as read and go where the notice points."""
    return _followed(request, get_object_or_404(Notice.objects.visible_to(request.user), pk=pk))


@require_GET
def see(request, pk: int):
    """The link of a letter: the same; of a letter that was passed on, for who sees the record, too."""
    notice = get_object_or_404(Notice, pk=pk)
    if notice.recipient_id == request.user.pk:
        return _followed(request, notice)
    if not shows(notice, request.user):
        raise Http404
    return redirect(notice.url or "notifications:list")


def _followed(request, notice: Notice):
    """The record's page, with what happened to it since; back to the notices where there is none to go to."""
    services.mark_read(Notice.objects.visible_to(request.user).filter(pk=notice.pk), at=timezone.now())
    since = since_of([notice], request.user).get(notice.pk)
    if since is not None and since.is_gone:
        messages.warning(
            request, _("“%(subject)s”: the record was deleted since.") % {"subject": notice.subject}
        )
        return redirect("notifications:list")
    if since is not None and since.words:
        messages.info(
            request, _("Since this notice (%(subject)s): %(words)s.") % {"subject": notice.subject, "words": since.words}
        )  # fmt: skip
    inside = notice.url and url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
    return redirect(notice.url if inside else "notifications:list")


@require_POST
def read_all(request):
    """Mark all of one's own notices as read."""
    services.mark_read(Notice.objects.visible_to(request.user), at=timezone.now())
    return redirect("notifications:list")


@require_http_methods(["GET", "POST"])
def choices(request):
    """How the notices of each topic reach oneself, and the hours without mail."""
    form = ChoicesForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        ways = {topic.value: form.cleaned_data[topic.value] for topic in Topic}
        hours = {name: form.cleaned_data[name] for name in ("first", "last")}
        services.choose(ways=ways, by=request.user, **hours)
        messages.success(request, _("Saved. It holds from the next notice on."))
        return redirect("notifications:choices")
    context = {"form": form, **_standing(request.user)}
    return render(request, "notifications/choices.html", context)


def _standing(user) -> dict:
    """Whether mail leaves at all, and the letter that says that it does not reach this person."""
    lost = Letter.objects.undeliverable(at=timezone.now()).to(user.email)
    return {"mail_leaves": sending.mail_leaves(), "comes_back": lost.first()}


@listed(gettext_lazy("Letters"))
@require_GET
def letters(request):
    """Letters that wait, were sent, came back or could not be delivered; for administrators."""
    require(request.user, Permission.PEOPLE_MANAGE)
    form = LetterFilter(request.GET)
    rows = form.apply(Letter.objects.visible_to(request.user))
    page = CappedPaginator(rows).get_page(request.GET.get("page"))
    context = {"page": page, "filters": form, "mail_leaves": sending.mail_leaves()}
    return page_or_fragment(request, "notifications/letters.html", "notifications/_letters.html", context)


@require_POST
def retry_letter(request, pk: int):
    """Try a letter again now."""
    require(request.user, Permission.PEOPLE_MANAGE)
    letter = get_object_or_404(Letter.objects.visible_to(request.user).exclude(state=LetterState.SENT), pk=pk)
    sending.retry(letter, by=request.user, at=timezone.now())
    return redirect("notifications:letters")
