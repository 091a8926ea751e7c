"""What agreements, resources and other activities say alike."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from partners.models import Partner


def refusal(field, found, expected) -> str:
    """The sentence of every refusal: the field, the value found, the value expected."""
    return _("%(field)s: found “%(found)s”, expected %(expected)s.") % {
        "field": str(field)[:1].upper() + str(field)[1:], "found": found, "expected": expected,
    }  # fmt: skip


def partner_labels(partners: Iterable[Partner], written: str) -> list[str]:
    """Names of the matched partners, then what the source wrote where nothing was matched."""
    return [*(partner.name_vi for partner in partners), *([written] if written else [])]
