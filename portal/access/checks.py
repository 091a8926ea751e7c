"""System check: every model of ours says who sees its rows."""

from django.apps import apps
from django.core import checks
from pghistory.models import Event

from .scope import is_declared

OURS = ("portal.", "partners", "delegations", "agreements", "reports")


def check_scopes(app_configs, **kwargs):
    """One error for each model without `objects.visible_to` and without a declared scope."""
    return [
        checks.Error(
            f"{model._meta.label} does not say who sees its rows.",
            hint="Give its queryset visible_to(user), or declare_scope(model, rule).",
            id="access.E001",
        )
        for model in apps.get_models()
        if model.__module__.startswith(OURS) and not issubclass(model, Event) and not is_declared(model)
    ]
