"""{% list_tools form columns= seen= whole= %}: views, columns and workbook, first inside the results of a list."""

from django import template

from portal.saved.bar import Offers, drawn_tools

register = template.Library()


@register.simple_tag(takes_context=True)
def list_tools(context, form=None, columns: str = "", seen: str = "", whole: str = ""):
    """`form`: the filters in force; the addresses of the dialog of columns and of the two workbooks."""
    return drawn_tools(context["request"], form, Offers(columns, seen, whole))
