"""A page's form as a browser holds it: what stands in its boxes, and what somebody types into them."""

from django.urls import reverse

from reports.models import Report


def address(report: Report, name: str = "report", *more) -> str:
    return reverse(f"reports:{name}", args=[report.cycle.code, report.unit.code, *more])


def opened(client, url: str) -> dict[str, str]:
    """The names and values of all boxes of the page's form."""
    page = client.get(url)
    assert page.status_code == 200, page
    return boxes(page)


def boxes(page) -> dict[str, str]:
    form = page.context["form"]
    return {bound.html_name: written(bound) for bound in form}


def written(bound) -> str | list[str]:
    if bound.value() is True and not bound.is_hidden:
        return "on"
    value = bound.field.widget.format_value(bound.value())
    if isinstance(value, list) and not getattr(bound.field.widget, "allow_multiple_selected", False):
        value = value[0] if value else None
    return "" if value is None else value if isinstance(value, list) else str(value)
