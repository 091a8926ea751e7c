"""Saving what a page of a record sent: what a service refuses stands in the form, a conflict is told."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from portal.records.services import ConflictError

from .pages import show_refusal


def require_editor(request, record) -> None:
    """403 for who reads the record but may not change it."""
    if not record.may_edit(request.user):
        raise PermissionDenied


def attempt(request, form, verb: Callable[[], object], *, saved: str = "") -> bool:
    """Run a verb of a service; True when it was done. `form` has a field `revision` where the verb claims one."""
    try:
        verb()
    except ConflictError as conflict:
        form.add_error(
            None,
            _("Somebody else changed this record since you opened it. Yours stands below: save again to keep it."),
        )  # fmt: skip
        form.data = form.data.copy()
        form.data["revision"] = conflict.theirs.revision
    except ValidationError as refused:
        show_refusal(form, refused)
    else:
        messages.success(request, saved or _("Saved."))
        return True
    return False


def attempt_at_once(request, verb: Callable[[], object], *, saved: str) -> None:
    """The same for a button without a form: the refusal is a message."""
    try:
        verb()
    except ValidationError as refused:
        for sentence in refused.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, saved)
