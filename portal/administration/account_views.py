"""Accounts and people: who may sign in, and as what."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.access.models import RoleAssignment
from portal.access.permissions import Permission
from portal.access.scope import visible
from portal.access.services import end_role, grant_role
from portal.accounts.models import CODE_LIVES, User
from portal.accounts.services import read_out_code, set_active, update_account
from portal.audit.models import Entry
from portal.notifications.models import Letter
from portal.text import fold
from portal.ui.filtering import listed
from portal.ui.fragments import page_or_fragment
from portal.ui.paging import CappedPaginator

from . import services
from .account_forms import AccountFilter, AccountForm, CheckedForm, EndOfficeForm, NewcomerForm, OfficeForm
from .doors import needs
from .forms import attempt, form_page
from .sentences import sentences

manages_people = needs(Permission.PEOPLE_MANAGE)


def _crumbs(user=None):
    found = [(_("Accounts and people"), reverse("administration:account-list"))]
    return [*found, (str(user), _page(user))] if user else found


def _page(user) -> str:
    return reverse("administration:account-detail", args=[user.pk])


def _account(request, pk: int) -> User:
    return get_object_or_404(visible(User, request.user), pk=pk)


@listed(gettext_lazy("Accounts and people"))
@require_GET
@manages_people
def account_list(request):
    """All accounts with the offices they hold."""
    form = AccountFilter(request.GET)
    form.is_valid()
    rows = _filtered(visible(User, request.user), form.cleaned_data).prefetch_related(
        "roles__unit", "person__posts"
    )
    page = CappedPaginator(rows.order_by("display_name", "pk")).get_page(request.GET.get("page"))
    context = {"filters": form, "page": page, "today": timezone.localdate()}
    context["undeliverable"] = Letter.objects.undeliverable(at=timezone.now()).addresses()
    return page_or_fragment(
        request, "administration/account_list.html", "administration/_account_table.html", context
    )


def _filtered(rows, wanted: dict):
    for word in wanted.get("q", "").split():
        rows = rows.filter(
            Q(display_name__icontains=word) | Q(username__icontains=word) | Q(email__icontains=word)
            | Q(person__search_text__contains=fold(word))
        )  # fmt: skip
    if wanted.get("role") or wanted.get("unit"):
        offices = RoleAssignment.objects.current()
        offices = offices.filter(role=wanted["role"]) if wanted.get("role") else offices
        offices = offices.filter(unit=wanted["unit"]) if wanted.get("unit") else offices
        rows = rows.filter(pk__in=offices.values("user_id"))
    states = {"active": Q(is_active=True), "closed": Q(is_active=False), "never": Q(last_login=None)}
    return rows.filter(states.get(wanted.get("state"), Q()))


@manages_people
@require_http_methods(["GET", "POST"])
def account_create(request):
    """Take somebody on: account, person, post, role, invitation."""
    form = NewcomerForm(request.POST or None, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form, services.take_on, newcomer=services.Newcomer(**form.cleaned_data), by=request.user
        )
        if made:
            return _invited(request, *made)
    return form_page(
        request,
        form,
        title=_("New account"),
        crumbs=_crumbs(),
        cancel_url=_crumbs()[0][1],
        submit=_("Create and invite"),
    )


@require_GET
@manages_people
def account_detail(request, pk: int):
    """One account: its data, its offices, what it did last."""
    account = _account(request, pk)
    done = Entry.objects.visible_to(request.user).filter(
        Q(actor_id=pk) | Q(target_model="accounts.user", target_id=str(pk))
    )
    context = {
        "account": account,
        "offices": account.roles.select_related("unit", "granted_by").order_by("-valid_from"),
        "posts": account.person.posts.select_related("unit") if hasattr(account, "person") else [],
        "done": sentences(done[:12]),
        "today": timezone.localdate(),
        "crumbs": [*_crumbs(), (str(account), "")],
    }
    return render(request, "administration/account_detail.html", context)


@manages_people
@require_http_methods(["GET", "POST"])
def account_edit(request, pk: int):
    """Name, account name, mail, telephone, language."""
    account = _account(request, pk)
    form = AccountForm(request.POST or None, instance=account)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, update_account, user=form.instance, by=request.user)
    ):
        messages.success(request, _("Saved: %(record)s.") % {"record": account})
        return redirect(_page(account))
    return form_page(
        request, form, title=_("Change the account"), crumbs=_crumbs(account), cancel_url=_page(account)
    )


@require_POST
@manages_people
def account_activity(request, pk: int):
    """Close the account at once, or open it again (active=1)."""
    account = _account(request, pk)
    active = request.POST.get("active") == "1"
    try:
        set_active(account, active=active, by=request.user)
    except ValidationError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The account is open again.") if active else _("The account is closed."))
    return redirect(_page(account))


@never_cache
@require_POST
@manages_people
def account_invite(request, pk: int):
    """A new link to set the password: by mail, and to be copied."""
    account = _account(request, pk)
    return _invited(request, account, services.send_invitation(account, by=request.user))


def _invited(request, account, link: str):
    context = {"account": account, "link": link, "crumbs": [*_crumbs(account), (_("Invitation"), "")]}
    return render(request, "administration/account_invited.html", context)


@never_cache
@manages_people
@require_http_methods(["GET", "POST"])
def account_code(request, pk: int):
    """Read out a one-time code, after saying that the caller was checked; the code is shown this once."""
    account = _account(request, pk)
    form = CheckedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        code = attempt(form, read_out_code, user=account, by=request.user, at=now)
        if code:
            context = {"account": account, "code": f"{code[:4]} {code[4:]}", "until": now + CODE_LIVES}
            return render(request, "administration/account_code.html", context | {"crumbs": _crumbs(account)})
    return form_page(
        request, form, title=_("Read out a one-time code"), crumbs=_crumbs(account), cancel_url=_page(account),
        submit=_("Show the code"), account=account, template="account_code_form",
    )  # fmt: skip


@manages_people
@require_http_methods(["GET", "POST"])
def role_grant(request, pk: int):
    """Give a role on a unit."""
    account = _account(request, pk)
    form = OfficeForm(request.POST or None, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        grant_role(user=account, by=request.user, **form.cleaned_data)
        messages.success(request, _("The role is given."))
        return redirect(_page(account))
    return form_page(
        request,
        form,
        title=_("Give a role"),
        crumbs=_crumbs(account),
        cancel_url=_page(account),
        submit=_("Give the role"),
    )


@manages_people
@require_http_methods(["GET", "POST"])
def role_end(request, pk: int):
    """End a role on a day; what was done in it stays."""
    office = get_object_or_404(
        RoleAssignment.objects.visible_to(request.user).select_related("user", "unit"), pk=pk
    )
    form = EndOfficeForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        end_role(assignment=office, on=form.cleaned_data["on"], by=request.user)
        messages.success(
            request, _("The role ends on %(day)s.") % {"day": office.valid_to.strftime("%d/%m/%Y")}
        )
        return redirect(_page(office.user))
    return form_page(
        request, form, title=_("End the role"), crumbs=_crumbs(office.user), cancel_url=_page(office.user),
        submit=_("End the role"), subtitle=str(office),
    )  # fmt: skip
