"""What of our own side can be found: officers, and units with what they have for external relations."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.access.permissions import Permission
from portal.access.scope import units_for
from portal.search.kinds import Kind, joined, kind
from portal.units.models import REPORTING_TYPES, Unit, UnitName

from .models import Officer


@kind
class Officers(Kind):
    """SECURITY: telephone, mail and notes are neither searched nor shown."""

    key, label, icon, order = "officers", _("Officers"), "languages", 16
    model = Officer
    title = "name"
    beside = ()
    prefetch = ("posts__unit",)
    texts = ("specialisation",)
    ordering = ("sort_key",)
    suggests = True

    def small(self, record):
        return "; ".join(str(post) for post in record.posts.all()[:1])

    def texts_of(self, record):
        return [*(str(post) for post in record.posts.all()), *super().texts_of(record)]


@kind
class Units(Kind):
    """Units whose records the reader reads, by today's name and the former ones."""

    key, label, icon, order = "units", _("Units"), "building-2", 18
    model = Unit
    title = "name"
    names = ("short_name",)
    beside = ("parent",)
    prefetch = ("names",)
    ordering = ("sort_key",)
    suggests = True
    folded = ""  # the names are rows of their own

    def rows(self, user):
        return units_for(user, Permission.RECORD_VIEW).order_by()

    def matching(self, rows, asked, user):
        """One of its names holds every word."""
        names = UnitName.objects.order_by()
        for word in asked.words:
            names = names.filter(folded__contains=word)
        return rows.filter(pk__in=names.values("unit"))

    def ranked(self, rows, asked):
        return rows.order_by(*self.ordering)

    def title_of(self, record):
        return record.name

    def url(self, record):
        """Its line among the units that report; of others, and of closed ones, the officers."""
        if record.unit_type in REPORTING_TYPES and record.valid_to is None:
            return f"{reverse('competence:units')}?{urlencode({'q': record.name})}"
        return f"{reverse('competence:officer-list')}?{urlencode({'unit': record.pk})}"

    def small(self, record):
        return joined(record.get_unit_type_display(), record.parent and record.parent.short_name)

    def texts_of(self, record):
        return [row.name for row in record.names.all() if row.name != record.name]
