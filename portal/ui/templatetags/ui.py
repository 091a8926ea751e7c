"""Tags and filters for every page; a builtin, so no template loads it. All are shown on /ui/components/.

Small things
  {% icon "send" %}  a symbol of the sprite; label="…" when it stands alone
  {% status label tone %}  tone: neutral, wait, ok, run, bad
  {% kind label %} {% count number %}  a flat label (accent=True: blue); a number in a pill (urgent=True: red)
  {% button "Save" icon= kind= size= %}  submit; url= makes it a link; type= name= value= hx_get= … are kept
                kind: primary, outline-primary, danger, outline-danger, link
  {% dialog_button "Extend" url %}  opens `url`, a fragment that extends ui/dialog.html, in the dialog
  {% confirm "Archive" url text %}  a POST button that asks first; icon= kind= size= name= value=
  {% copy text label= %}  copies the text, says that it did
  {% same_for_all "ui/shell/head.html" %}  a part of the shell without anything of the request in it
Blocks: {% card … %} markup {% endcard %}, and so for
  page_head title subtitle=  inside: the buttons of the page
  card title= count= link= link_label= tone= id= fold=  tone="decide": golden; fold=True: closed on phones
  table caption= compact= label=  inside: thead, tbody; give each td data-label, for below 768 px it is a card
  alert tone title=  tone: info, ok, wait, bad
  facts  inside: {% fact label value wide= %}, {% fact_block label %}…{% endfact_block %}
  form_actions; decision_bar  buttons that stick to the lower edge of a phone
Lists of things
  {% breadcrumb crumbs %}  [(label, url or ""), …], the last one is the page itself
  {% tabs items label= %}  [{"label", "url", "count", "current", "urgent"}, …]
  {% kpi label value url= icon= note= tone= spark= trend= %}  tone: bad, wait; trend: up, down
  {% timeline entries %}  [{"at", "who", "what", "note", "tone"}, …]; tone: ok, run, bad
  {% steps items label= %}  [{"label", "note", "state"}, …]; state: done, now, todo
  {% filterbar form target= %}  the first field in sight, the rest folds on phones; target="#results"
  {% chips form found= %}  filters in force, each can be taken away; belongs inside the results
  {% pagination page target= %}  a page of portal.ui.paging.CappedPaginator; belongs inside the results
  {% empty title text= url= action= icon= %}  nothing here: what to do next
  {% conflict rows %}  [{"label", "mine", "theirs", "differs"}, …]
  {% progress percent label= %}  a running job
  {% figures head rows caption= %}  "Show the figures as a table", under a chart
Forms
  {{ field.as_field_group }} or {% field form.name %}; {% control form.name %} the input alone
  {% form_errors form formsets %}  what concerns the whole form, and each sentence with a link to its field
  <form {% autosave url key %}>  with js/autosave.js; {% autosave_state %} inside tells when it was saved
  <form {% draft key %}>  with js/draft.js; {% draft_done key %} on the page after success clears it
Filters: date_vi, datetime_vi, number_vi, money_vi, partial_date, field_value, filesize_vi,
         capital (a label that stands alone)
"""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from portal.ui import blocks, controls, filtering, formats, pieces, refusals

register = template.Library()

for _filter in (
    formats.date_vi,
    formats.datetime_vi,
    formats.number_vi,
    formats.money_vi,
    formats.partial_date,
    formats.field_value,
    formats.filesize_vi,
    formats.capital,
):
    register.filter(_filter.__name__, _filter)

for _piece in (
    pieces.icon,
    pieces.status,
    pieces.kind,
    pieces.count,
    pieces.fact,
    pieces.navigation_links,
    pieces.autosave_state,
    pieces.draft_done,
):
    register.simple_tag(_piece)

register.simple_tag(blocks.tabs)

for _block in (pieces.facts, pieces.form_actions, pieces.decision_bar, blocks.card, blocks.table):
    register.simple_block_tag(_block)


def _draw(name: str, context=None, /, **values) -> SafeString:
    """A component drawn from its own values; the page's request and token come along where needed."""
    if context is not None:
        values |= {"request": context.get("request"), "csrf_token": context.get("csrf_token", "")}
    return render_to_string(f"ui/{name}.html", values)


@register.simple_tag
def same_for_all(name: str) -> SafeString:
    """A part of the shell that no person, record or address changes: it is drawn without any of them, once."""
    return _drawn_once(name, get_language())


