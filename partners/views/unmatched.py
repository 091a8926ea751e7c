"""Names that imports could not match, of partners and of units: listed with a proposal, confirmed by one or many."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Min
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from portal.access.permissions import Permission
from portal.access.scope import has
from portal.countries import name as country_name
from portal.exchange.matching import UNIT_COLUMNS, match_unit_name, may_match_units
from portal.records.models import Unmatched
from portal.records.services import ConflictError
from portal.ui.filtering import listed
from portal.ui.paging import CappedPaginator
from portal.units.models import Unit, UnitName

from ..figures.resemblance import Known, partners_meant, resembling
from ..forms.matching import PartnerRowForm, RowForm, UnitRowForm
from ..models.naming import core
from ..services import PARTNER_COLUMNS, match_name

PARTNERS, UNITS = "partner", "unit"
COLUMNS = {PARTNERS: PARTNER_COLUMNS, UNITS: UNIT_COLUMNS}
FORMS: dict[str, type[RowForm]] = {PARTNERS: PartnerRowForm, UNITS: UnitRowForm}
MOST_ROWS = 50
ROWS = 20  # a screen or two: each is looked at and confirmed


def open_names(user, kind: str = PARTNERS):
    """(written, country) once each, with how many records name it so; the most frequent first."""
    rows = Unmatched.objects.visible_to(user).filter(resolved_at=None, column__in=COLUMNS[kind])
    by = ("written", "country") if kind == PARTNERS else ("written",)
    names = rows.order_by().values(*by).annotate(records=Count("pk"), since=Min("created_at"))
    return names.order_by("-records", *by)


def _kind(request, asked: str) -> str:
    """Which names are shown; PermissionDenied for who may match neither."""
    allowed = [PARTNERS] if has(request.user, Permission.PARTNER_EDIT) else []
    allowed += [UNITS] if may_match_units(request.user) else []
    if not allowed or (asked in COLUMNS and asked not in allowed):
        raise PermissionDenied
    return asked if asked in allowed else allowed[0]


@listed(gettext_lazy("Unmatched names"))
@require_GET
def unmatched(request):
    """`GET ?kind=` the names of partners or of units; 403 for who may not match them."""
    kind = _kind(request, request.GET.get("kind", ""))
    page = CappedPaginator(open_names(request.user, kind), ROWS).get_page(request.GET.get("page"))
    names = [{"country": "", **name} for name in page]
    rows = _partner_rows(names) if kind == PARTNERS else _unit_rows(names)
    context = {"page": page, "rows": rows, "kind": kind, "tabs": _tabs(request.user, kind)}
    return render(request, "partners/unmatched.html", context)


def _tabs(user, kind: str) -> list[dict]:
    labels = {PARTNERS: _("Partners"), UNITS: _("Units")}
    shown = [PARTNERS, UNITS] if has(user, Permission.PARTNER_EDIT) else [UNITS]
    return [
        {"label": labels[one], "url": f"{reverse('partners:unmatched')}?kind={one}", "current": one == kind}
        for one in shown
    ]


def _partner_rows(names: list[dict]) -> list[dict]:
    """Each name with the likeliest partner chosen; ticked where it is very likely."""
    proposals = partners_meant((name["written"], name["country"]) for name in names)
    rows = []
    for number, name in enumerate(names):
        partner, seen = proposals.get((name["written"], name["country"]), (None, None))
        form = _form(PARTNERS, number, name, seen)
        form.propose(partner)
        query = {
            "name_vi": name["written"],
            "country": name["country"],
            "next": reverse("partners:unmatched"),
        }
        new_url = f"{reverse('partners:partner-create')}?{urlencode(query)}"
        rows.append(_row(name, form, seen, new_url=new_url, country_label=country_name(name["country"])))
    return rows


def _unit_rows(names: list[dict]) -> list[dict]:
    units = {unit.pk: unit for unit in Unit.objects.order_by("sort_key")} if names else {}
    spelled = list(UnitName.objects.values_list("unit_id", "name")) if names else []
    spelled += [(unit.pk, name) for unit in units.values() for name in (unit.name, unit.short_name)]
    known = [_own_name(pk, name) for pk, name in spelled]
    choices = [("", ""), *((pk, unit.name) for pk, unit in units.items())]
    rows = []
    for number, name in enumerate(names):
        seen = next(iter(resembling([_own_name(0, name["written"])], among=known)), None)
        form = _form(UNITS, number, name, seen)
        form.propose(units[seen.key] if seen else None, choices)
        rows.append(_row(name, form, seen))
    return rows


def _own_name(key: int, name: str) -> Known:
    """A name of a unit of ours: its places are no countries."""
    return Known(key, name, core=core(name, abroad=False))


def _form(kind: str, number: int, name: dict, seen) -> RowForm:
    initial = {"written": name["written"], "country": name["country"], "take": bool(seen and seen.is_strong)}
    return FORMS[kind](prefix=f"row-{number}", initial=initial, auto_id=f"name-{number}-%s")


def _row(name: dict, form: RowForm, seen, **values) -> dict:
    return {**name, "form": form, "seen": seen, "number": form.prefix, **values}


@require_POST
def match(request):
    """`POST` rows of the page: the ticked ones are matched, or `only` the one whose button was pressed.

    Each name is a transaction of its own; what is refused is said and stays in the list.
    """
    kind = _kind(request, request.POST.get("kind", ""))
    linked, names, refused = 0, 0, []
    for form in _sent(request, kind):
        count, sentences = _matched(form, kind, by=request.user)
        linked, names, refused = linked + count, names + (not sentences), refused + sentences
    _tell(request, linked, names, refused)
    return redirect(f"{reverse('partners:unmatched')}?kind={kind}")


def _sent(request, kind: str) -> list[RowForm]:
    only = request.POST.get("only", "")
    prefixes = [only] if only else [f"row-{number}" for number in range(MOST_ROWS)]
    return [
        FORMS[kind](request.POST, prefix=prefix)
        for prefix in prefixes
        if f"{prefix}-written" in request.POST and (only or request.POST.get(f"{prefix}-take"))
    ]


def _matched(form: RowForm, kind: str, *, by) -> tuple[int, list[str]]:
    """How many records one name was linked in, and why it was refused."""
    if not form.is_valid():
        written = form.data.get(form.add_prefix("written"), "")
        return 0, [f"“{written[:60]}”: {errors[0]}" for errors in form.errors.values()]
    sent = form.cleaned_data
    try:
        if kind == UNITS:
            return match_unit_name(written=sent["written"], unit=sent["meant"], by=by), []
        return match_name(written=sent["written"], country=sent["country"], partner=sent["meant"], by=by), []
    except ValidationError as error:
        return 0, [f"“{sent['written']}”: {sentence}" for sentence in error.messages]
    except (ConflictError, PermissionDenied) as error:
        return 0, [f"“{sent['written']}”: {str(error) or _('You may not enter or change this record.')}"]


def _tell(request, linked: int, names: int, refused: list[str]) -> None:
    if names:
        matched = ngettext("%(count)d name matched", "%(count)d names matched", names) % {"count": names}
        records = ngettext("%(count)d record linked", "%(count)d records linked", linked) % {"count": linked}
        messages.success(request, f"{matched}: {records}.")
    elif not refused:
        messages.warning(request, _("Confirm: found no name ticked, expected at least one."))
    for sentence in refused:
        messages.error(request, sentence)
