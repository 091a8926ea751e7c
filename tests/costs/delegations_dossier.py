"""The parts of dossiers, as administrators see them."""

from delegations.models import Requirement
from portal.records.services import save_record


def parts(world):
    return lambda number: save_record(
        Requirement(
            kind="outgoing", code=f"p{number}", title=f"Thành phần {number}", stage="submit", document_kind="other"
        ),
        by=None,
    )  # fmt: skip


LISTS = {"delegations:requirement-list": ("administrator", parts, ())}
BY_ANOTHER_NAME: set[str] = set()
