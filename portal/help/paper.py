"""A guide on paper, with its pictures inside."""

import base64
from io import BytesIO
from pathlib import Path

from django.contrib.staticfiles import finders
from PIL import Image

from portal.rendering.pdf import render_pdf

from .guides import Guide, Topic


def guide_on_paper(guide: Guide) -> bytes:
    """The PDF of a guide. `RenderingError` as `render_pdf`."""
    topics = [(topic, picture_of(topic)) for topic in guide.topics]
    title = f"Hướng dẫn: {guide.role.label}"
    return render_pdf("help/print.html", {"guide": guide, "topics": topics}, title=title)


def picture_of(topic: Topic) -> str:
    """The picture as data inside the page, in a format that every printer of PDF takes; empty where there is none."""
    found = finders.find(topic.picture) if topic.picture else None
    if not found:
        return ""
    holder = BytesIO()
    with Image.open(Path(found)) as picture:
        picture.convert("RGB").save(holder, "JPEG", quality=80)
    return f"data:image/jpeg;base64,{base64.b64encode(holder.getvalue()).decode()}"
