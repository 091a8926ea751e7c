"""Pages about oneself: coming in, one's own data, a new password."""

from allauth.account.views import LoginView
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.ui.fragments import REFUSED

from . import services
from .demonstration import demonstration_accounts
from .forms import CodeForm, NewPasswordForm, ProfileForm

BACKEND = "portal.accounts.backends.Backend"


class SignIn(LoginView):
    """allauth's page; a demonstration also shows its accounts."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "accounts": demonstration_accounts(on=timezone.localdate())
        }


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def one_time_code(request):
    """The account's name and the code that an administrator read out; then a new password is due."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="one_time_code"):
            form.add_error(None, _("Too many attempts. Wait five minutes, then ask for a new code."))
        else:
            user = _opened_by(form)
            if user is not None:
                login(request, user, backend=BACKEND)
                return redirect("accounts:new_password")
    return render(
        request, "account/one_time_code.html", {"form": form}, status=REFUSED if form.errors else 200
    )


def _opened_by(form):
    try:
        return services.use_code(at=timezone.now(), **form.cleaned_data)
    except ValidationError as refused:
        form.add_error(None, refused)
        return None


@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "POST"])
def new_password(request):
    """Set a password without knowing the old one; only for who is told to do so."""
    if not request.user.must_change_password:
        return redirect("account_change_password")
    form = NewPasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        services.set_new_password(request.user, password=form.cleaned_data["password1"], by=request.user)
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your new password is set."))
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(
        request, "account/new_password.html", {"form": form}, status=REFUSED if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
def profile(request):
    """One's own data, language, and the offices one holds with what they permit."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        user = services.update_account(form.instance, by=request.user)
        messages.success(request, _("Your data are saved."))
        response = redirect("accounts:profile")
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, max_age=365 * 86400, samesite="Lax")
        return response
    offices = request.user.roles.current().select_related("unit")
    context = {"form": form, "offices": offices}
    return render(request, "account/profile.html", context, status=REFUSED if form.errors else 200)
