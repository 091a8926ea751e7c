"""Questions about outgoing papers."""

from portal.records.querysets import RecordQuerySet


class PaperQuerySet(RecordQuerySet):
    def of(self, record):
        """Papers drafted from the record."""
        return self.filter(target_model=record._meta.label_lower, target_id=record.pk)

    def in_queue(self):
        """What the clerk has still to number, seal or dispatch."""
        return self.live().filter(state__in=("number", "seal", "dispatch"))

    def in_register(self):
        """What bears a number: the lines of the register of outgoing papers."""
        return self.exclude(number="")
