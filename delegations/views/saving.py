"""Saving what a page of a dossier sent: what a service refuses stands in the form, a conflict is told."""

from django.urls import reverse

from portal.registers.saving import attempt, attempt_at_once, require_editor

__all__ = ["address", "attempt", "attempt_at_once", "require_editor"]


def address(record, page: str) -> str:
    """The address of one of the pages that delegations and conferences have alike ("budget", "report")."""
    return reverse(f"delegations:{record._meta.model_name}-{page}", args=[record.pk])
