"""Terms of agreements and trends of resources: whoever reads records, each their own."""

from . import READERS, STRANGER, page

ROWS = {
    "terms": page(*READERS, STRANGER),
    "terms-export": page(*READERS, STRANGER),
    "trends": page(*READERS, STRANGER),
    "trends-export": page(*READERS, STRANGER),
}
