"""Writing the trail: services call `record` inside their own transaction."""

from django.utils import timezone

from .models import Entry, Verb


def record(verb: Verb, target=None, *, by, details: dict | None = None, unit=None, at=None) -> Entry:
    """One act of `by` (a User, or None for the portal itself) on `target` (any model instance, or text).

    `unit` defaults to the target's own unit; `details` must be JSON and must not repeat personal data.
    """
    is_row = hasattr(target, "_meta")
    unit = unit or getattr(target, "unit", None)
    return Entry.objects.create(
        at=at or timezone.now(),
        actor_id=getattr(by, "pk", None),
        actor=str(by) if by is not None else "Hệ thống",
        verb=verb,
        target_model=target._meta.label_lower if is_row else "",
        target_id=str(target.pk) if is_row else "",
        target=str(target)[:300] if target is not None else "",
        unit_code=getattr(unit, "code", "") or "",
        details=details or {},
    )
