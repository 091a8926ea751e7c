"""{% load attachments %}{% attachments record %}: the files of a record with the form to add one."""

from django import template

from portal.documents.panel import panel_context

register = template.Library()


@register.inclusion_tag("documents/_attachments.html", takes_context=True)
def attachments(context, record):
    request = context["request"]
    return {
        **panel_context(record, request.user),
        "request": request,
        "csrf_token": context.get("csrf_token", ""),
    }
