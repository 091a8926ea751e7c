"""Documents of the library and questions, saved by their services."""

import datetime as dt

from django.utils import timezone

from reports.models import LibraryItem, Question
from reports.services.library import save_item, send_item
from reports.services.questions import ask
from tests.factories.units import confederation


def library_item(*units, title="Hướng dẫn lập báo cáo công tác đối ngoại", **values) -> LibraryItem:
    """A document not yet sent; addressed to `units`, or to all that report."""
    values.setdefault("kind", "guidance")
    values.setdefault("unit", confederation())
    return save_item(LibraryItem(title=title, **values), by=None, many={"addressees": list(units)})


def sent_item(*units, at: dt.datetime | None = None, **values) -> LibraryItem:
    """The same, sent; units are asked to confirm that they have read it."""
    values.setdefault("asks_reading", True)
    item = library_item(*units, **values)
    send_item(item, by=None, at=at or timezone.now())
    return LibraryItem.objects.get(pk=item.pk)


def question(
    unit, text="Đoàn ra bằng kinh phí xã hội hóa có thống kê không?", *, by=None, **values
) -> Question:
    return ask(Question(unit=unit, text=text, **values), by=by, at=timezone.now())
