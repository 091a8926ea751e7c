"""Saving what a page of a dossier sent: what a service refuses stands in the form, a conflict is told."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.records.services import ConflictError
from portal.registers.pages import show_refusal


def address(record, page: str) -> str:
    """The address of one of the pages that delegations and conferences have alike ("budget", "report")."""
    return reverse(f"delegations:{record._meta.model_name}-{page}", args=[record.pk])


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
