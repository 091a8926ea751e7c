"""Other activities, saved by their service; dates may be written as people write them."""

from portal.text import PartialDate
from reports.models.activity import Activity
from reports.services.activities import save_activity


def activity(unit, title="Bản tin song ngữ", *, partners=(), **values) -> Activity:
    values.setdefault("kind", "external_information")
    for name in ("starts_on", "ends_on"):
        if isinstance(values.get(name), str):
            values[name] = PartialDate.parse(values[name])
    return save_activity(
        Activity(unit=unit, title=title, **values), by=None, many={"partners": list(partners)}
    )
