"""Tags and filters for every page; a builtin, so no template loads it. Everything is shown on /ui/components/.

Small things
  {% icon "send" %}                                     a symbol of the sprite; label="…" when it stands alone
  {% status label tone %}                               tone: neutral, wait, ok, run, bad
  {% kind label %}                                      small flat label; accent=True for the blue one
  {% count number %}                                    a number in a pill; urgent=True for red
  {% button "Save" icon="check" kind="primary" %}       submit button; url="…" makes it a link; type, name, value, size,
                                                        kind: primary, outline-primary, outline-danger, danger, link
  {% dialog_button "Extend" url icon= kind= size= %}    opens `url` (a fragment that extends ui/dialog.html) in the dialog
  {% confirm "Archive" url text="…" icon= kind= size= %} a POST button that asks first; value= and name= are sent along
  {% copy text label="Copy" %}                          copies text, says that it did
Blocks
  {% page_head title subtitle= %} actions {% endpage_head %}
  {% card title="…" count= link= link_label= tone= id= fold= %} … {% endcard %}   tone="decide" golden, fold: closed on phones
  {% table caption= compact= label= %} <thead>… {% endtable %}   cards below 768 px: give each td data-label="…"
  {% alert tone title= %} … {% endalert %}              tone: info, ok, wait, bad
  {% facts %}{% fact label value wide= %}{% endfacts %} a definition list; value goes through field_value
  {% fact_block label wide= %} … {% endfact_block %}    the same with markup inside
  {% form_actions %} buttons {% endform_actions %}      sticks to the lower edge on phones
  {% decision_bar %} two buttons {% enddecision_bar %}  approve and return on phones, covers no text
Lists of things
  {% breadcrumb crumbs %}     [(label, url or ""), …], the last one is the page itself
  {% tabs items %}            [{"label", "url", "count", "current", "urgent"}, …]
  {% kpi label value url= icon= note= tone= spark= trend= %}   tone: bad, wait; spark: SVG of charts.sparkline; trend: up, down
  {% timeline entries %}      [{"at", "who", "what", "note", "tone"}, …]  tone: ok, run, bad
  {% steps items %}           [{"label", "note", "state"}, …]  state: done, now, todo
  {% pagination page %}       a page of portal.ui.paging.CappedPaginator; target="#results"
  {% empty title text= url= action= icon= %}            says what to do next
  {% filterbar form %}        first field in sight, the rest folds on phones; target="#results"
  {% chips form found= %}     filters in force, each can be taken away; belongs inside the results
  {% conflict rows %}         [{"label", "mine", "theirs", "differs"}, …]
  {% progress percent label= %}   a running job
  {% figures head rows caption= %}    "Show the figures as a table" under a chart
Forms
  {{ field.as_field_group }} or {% field form.name %}; {% control form.name %} input alone;
  <form {% autosave url key %}>  attributes for js/autosave.js; {% autosave_state %} inside says "saved at 08:15"
  <form {% draft key %}>         attributes for js/draft.js; {% draft_done key %} on the page after success clears it
  {% form_errors form %}      what concerns the whole form, and how many fields need attention
Filters: date_vi, datetime_vi, number_vi, money_vi, partial_date, field_value, filesize_vi
"""

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.ui import controls, filtering, formats

register = template.Library()

for _filter in (
    formats.date_vi, formats.datetime_vi, formats.number_vi, formats.money_vi, formats.partial_date,
    formats.field_value, formats.filesize_vi,
):  # fmt: skip
    register.filter(_filter.__name__, _filter)


def _draw(name: str, context=None, /, **values) -> SafeString:
    """A component drawn from its own values; the page's request and token come along where it posts or links."""
    if context is not None:
        values |= {"request": context.get("request"), "csrf_token": context.get("csrf_token", "")}
    return render_to_string(f"ui/{name}.html", values)


# -- small things --


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    address = static("vendor/icons.svg")
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"></use></svg>', label, address, name
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', address, name)


@register.simple_tag
def status(label: str, tone: str = "neutral") -> SafeString:
    return format_html('<span class="status status--{}">{}</span>', tone, label)


@register.simple_tag
def kind(label: str, accent: bool = False) -> SafeString:
    return format_html('<span class="kind{}">{}</span>', " kind--accent" if accent else "", label)


@register.simple_tag
def count(number, urgent: bool = False) -> SafeString:
    return format_html(
        '<span class="count{}">{}</span>', " count--urgent" if urgent else "", formats.number_vi(number)
    )


@register.simple_tag
def button(label: str, icon="", kind="primary", url="", size="", type="submit", name="", value="", **attributes):
    return _draw(
        "button", label=label, icon=icon, kind=kind, url=url, size=size, type=type, name=name, value=value,
        attributes=_dashed(attributes),
    )  # fmt: skip


@register.simple_tag
def dialog_button(label: str, url: str, icon="", kind="outline-primary", size=""):
    attributes = {"hx-get": url, "hx-target": "#dialog-content"}
    return _draw("button", label=label, icon=icon, kind=kind, url=url, size=size, attributes=attributes)


