"""What the page of components shows: invented figures, no records, no persons."""

import datetime

from django import forms
from django.core.paginator import Page
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.ui import charts, maps
from portal.ui.controls import RemoteSelect
from portal.ui.paging import CappedPaginator
from portal.ui.refusals import NamedRefusals

COUNTRIES = (
    ("LA", "Lào"), ("CN", "Trung Quốc"), ("KH", "Campuchia"), ("JP", "Nhật Bản"), ("KR", "Hàn Quốc"),
    ("CU", "Cu-ba"), ("RU", "Liên bang Nga"), ("SG", "Xin-ga-po"), ("DE", "Đức"), ("SE", "Thụy Điển"),
    ("AU", "Ô-xtrây-li-a"), ("BR", "Bra-xin"), ("US", "Hoa Kỳ"), ("ZA", "Nam Phi"),
)  # fmt: skip
MONTHS = [f"T{month}" for month in range(1, 13)]


def matching_choices(typed: str) -> list[dict[str, str]]:
    return [{"value": code, "text": name} for code, name in COUNTRIES if typed.lower() in name.lower()]


class FilterForm(NamedRefusals, forms.Form):
    q = forms.CharField(
        label=gettext_lazy("Keyword"), required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"), required=False, choices=[("", "–"), ("open", gettext_lazy("Open"))]
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Country"), required=False, choices=[("", "–"), *COUNTRIES]
    )
    since = forms.DateField(label=gettext_lazy("From"), required=False)


class RecordForm(NamedRefusals, forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Title"), help_text=gettext_lazy("In full, as it should stand in the report.")
    )
    day = forms.DateField(label=gettext_lazy("Date"))
    country = forms.ChoiceField(label=gettext_lazy("Country"), choices=[("", ""), *COUNTRIES])
    partner = forms.ChoiceField(
        label=gettext_lazy("Partner"), required=False, choices=[("", ""), *COUNTRIES],
        widget=RemoteSelect(reverse_lazy("ui:component_choices")),
    )  # fmt: skip
    people = forms.IntegerField(label=gettext_lazy("Number of people"), localize=True)
    direction = forms.ChoiceField(
        label=gettext_lazy("Direction"), widget=forms.RadioSelect,
        choices=[("out", gettext_lazy("Outgoing")), ("in", gettext_lazy("Incoming"))],
    )  # fmt: skip
    content = forms.CharField(label=gettext_lazy("Content"), required=False, widget=forms.Textarea)
    public = forms.BooleanField(label=gettext_lazy("May be published"), required=False)


class ExtensionForm(NamedRefusals, forms.Form):
    until = forms.DateField(label=gettext_lazy("New deadline"))


def page(request) -> dict:
    """Everything the page of components needs."""
    found: Page = CappedPaginator(range(1, 12_346), cap=10_000).get_page(request.GET.get("page"))
    filters = FilterForm(request.GET or {"since": "01/10/2026"}, auto_id="filter_%s")
    return {
        "filters": filters,
        "form": RecordForm({"title": "", "day": "31/02/2026", "people": "7", "country": "LA"}),
        "rows": found,
        "page": found,
        "crumbs": [(_("Home"), "/"), (_("Components"), "")],
        "tab_items": [
            {"label": _("All"), "url": "#all", "count": 12345, "current": True},
            {"label": _("Late"), "url": "#late", "count": 3, "urgent": True},
        ],
        "entries": _entries(),
        "path": _path(),
        "differences": [
            {
                "label": _("Title"),
                "mine": "Đoàn khảo sát",
                "theirs": "Đoàn trao đổi kinh nghiệm",
                "differs": True,
            },
            {"label": _("Number of people"), "mine": 7, "theirs": 7, "differs": False},
        ],
        "today": datetime.date(2026, 11, 22),
        **drawings(),
    }


def drawings() -> dict:
    series = [
        charts.Series(_("Outgoing"), [2, 1, 4, 5, 6, 4, 3, 5, 6, 7, 4, None]),
        charts.Series(_("Incoming"), [3, 1, 5, 6, 7, 6, 4, 5, 8, 9, 6, None], "second"),
    ]
    parts = [charts.Part(name, 14 - place) for place, (_code, name) in enumerate(COUNTRIES[:8])]
    shares = [
        charts.Part(_("On time"), 23, "ok"),
        charts.Part(_("Waiting"), 6, "wait"),
        charts.Part(_("Late"), 5, "bad"),
    ]
    bubbles = [maps.Bubble(code, name, 14 - place) for place, (code, name) in enumerate(COUNTRIES)]
    world = (_("Where we were active"), _("Circles by country; the larger, the more activities."), bubbles)
    tones = ("ok", "ok", "wait", "ok", "bad", "ok", "neutral")
    states = {
        code: maps.Tile(tones[place % 7], _("report submitted")) for place, code in enumerate(maps.PROVINCES)
    }  # fmt: skip
    title, desc = _("Delegations by month"), _("Outgoing and incoming, January to November.")
    return {
        "bars": charts.both_widths(charts.grouped_bars, title, desc, MONTHS, series),
        "bars_legend": charts.legend(series),
        "bars_head": [_("Month"), *(one.label for one in series)],
        "bars_rows": list(zip(MONTHS, *(one.values for one in series), strict=True)),
        "trend": charts.sparkline(_("Last eight months"), [4, 6, 5, 8, 7, 9, 10, 9]),
        "ranking": charts.rank(_("Most active countries"), _("The eight with most activities."), parts),
        "shares": charts.shares(_("Reports"), _("On time, waiting, late."), shares),
        "shares_legend": charts.legend(shares),
        "world": charts.both_widths(maps.world, *world),
        "vietnam": maps.tiles(_("Reports of the provinces"), _("One tile for each province."), states),
    }


def _entries() -> list[dict]:
    at = datetime.datetime(2026, 11, 10, 16, 42)  # noqa: DTZ001 - a picture, not a moment
    return [
        {"at": at, "who": _("Head of the department"), "what": _("submitted to the Presidium"), "tone": "run",
         "note": _("Please decide before 25 November.")},
        {"at": at, "who": _("Finance Department"), "what": _("agreed"), "tone": "ok"},
        {"at": at, "who": _("Reviewer"), "what": _("asked for the programme"), "tone": "bad"},
        {"at": at, "who": _("Officer"), "what": _("opened the dossier")},
    ]  # fmt: skip


def _path() -> list[dict]:
    return [
        {"label": _("Draft"), "note": "28/10/2026", "state": "done"},
        {"label": _("Review"), "note": "03/11/2026", "state": "done"},
        {"label": _("Decision"), "note": _("due 25/11/2026"), "state": "now"},
        {"label": _("Trip"), "note": "", "state": "todo"},
        {"label": _("Report"), "note": "", "state": "todo"},
    ]