@lru_cache(maxsize=64)
def _drawn_once(name: str, language: str) -> SafeString:
    return render_to_string(name)


@register.simple_tag
def button(
    label: str, icon="", kind="primary", url="", size="", type="submit", name="", value="", **attributes
):
    given = ({"name": name} if name else {}) | ({"value": value} if value != "" else {}) | _dashed(attributes)
    return blocks.button(label, url=url, icon_name=icon, kind=kind, size=size, type=type, **given)


@register.simple_tag
def dialog_button(label: str, url: str, icon="", kind="outline-primary", size=""):
    asked = {"hx-get": url, "hx-target": "#dialog-content"}
    return blocks.button(label, url=url, icon_name=icon, kind=kind, size=size, **asked)


@register.simple_tag(takes_context=True)
def confirm(
    context, label: str, url: str, text: str, icon="", kind="outline-danger", size="", name="", value=""
):
    return _draw(
        "confirm",
        context,
        label=label,
        url=url,
        text=text,
        icon=icon,
        kind=kind,
        size=size,
        name=name,
        value=value,
    )


@register.simple_tag
def copy(text: str, label: str = ""):
    return _draw("copy", text=text, label=label)


# -- blocks --


@register.simple_block_tag
def page_head(content, title: str, subtitle: str = ""):
    return blocks.page_head(mark_safe(content.strip()), title, subtitle)


@register.simple_block_tag
def alert(content, tone: str = "info", title: str = ""):
    return _draw("alert", content=content, tone=tone, title=title, icon=ALERT_ICONS.get(tone, "info"))


ALERT_ICONS = {"info": "info", "ok": "circle-check", "wait": "triangle-alert", "bad": "circle-alert"}


@register.simple_block_tag
def fact_block(content, label: str, wide: bool = False):
    return pieces.fact_item(content, label, wide)


# -- lists of things --


@register.simple_tag
def breadcrumb(crumbs):
    return _draw("breadcrumb", crumbs=crumbs)


@register.simple_tag
def kpi(label: str, value, url="", icon="", note="", tone="", spark="", trend=""):
    return _draw(
        "kpi", label=label, value=formats.field_value(value), url=url, icon=icon, note=note, tone=tone,
        spark=spark, trend=trend,
    )  # fmt: skip


@register.simple_tag
def timeline(entries):
    return _draw("timeline", entries=entries)


@register.simple_tag
def steps(items, label: str = ""):
    return _draw("steps", items=items, label=label)


@register.simple_tag(takes_context=True)
def pagination(context, page, target: str = ""):
    return blocks.pagination(page, context["request"], target)


@register.simple_tag
def empty(title: str, text: str = "", url: str = "", action: str = "", icon: str = "search"):
    return _draw("empty", title=title, text=text, url=url, action=action, icon=icon)


@register.simple_tag(takes_context=True)
def filterbar(context, form, target: str = "#results"):
    request = context["request"]
    return filtering.filter_bar(form, request.GET, request.path, target)


@register.simple_tag(takes_context=True)
def chips(context, form, found: str = ""):
    request = context["request"]
    return blocks.chips(filtering.chips(form, request.GET), found, filtering.without_any(request))


@register.simple_tag
def conflict(rows):
    return _draw("conflict", rows=rows)


@register.simple_tag
def progress(percent: int, label: str = ""):
    return _draw("progress", percent=int(percent), label=label)


@register.simple_tag
def figures(head, rows, caption: str = ""):
    return _draw("figures", head=head, rows=rows, caption=caption)


# -- forms --


@register.simple_tag
def control(field, **attributes):
    return controls.control(field, **_dashed(attributes))


@register.simple_tag
def field(bound):
    return bound.as_field_group()


@register.simple_tag
def form_errors(form, formsets=()):
    return _draw("form_errors", form=form, lines=refusals.lines(form, formsets))


@register.simple_tag
def autosave(url: str, key: str):
    return _draw("autosave", url=url, key=key)


@register.simple_tag
def draft(key: str):
    return _draw("draft", key=key)


def _dashed(attributes: dict) -> dict:
    """hx_get → hx-get: a template's keyword cannot hold a dash. What is empty or False is left out."""
    return {
        key.replace("_", "-"): value for key, value in attributes.items() if value not in ("", None, False)
    }