@register.simple_tag(takes_context=True)
def confirm(context, label: str, url: str, text: str, icon="", kind="outline-danger", size="", name="", value=""):
    return _draw(
        "confirm", context, label=label, url=url, text=text, icon=icon, kind=kind, size=size, name=name, value=value
    )


@register.simple_tag
def copy(text: str, label: str = ""):
    return _draw("copy", text=text, label=label)


# -- blocks --


@register.simple_block_tag
def page_head(content, title: str, subtitle: str = ""):
    return _draw("page_head", content=content.strip(), title=title, subtitle=subtitle)


@register.simple_block_tag
def card(content, title="", count=None, link="", link_label="", tone="", id="", fold=False):
    return _draw(
        "card", content=content, title=title, count=count, link=link, link_label=link_label, tone=tone, id=id,
        fold=fold,
    )  # fmt: skip


@register.simple_block_tag
def table(content, caption: str = "", compact: bool = False, label: str = ""):
    return _draw("table", content=content, caption=caption, compact=compact, label=label)


@register.simple_block_tag
def alert(content, tone: str = "info", title: str = ""):
    return _draw("alert", content=content, tone=tone, title=title, icon=ALERT_ICONS.get(tone, "info"))


ALERT_ICONS = {"info": "info", "ok": "circle-check", "wait": "triangle-alert", "bad": "circle-alert"}


@register.simple_block_tag
def facts(content):
    return format_html('<dl class="facts">{}</dl>', content)


@register.simple_tag
def fact(label: str, value=None, wide: bool = False):
    return _fact(formats.field_value(value), label, wide)


@register.simple_block_tag
def fact_block(content, label: str, wide: bool = False):
    return _fact(content, label, wide)


def _fact(content, label: str, wide: bool) -> SafeString:
    return format_html(
        '<div class="facts__item{}"><dt>{}</dt><dd>{}</dd></div>', " facts__item--wide" if wide else "", label, content
    )


@register.simple_block_tag
def form_actions(content):
    return format_html('<div class="form-actions">{}</div>', content)


@register.simple_block_tag
def decision_bar(content):
    return format_html('<div class="decision-bar d-lg-none">{}</div>', content)


# -- lists of things --


@register.simple_tag
def breadcrumb(crumbs):
    return _draw("breadcrumb", crumbs=crumbs)


@register.simple_tag
def tabs(items, label: str = ""):
    return _draw("tabs", items=items, label=label)


@register.simple_tag
def kpi(label: str, value, url="", icon="", note="", tone="", spark="", trend=""):
    return _draw(
        "kpi", label=label, value=formats.field_value(value), url=url, icon=icon, note=note, tone=tone, spark=spark,
        trend=trend,
    )  # fmt: skip


@register.simple_tag
def timeline(entries):
    return _draw("timeline", entries=entries)


@register.simple_tag
def steps(items, label: str = ""):
    return _draw("steps", items=items, label=label)


@register.simple_tag(takes_context=True)
def pagination(context, page, target: str = ""):
    pages = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return _draw("pagination", context, page=page, pages=list(pages), target=target, ellipsis=page.paginator.ELLIPSIS)


@register.filter
def page_address(number: int, request) -> str:
    """The query of this list with another page number, all filters kept."""
    query = request.GET.copy()
    query["page"] = str(number)
    return "?" + query.urlencode()


@register.simple_tag
def empty(title: str, text: str = "", url: str = "", action: str = "", icon: str = "search"):
    return _draw("empty", title=title, text=text, url=url, action=action, icon=icon)


@register.simple_tag(takes_context=True)
def filterbar(context, form, target: str = "#results"):
    fields = form.visible_fields()
    active = len(filtering.chips(form, context["request"].GET))
    return _draw(
        "filterbar", context, form=form, first=fields[0], rest=fields[1:], target=target, active=active
    )


@register.simple_tag(takes_context=True)
def chips(context, form, found: str = "", target: str = "#results"):
    active = filtering.chips(form, context["request"].GET)
    return _draw("chips", context, chips=active, found=found, target=target)


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
def form_errors(form):
    return _draw("form_errors", form=form, wrong=sum(name != "__all__" for name in form.errors))


@register.simple_tag
def autosave(url: str, key: str):
    return _draw("autosave", url=url, key=key)


@register.simple_tag
def autosave_state():
    return format_html('<span class="saved" role="status" data-autosave-state></span>')


@register.simple_tag
def draft(key: str):
    return _draw("draft", key=key)


@register.simple_tag
def draft_done(key: str):
    return format_html('<span data-draft-done="{}" hidden></span>', key)


def _dashed(attributes: dict) -> dict:
    """hx_get → hx-get: a template's keyword cannot hold a dash. What is empty or False is left out."""
    return {key.replace("_", "-"): value for key, value in attributes.items() if value not in ("", None, False)}
