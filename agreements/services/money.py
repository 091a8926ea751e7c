"""Movements of money and shares of donors: each saved by itself, the totals of the resource in step with them."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.models import Verb
from portal.audit.trail import record as write_trail
from portal.money.rates import settle
from portal.records.services import ConflictError

from ..figures.money import Contradiction, excess, overspent
from ..models import DonorShare, Movement, MovementKind, Resource, refusal

#: Which total of the resource follows from which kind of movement.
TOTALS = {
    MovementKind.RECEIVED: "received_vnd",
    MovementKind.DISBURSED: "disbursed_vnd",
    MovementKind.SETTLED: "settled_vnd",
}
WE_GIVE = (MovementKind.DISBURSED, MovementKind.SETTLED, MovementKind.RETURNED)
WHOLE = Decimal(100)


@transaction.atomic
def record_movement(
    movement: Movement, *, by, on: dt.date, rate_stated: bool = False, excess_reason: str = ""
) -> Movement:
    """Enter or change a movement; the totals of its resource follow.

    The rate is that of the table on its day, or the one typed from a bank's paper (`rate_stated`). Raises
    ValidationError: no rate known for that day, more disbursed than received by then, more received than
    committed without a reason (`excess_reason`), a day after `on`.
    """
    resource = locked(movement.resource, by)
    _check_kind(resource, movement)
    _check_days(movement, on)
    _settle(movement, rate_stated)
    movement.full_clean()
    rows = [movement, *resource.movements.exclude(pk=movement.pk)]
    _check_sums(resource, rows, excess_reason)
    movement.save()
    _put_totals(resource, excess_reason=excess_reason.strip())
    write_trail(Verb.UPDATED, resource, by=by, details={"movement": str(movement)})
    movement.resource = resource
    return movement


@transaction.atomic
def withdraw_movement(movement: Movement, *, by) -> Resource:
    """Take a movement out again. Refused where what stays would have spent more than was received."""
    resource = locked(movement.resource, by)
    rest = list(resource.movements.exclude(pk=movement.pk))
    if resource.is_received and (found := overspent(rest)):
        raise ValidationError(_overspent_sentence(found))
    told = str(movement)
    resource.movements.filter(pk=movement.pk).delete()
    _put_totals(resource)
    write_trail(Verb.UPDATED, resource, by=by, details={"movement_withdrawn": told})
    return resource


@transaction.atomic
def save_shares(
    resource: Resource,
    *,
    by,
    changed: Iterable[DonorShare] = (),
    removed: Iterable[DonorShare] = (),
    revision: int | None = None,
) -> Resource:
    """Save and take out shares of donors. Each is a donor of the resource; together they are 100 % at most."""
    held = locked(resource, by, revision=revision)
    for share in removed:
        share.delete()
    donors = set(held.partners.values_list("pk", flat=True))
    for share in changed:
        share.resource = held
        if share.partner_id not in donors:
            raise ValidationError(
                {"partner": refusal(_("donor"), share.partner, _("one of the donors of this resource"))}
            )
        share.full_clean()
        share.save()
    total = held.shares.aggregate(all=Sum("percent"))["all"] or Decimal(0)
    if total > WHOLE:
        raise ValidationError(
            refusal(_("shares of the donors"), f"{total.normalize():f} %", _("100 % at most"))
        )
    touch(held)
    write_trail(Verb.UPDATED, held, by=by, details={"shares": f"{total:f} %"})
    return held


def follow_movements(resource: Resource) -> None:
    """The totals as the rows say, where there are any; else as they are typed. Not yet saved: nothing to do."""
    if resource.pk is None:
        return
    found = _totals(resource)
    for name, value in found.items():
        setattr(resource, name, value)


def check_partners_kept(resource: Resource, partners: Iterable) -> None:
    """A donor with a share cannot leave the resource before the share does."""
    kept = {partner.pk for partner in partners}
    lost = (
        resource.shares.exclude(partner__in=kept).select_related("partner").first() if resource.pk else None
    )
    if lost is not None:
        sentence = _(
            "Donors and partners: found none “%(partner)s”, expected it: it has a share of %(percent)s %%."
        )
        values = {"partner": lost.partner, "percent": f"{lost.percent.normalize():f}"}
        raise ValidationError({"partners": sentence % values})


def locked(resource: Resource, by, *, revision: int | None = None) -> Resource:
    """The resource as the database holds it, locked.

    PermissionDenied or a sentence where nothing may change, ConflictError where it is no longer at `revision`.
    """
    held = Resource.objects.select_for_update(of=("self",)).select_related("unit").get(pk=resource.pk)
    if by is not None and not held.may_edit(by):
        raise PermissionDenied
    if held.is_archived:
        raise ValidationError(_("This record is archived: restore it before changing it."))
    if revision is not None and held.revision != revision:
        raise ConflictError(held)
    return held


def _check_kind(resource: Resource, movement: Movement) -> None:
    if resource.is_received or movement.kind in WE_GIVE:
        return
    raise ValidationError(
        {"kind": refusal(_("kind"), movement.get_kind_display(), _("what we hand over, settle or get back: this is given by us"))}
    )  # fmt: skip


def _check_days(movement: Movement, on: dt.date) -> None:
    wrong = {}
    if movement.happened_on and movement.happened_on > on:
        wrong["happened_on"] = refusal(
            _("on, or up to"), _said(movement.happened_on), _("%(day)s or earlier") % {"day": _said(on)}
        )
    if movement.covers_from and movement.happened_on and movement.covers_from > movement.happened_on:
        wrong["covers_from"] = refusal(
            _("from"),
            _said(movement.covers_from),
            _("%(day)s or earlier") % {"day": _said(movement.happened_on)},
        )
    if wrong:
        raise ValidationError(wrong)


def _settle(movement: Movement, rate_stated: bool) -> None:
    """Rate and đồng of the day; a currency whose rate nobody knows on that day is refused."""
    wrong = {}
    if movement.amount is None or movement.amount <= 0:
        found = _("nothing") if movement.amount is None else f"{movement.amount.normalize():f}"
        wrong["amount"] = refusal(_("amount"), found, _("a number above 0"))
    if not movement.currency:
        wrong["currency"] = refusal(_("currency"), _("nothing"), _("one of the list"))
    if movement.happened_on is None:
        wrong["happened_on"] = refusal(_("on, or up to"), _("nothing"), _("a day"))
    if wrong:
        raise ValidationError(wrong)
    settle(movement, movement.happened_on, rate_stated=rate_stated)
    if movement.amount_vnd is None:
        raise ValidationError(
            {
                "exchange_rate": _(
                    "Exchange rate: found none for %(currency)s on %(day)s, expected the rate of that day: type the bank's, or ask an administrator to enter it."
                )
                % {"currency": movement.currency, "day": _said(movement.happened_on)}
            }
        )


def _check_sums(resource: Resource, rows: list[Movement], reason: str) -> None:
    if resource.is_received and (spent := overspent(rows)):
        raise ValidationError({"amount": _overspent_sentence(spent)})
    above = excess(resource, rows)
    if above and not (reason.strip() or resource.excess_reason.strip()):
        raise ValidationError({"excess_reason": excess_sentence(above)})


def _overspent_sentence(found: Contradiction) -> str:
    return _(
        "Disbursed and returned by %(day)s: found %(found)s, expected at most what was received by then, %(limit)s."
    ) % {"day": _said(found.on), "found": found.found, "limit": found.limit}


def excess_sentence(found: Contradiction) -> str:
    """More came than was committed: that asks for its reason."""
    return _(
        "More than was committed because: found nothing, expected the reason: %(found)s against %(limit)s committed."
    ) % {"found": found.found, "limit": found.limit}


def _totals(resource: Resource) -> dict[str, int]:
    rows = resource.movements.values("kind").annotate(vnd=Sum("amount_vnd")).order_by()
    found = {row["kind"]: int(row["vnd"] or 0) for row in rows}
    return {name: found.get(kind, 0) for kind, name in TOTALS.items()} if found else {}


def _put_totals(resource: Resource, *, excess_reason: str = "") -> None:
    values: dict[str, object] = {**dict.fromkeys(TOTALS.values()), **_totals(resource)}
    if excess_reason:
        values["excess_reason"] = excess_reason
    for name, value in values.items():
        setattr(resource, name, value)
    touch(resource, **values)


def touch(resource: Resource, **values) -> None:
    """Set these columns, past the form. Its revision moves on: who has the form open is told."""
    Resource.objects.filter(pk=resource.pk).update(
        revision=F("revision") + 1, updated_at=timezone.now(), **values
    )
    resource.refresh_from_db(fields=["revision", "updated_at"])


def _said(day: dt.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
