"""The form of one indicator of results."""

from django.utils.text import slugify

from portal.registers.forms import RecordForm
from portal.text import fold

from ..models import Indicator


class IndicatorForm(RecordForm):
    """The code is made of the title once and stays: imports and reports know the indicator by it."""

    class Meta:
        model = Indicator
        fields = ["title", "group", "counted_in", "by_sex", "definition", "position"]

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if not self.instance.code:
            self.instance.code = slugify(fold(cleaned.get("title", "")))[:40] or "indicator"
        return cleaned
