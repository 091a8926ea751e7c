"""What stands in a row that hangs on a record: found by its own words, opened where the record shows it."""

from typing import ClassVar

from .kinds import Written, joined


class Part(Written):
    """Rows below a record, such as the progress of an assignment. `columns` are searched and shown.

    SECURITY: the scope of such a model goes through its record; what hangs on an archived record is not found.
    """

    #: the relations that lead to the record; where several, exactly one of them is set
    of: ClassVar[tuple[str, ...]]
    #: the column that a hit is called by; where it is empty, the record's own name
    title = ""

    @property
    def beside(self):
        return self.of

    def rows(self, user):
        return super().rows(user).filter(**{f"{relation}__archived_at": None for relation in self.of})

    def record_of(self, row):
        return next(found for relation in self.of if (found := getattr(row, relation)) is not None)

    def title_of(self, record):
        return (self.title and getattr(record, self.title)) or str(self.record_of(record))

    def url(self, record):
        return self.record_of(record).get_absolute_url()

    def small(self, record):
        of = self.record_of(record)
        when = getattr(of, "time_label", "")
        return joined(of if self.title else "", when() if callable(when) else when)

    def texts_of(self, record):
        texts = (str(getattr(record, name) or "") for name in self.columns if "__" not in name)
        return [text for text in texts if text != self.title_of(record)]
