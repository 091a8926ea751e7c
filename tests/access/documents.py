"""Files of a record: whoever sees the record may read them, who may change it may add to them."""

from io import BytesIO

from django.core.files.base import File

from portal.documents.services import attach
from tests.portal.documents.files import PDF

from . import EDITORS, READERS, page
from .partners import contact


def document(world):
    version = attach(
        contact(world), File(BytesIO(PDF), "thu.pdf"), by=None, title="Giấy thử", no_state_secret=True
    )
    return [version.document_id]


READS_ONLY = {role: 403 for role in READERS if role not in EDITORS}

ROWS = {
    "attach": page(
        *EDITORS, also=READS_ONLY, others=404, args=lambda world: ["partners.contact", contact(world).pk]
    ),
    "download": page(*READERS, others=404, args=document),
    "version": page(*READERS, others=404, args=lambda world: [*document(world), 1]),
    "add_version": page(*EDITORS, also=READS_ONLY, others=404, args=document),
    "archive": page(*EDITORS, also=READS_ONLY, others=404, ok=302, method="post", args=document),
}
