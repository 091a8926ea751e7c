"""The register of cost norms: dated, with their sources; kept by who keeps the rules."""

from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.countries import name as country_name
from portal.deadlines.models import Confidence
from portal.registers.columns import Cell, Column, Section, fact
from portal.registers.register import Register
from portal.ui.formats import money_vi

from ..figures.norm_gaps import countries_without_per_diem
from ..figures.norms import PER, codes_of
from ..filters.norms import NormFilter
from ..forms.norms import NormForm
from ..models import BudgetKind, Norm, NormPer
from ..services.norms import save_norm


def whom(norm: Norm) -> str:
    """Class of guests and head or member, as far as the norm says."""
    head = {True: _now("head of delegation"), False: _now("member")}.get(norm.for_head, "")
    return ", ".join(filter(None, [str(norm.get_guest_class_display()), head]))


def countries(norm: Norm) -> str:
    return ", ".join(country_name(code) for code in codes_of(norm))


def amount(norm: Norm) -> str:
    return money_vi(norm.amount.normalize(), norm.currency)


def force(norm: Norm) -> tuple[str, str]:
    """(label, tone) of the norm today."""
    today = timezone.localdate()
    if norm.valid_from > today:
        return _now("from a later day"), "wait"
    if norm.valid_to and norm.valid_to < today:
        return _now("ended"), "neutral"
    return _now("in force"), "ok"


def days(norm: Norm) -> str:
    first = f"{norm.valid_from:%d/%m/%Y}"
    if norm.valid_to is None:
        return _now("since %(day)s") % {"day": first}
    return f"{first} – {norm.valid_to:%d/%m/%Y}"


class NormRegister(Register):
    model = Norm
    form_class = NormForm
    filter_class = NormFilter
    list_template = "delegations/norms_money.html"
    namespace, name = "delegations", "norm"
    icon = "banknote"
    title, title_one = _("Cost norms"), _("New norm")
    hint = _(
        "The most that receptions and trips may cost, with the days on which it is in force and the source."
    )
    ordering = ("kind", "guest_class", "-for_head", "-valid_from", "pk")
    tabs = [(_("All"), ""), (_("In force"), "force=now"), (_("Ended"), "force=ended")]
    columns = [
        Column("kind", _("Kind of cost"), lambda n: Cell(n.get_kind_display(), countries(n)), order="kind", width=30,
               export=lambda n: n.get_kind_display()),
        Column("whom", _("For whom"), lambda n: whom(n) or "–", order="guest_class", width=26),
        Column("countries", _("Countries"), countries, only_export=True, width=40),
        Column("amount", _("Amount"), lambda n: Cell(amount(n), str(PER[n.per])), order="amount", numeric=True,
               width=20, export=lambda n: n.amount, beside="currency"),
        Column("currency", _("Currency"), lambda n: n.currency, only_export=True, width=10),
        Column("per", _("Per"), lambda n: str(PER[n.per]), only_export=True, width=18),
        Column("days", _("Validity"), lambda n: Cell(days(n)), order="valid_from", width=26),
        Column("state", _("State"), lambda n: Cell(force(n)[0], tone=force(n)[1]), width=16, export=lambda n: force(n)[0]),
        Column("source", _("Source"), lambda n: n.source, width=40),
    ]  # fmt: skip

    def badges(self, record):
        sure = [] if record.confidence == Confidence.FOUND else [(_("to be confirmed"), "wait")]
        return [force(record), *sure]

    def subtitle(self, record):
        return " · ".join(filter(None, [whom(record), countries(record), days(record)]))

    def actions(self, record, user):
        """A new amount begins as a copy of the old one."""
        if not record.may_edit(user) or record.is_archived:
            return []
        values = {
            "kind": record.kind, "guest_class": record.guest_class, "country_group": record.country_group,
            "for_head": "" if record.for_head is None else str(record.for_head), "per": record.per,
            "currency": record.currency, "source": record.source,
        }  # fmt: skip
        return [(_("New amount"), f"{self.url('create')}?{urlencode(values)}", "plus")]

    def sections(self, record, user):
        return [
            Section(
                _("General"),
                [
                    fact(_("Kind of cost"), record.get_kind_display()),
                    fact(_("For whom"), whom(record)),
                    fact(_("Countries"), countries(record) or _now("all countries")),
                    fact(_("Amount"), amount(record), small=_now("per %(what)s") % {"what": PER[record.per]}),
                    fact(_("Validity"), days(record)),
                    fact(_("Source"), record.source, small=record.get_confidence_display()),
                ],
            )
        ]  # fmt: skip

    def list_extras(self, request):
        """Where our delegations go without a per diem in the table; with the way to enter it."""
        missing = countries_without_per_diem(request.user, on=timezone.localdate())
        base = {"kind": BudgetKind.PER_DIEM, "per": NormPer.PERSON_DAY, "currency": "USD"}
        may_add = has(request.user, Permission.RULES_MANAGE)
        return {
            "missing": [
                (
                    country_name(code),
                    f"{self.url('create')}?{urlencode({**base, 'country_group': code})}" if may_add else "",
                )
                for code in missing
            ]
        }

    def save(self, form, *, by):
        return save_norm(form.record(), by=by, revision=form.cleaned_data.get("revision"))
