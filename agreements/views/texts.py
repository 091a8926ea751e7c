"""The tab "texts" of an agreement: versions, two languages side by side, two versions compared."""

from itertools import groupby

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal.registers.saving import attempt, require_editor
from portal.ui.fragments import REFUSED

from ..figures.compare import changes, compared, side_by_side
from ..forms.texts import TextsForm
from ..models import TEXT_LANGUAGES, VIETNAMESE, AgreementText
from ..panels.tabs import tab_url
from ..services.texts import save_texts
from .record_pages import of_agreement, record_page

NAMES = dict(TEXT_LANGUAGES)


@require_GET
@of_agreement
def texts(request, agreement) -> HttpResponse:
    """`GET`: the versions, newest first, each with its languages and what it may be compared with."""
    rows = agreement.texts.defer("body").select_related("document")
    versions = [list(found) for _number, found in groupby(rows, key=lambda row: row.version)]
    return record_page(
        request, agreement, "texts", "agreements/texts.html", page_title=_("Texts"), versions=versions,
        latest=versions[0][0].version if versions else 0,
        may_change=agreement.may_edit(request.user) and not agreement.is_archived,
    )  # fmt: skip


@require_GET
@of_agreement
def text(request, agreement, version: int) -> HttpResponse:
    """`GET`: one version, Vietnamese beside `?ngon-ngu=`, paragraph by paragraph."""
    rows = {row.language: row for row in agreement.texts.filter(version=version)}
    if not rows:
        raise Http404
    foreign = [code for code in rows if code != VIETNAMESE]
    chosen = request.GET.get("ngon-ngu", "")
    chosen = chosen if chosen in foreign else next(iter(foreign), "")
    left, right = (rows[code].body if code in rows else "" for code in (VIETNAMESE, chosen))
    return record_page(
        request, agreement, "texts", "agreements/text.html",
        page_title=_("Version %(number)s") % {"number": version}, version=version, rows=list(rows.values()),
        lines=side_by_side(left, right), left=NAMES[VIETNAMESE] if VIETNAMESE in rows else "", left_code=VIETNAMESE,
        right=NAMES.get(chosen, ""), right_code=chosen, others=[(code, NAMES[code]) for code in foreign if code != chosen],
        back=tab_url(agreement, "texts"),
    )  # fmt: skip


@require_GET
@of_agreement
def compare(request, agreement) -> HttpResponse:
    """`GET ?tu=&den=&ngon-ngu=`: two versions of one language, word by word; the last two where nothing is asked."""
    language = request.GET.get("ngon-ngu", VIETNAMESE)
    rows = {row.version: row for row in agreement.texts.filter(language=language).order_by("version")}
    if len(rows) < 2:
        raise Http404
    numbers = list(rows)
    newer = _asked(request, "den", numbers[1:], numbers[-1])
    older = _asked(request, "tu", [number for number in numbers if number < newer], None)
    pairs = compared(rows[older].body, rows[newer].body)
    return record_page(
        request, agreement, "texts", "agreements/text_compare.html",
        page_title=_("Versions %(older)s and %(newer)s") % {"older": older, "newer": newer}, pairs=pairs,
        changed=changes(pairs), older=rows[older], newer=rows[newer], numbers=numbers, language=language,
        languages=_in_two_versions(agreement), back=tab_url(agreement, "texts"),
    )  # fmt: skip


def _asked(request, name: str, offered: list[int], default: int | None) -> int:
    """The number of the address where it is one of those offered; else the default, or the last offered."""
    asked = request.GET.get(name, "")
    if asked.isdecimal() and int(asked) in offered:
        return int(asked)
    return offered[-1] if default is None else default


def _in_two_versions(agreement) -> list[tuple[str, str]]:
    codes = list(agreement.texts.order_by("language").values_list("language", flat=True))
    return [(code, str(NAMES[code])) for code in dict.fromkeys(codes) if codes.count(code) > 1]


@require_http_methods(["GET", "POST"])
@of_agreement
def text_new(request, agreement) -> HttpResponse:
    """`GET` the form with the latest version in it, `POST` a new version; `?phien-ban=` adds a language to one."""
    require_editor(request, agreement)
    asked = request.GET.get("phien-ban", "")
    version = int(asked) if asked.isdecimal() and agreement.texts.filter(version=asked).exists() else None
    initial = {} if version else _latest(agreement)
    form = TextsForm(request.POST or None, request.FILES or None, initial=initial)

    def save():
        _save(request, agreement, form, version)

    if request.method == "POST" and form.is_valid() and attempt(request, form, save):
        return redirect(tab_url(agreement, "texts"))
    title = _("Add a language to version %(number)s") % {"number": version} if version else _("New version")
    return record_page(
        request, agreement, "texts", "agreements/text_form.html", page_title=title, form=form,
        back=tab_url(agreement, "texts"), status=REFUSED if request.method == "POST" else 200,
    )  # fmt: skip


def _latest(agreement) -> dict:
    """The texts of the latest version, to be changed where they changed."""
    last = agreement.texts.order_by("-version").values_list("version", flat=True).first()
    rows: dict[str, AgreementText] = {row.language: row for row in agreement.texts.filter(version=last)}
    foreign = next((row for code, row in rows.items() if code != VIETNAMESE), None)
    found = {"vietnamese": rows[VIETNAMESE].body} if VIETNAMESE in rows else {}
    return {**found, "language": foreign.language, "foreign": foreign.body} if foreign else found


def _save(request, agreement, form: TextsForm, version: int | None) -> None:
    given = form.cleaned_data
    try:
        save_texts(
            agreement, form.bodies(), by=request.user, at=timezone.now(), version=version, note=given["note"],
            is_final=given["is_final"], scan=given["scan"], no_state_secret=given["no_state_secret"],
        )  # fmt: skip
    except ValidationError as refused:
        raise form.placed(refused) from refused
