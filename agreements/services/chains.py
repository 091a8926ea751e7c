"""Which agreement an agreement may renew or be made under: no circles, nothing that was terminated."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..models import Agreement, refusal


def refuse_chains(agreement: Agreement, *, replaces: bool = False) -> None:
    """Refuse a circle of renewals or of frameworks, the renewal of what was terminated, and one signed before it.

    A link that stood before is not asked again: what was terminated later does not bar its renewal. What was
    terminated may be followed by an agreement that `replaces` it.
    """
    before = Agreement.objects.filter(pk=agreement.pk).values("renews_id", "framework_id").first() or {}
    wrong = {}
    for name in ("renews", "framework"):
        if getattr(agreement, f"{name}_id") in (None, before.get(f"{name}_id")):
            continue
        if _comes_back(agreement, name):
            expected = _("an agreement that does not come back to this one")
            wrong[name] = _refusal(agreement, name, expected)
    if "renews" not in wrong and agreement.renews_id not in (None, before.get("renews_id")):
        wrong |= _wrong_renewal(agreement, replaces)
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


def _wrong_renewal(agreement: Agreement, replaces: bool) -> dict[str, str]:
    old = agreement.renews
    if old.terminated_on and not replaces:
        expected = _("one that was not terminated (on %(day)s)") % {"day": f"{old.terminated_on:%d/%m/%Y}"}
        return {"renews": _refusal(agreement, "renews", expected)}
    if agreement.signed_on and old.signed_on and agreement.signed_on.surely_before(old.signed_on):
        expected = _("%(day)s or later: the agreement that it renews was signed then") % {
            "day": old.signed_on.display()
        }
        label = Agreement._meta.get_field("signed_on").verbose_name
        return {"signed_on": refusal(label, agreement.signed_on.display(), expected)}
    return {}


def _refusal(agreement: Agreement, name: str, expected: str) -> str:
    return refusal(Agreement._meta.get_field(name).verbose_name, getattr(agreement, name), expected)
