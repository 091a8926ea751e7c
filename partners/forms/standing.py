"""Forms of our standing in international bodies."""

from portal.registers.forms import RecordForm

from ..models import Position


class PositionForm(RecordForm):
    class Meta:
        model = Position
        fields = [
            "unit", "kind", "partner", "title", "holder", "holder_post", "starts_on", "ends_on", "outcome",
            "successors", "notes", "source_url",
        ]  # fmt: skip
