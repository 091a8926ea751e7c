"""Which agreement an agreement may renew or be made under: no circles, nothing that was terminated."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from ..models import Agreement, refusal

LABELS = {"renews": _later("renews or replaces"), "framework": _later("made under the agreement")}


def refuse_chains(agreement: Agreement, *, replaces: bool = False) -> None:
    """Refuse a circle of renewals or of frameworks, the renewal of what was terminated, and one signed before it.

    A link that stood before is not asked again: what was terminated later does not bar its renewal. What was
    terminated may be followed by an agreement that `replaces` it.
    """
    stored = Agreement.objects.filter(pk=agreement.pk).first()
    wrong = {}
    for name in ("renews", "framework"):
        if getattr(agreement, f"{name}_id") in (None, getattr(stored, f"{name}_id", None)):
            continue
        if _comes_back(agreement, name):
            expected = _("an agreement that does not come back to this one")
            wrong[name] = _refusal(agreement, name, expected)
    if "renews" not in wrong and agreement.renews_id not in (None, getattr(stored, "renews_id", None)):
        wrong |= _wrong_renewal(agreement, agreement.renews, replaces)
    if wrong:
        raise ValidationError(wrong)


def _comes_back(agreement: Agreement, name: str) -> bool:
    seen: set[int] = set()
    at = getattr(agreement, f"{name}_id")
    while at and at not in seen:
        if at == agreement.pk:
            return True
        seen.add(at)
        at = Agreement.objects.filter(pk=at).values_list(f"{name}_id", flat=True).first()
    return False


def _wrong_renewal(agreement: Agreement, old: Agreement | None, replaces: bool) -> dict[str, str]:
    if old is None:
        return {}
    if old.terminated_on and not replaces:
        expected = _("one that was not terminated (on %(day)s)") % {"day": f"{old.terminated_on:%d/%m/%Y}"}
        return {"renews": _refusal(agreement, "renews", expected)}
    if agreement.signed_on and old.signed_on and agreement.signed_on.surely_before(old.signed_on):
        expected = _("%(day)s or later: the agreement that it renews was signed then") % {
            "day": old.signed_on.display()
        }
        return {"signed_on": refusal(_later("signed on"), agreement.signed_on.display(), expected)}
    return {}


def _refusal(agreement: Agreement, name: str, expected: str) -> str:
    return refusal(LABELS[name], getattr(agreement, name), expected)
