"""Attached files whose words have been read."""

import io

from django.core.files.base import ContentFile
from docx import Document as Docx

from portal.documents import reading
from portal.documents.models import Version
from portal.documents.services import attach


def docx(*paragraphs: str) -> bytes:
    made, out = Docx(), io.BytesIO()
    for text in paragraphs:
        made.add_paragraph(text)
    made.save(out)
    return out.getvalue()


def attached(record, *paragraphs: str, title="Tờ trình", **values) -> Version:
    """A DOCX of these paragraphs on the record, read as the worker reads it."""
    version = attach(
        record,
        ContentFile(docx(*paragraphs), "to-trinh.docx"),
        by=None,
        title=title,
        no_state_secret=True,
        **values,
    )
    reading.read(version.words.pk)
    return version
