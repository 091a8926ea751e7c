"""In whose language, and whether a new password is due, before any page answers."""

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers

# Where somebody may go who must set a new password first.
_OPEN_WHILE_DUE = {"accounts:new_password", "account_logout", "set_language", "healthz"}


class LanguageMiddleware:
    """The language chosen on this device, else the account's own, else Vietnamese.

    What the browser asks for does not count: many offices run an English Windows.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = _chosen(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response


def _chosen(request) -> str:
    known = {code for code, _label in settings.LANGUAGES}
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if cookie in known:
        return cookie
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return request.user.language if request.user.language in known else settings.LANGUAGE_CODE
    return settings.LANGUAGE_CODE


class NewPasswordMiddleware:
    """Who came in by a code sets a password before anything else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        user = request.user
        if not user.is_authenticated or not user.must_change_password:
            return None
        if request.resolver_match.view_name in _OPEN_WHILE_DUE:
            return None
        return redirect(reverse("accounts:new_password"))
