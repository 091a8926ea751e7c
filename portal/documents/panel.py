"""The list of a record's files, as every page of a record shows it."""

from portal.documents.forms import AttachForm
from portal.documents.models import Document
from portal.documents.services import may_attach


def panel_context(target, user, form: AttachForm | None = None) -> dict:
    """For `documents/_attachments.html`. The target has already been found through `visible_to`."""
    may_add = may_attach(target, user)
    return {
        "target": target,
        "target_model": target._meta.label_lower,
        "documents": list(Document.objects.for_target(target).live().with_versions()),
        "may_attach": may_add,
        "form": (form or AttachForm(prefix=None)) if may_add else None,
        "form_open": bool(form is not None and form.errors),
    }
