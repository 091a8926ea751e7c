"""The parts that stand on nearly every page: heading, buttons, card, table, tabs, pages of a list.

To open a template for each of them costs more than what is drawn in it.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.ui.formats import number_vi
from portal.ui.pieces import attributes, icon
from portal.ui.pieces import count as pill

_NOTHING = SafeString("")


def button(label, *, url="", icon_name="", kind="primary", size="", **given) -> SafeString:
    """A link with `url`, else a button that sends its form; `given` are further attributes, `type` first."""
    style = f"btn btn-{kind} btn-{size}" if size else f"btn btn-{kind}"
    sign = icon(icon_name) if icon_name else _NOTHING
    if url:
        given.pop("type", None)
        return format_html(
            '<a class="{}" href="{}"{}>{}<span>{}</span></a>', style, url, attributes(given), sign, label
        )
    given = {"type": "submit", **given}
    return format_html(
        '<button class="{}"{}>{}<span>{}</span></button>', style, attributes(given), sign, label
    )


def page_head(content, title, subtitle="") -> SafeString:
    """The name of the page, a line below it, and the buttons of the page."""
    small = format_html("<p>{}</p>", subtitle) if subtitle else _NOTHING
    doing = format_html('<div class="page-head__actions">{}</div>', content) if content else _NOTHING
    return format_html(
        '<div class="page-head"><div class="page-head__text"><h1>{}</h1>{}</div>{}</div>', title, small, doing
    )


def card(content, title="", count=None, link="", link_label="", tone="", id="", fold=False) -> SafeString:
    """A panel with a heading, a number beside it and a link; `fold`: closed on phones."""
    number = format_html(" {}", pill(count)) if count is not None else _NOTHING
    heading = format_html("<h2>{}{}</h2>", title, number)
    more = format_html('<a href="{}">{}</a>', link, link_label) if link else _NOTHING
    style = f"panel{' panel--fold' if fold else ''}{f' panel--{tone}' if tone else ''}"
    named = format_html(' id="{}"', id) if id else _NOTHING
    if fold:
        below = format_html('<p class="panel__more">{}</p>', more) if link else _NOTHING
        return format_html(
            '<details class="{}"{} data-fold open><summary class="panel__head">{}</summary>\n{}\n{}</details>',
            style, named, heading, content, below,
        )  # fmt: skip
    head = format_html('<header class="panel__head">{}{}</header>', heading, more) if title else _NOTHING
    return format_html('<section class="{}"{}>{}\n{}\n</section>', style, named, head, content)


def table(content, caption="", compact=False, label="") -> SafeString:
    """`content`: thead and tbody; each td names its column in data-label, for below 768 px it is a card."""
    style = "records records--compact" if compact else "records"
    spoken = format_html(' aria-label="{}"', label) if label else _NOTHING
    said = format_html("<caption>{}</caption>", caption) if caption else _NOTHING
    return format_html(
        '<div class="records-box"><table class="{}"{}>{}\n{}\n</table></div>', style, spoken, said, content
    )


def tabs(items: Iterable[Mapping], label="") -> SafeString:
    """Views of a list side by side: [{"label", "url", "count", "current", "urgent"}, …]."""
    links = format_html_join("\n", "{}", ((_tab(item),) for item in items))
    return format_html('<nav class="tabs" aria-label="{}">{}</nav>', label or _("Views of this list"), links)


def _tab(item: Mapping) -> SafeString:
    number = item.get("count")
    counted = number is not None and number != ""
    return format_html(
        '<a href="{}"{}>{}{}</a>',
        item["url"],
        SafeString(' aria-current="true"') if item.get("current") else _NOTHING,
        item["label"],
        format_html(" {}", pill(number, urgent=bool(item.get("urgent")))) if counted else _NOTHING,
    )


def chips(found: Sequence, said: str, path: str) -> SafeString:
    """What a list holds (`said`), and its filters in force (`filtering.Chip`); `path` is the list without them."""
    first = format_html('<span class="muted" role="status">{}</span>', said) if said else _NOTHING
    if not found:
        return format_html('<div class="chips">{}</div>', first)
    gone = format_html('{}<span class="visually-hidden">{}</span>', icon("x"), _("Remove this filter"))
    drawn = ((chip.url, chip.label, chip.value, gone) for chip in found)
    links = format_html_join("\n", '<a class="chip" href="{}">{}: {}{}</a>', drawn)
    clear = format_html('<a class="chips__clear" href="{}">{}</a>', path, _("Clear filters"))
    return format_html('<div class="chips">{}\n{}\n{}</div>', first, links, clear)


def pagination(page: Page, request: HttpRequest, target: str = "") -> SafeString:
    """Which rows are shown of how many, and the way to the other pages; with `target` htmx changes it alone."""
    links = _pages(page, request, target) if page.has_other_pages() else _NOTHING
    return format_html(
        '<nav class="pages" aria-label="{}"><span class="muted">{}</span>{}</nav>',
        _("Pages of this list"), _extent(page), links,
    )  # fmt: skip


def _extent(page: Page) -> str:
    numbers = {"from": page.start_index(), "to": page.end_index(), "total": page.paginator.count}
    said = {name: number_vi(number) for name, number in numbers.items()}
    capped = getattr(page.paginator, "capped", False)
    return (
        _("%(from)s–%(to)s of more than %(total)s") if capped else _("%(from)s–%(to)s of %(total)s")
    ) % said


def _pages(page: Page, request: HttpRequest, target: str) -> SafeString:
    query = request.GET.copy()
    query.pop("page", None)
    rest = f"{query.urlencode()}&" if query else ""

    def link(number: int, text) -> SafeString:
        address = f"?{rest}page={number}"
        if not target:
            return format_html('<a href="{}">{}</a>', address, text)
        return format_html(
            '<a href="{}" hx-get="{}{}" hx-target="{}" hx-push-url="true">{}</a>',
            address, request.path, address, target, text,
        )  # fmt: skip

    def step(exists: bool, number: int, text: str) -> SafeString:
        return link(number, text) if exists else format_html('<span class="pages__off">{}</span>', text)

    drawn = [
        format_html('<li class="pages__number">{}</li>', _number(page, one, link)) for one in _shown(page)
    ]
    before = step(page.has_previous(), page.number - 1, _("Previous"))
    after = step(page.has_next(), page.number + 1, _("Next"))
    numbers = format_html_join("\n", "{}", ((one,) for one in drawn))
    return format_html("<ul><li>{}</li>\n{}\n<li>{}</li></ul>", before, numbers, after)


def _shown(page: Page) -> Iterable:
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


def _number(page: Page, number, link) -> SafeString:
    if number == page.paginator.ELLIPSIS:
        return SafeString('<span class="pages__off">…</span>')
    if number == page.number:
        return format_html('<span class="pages__here" aria-current="page">{}</span>', number_vi(number))
    spoken = format_html('<span class="visually-hidden">{}</span> {}', _("Page"), number_vi(number))
    return link(number, spoken)
