"""A list in pages whose count never costs more than a glance: beyond the cap it says "more than 10.000"."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

from portal.ui.worded import WordedRows, of_page, to_count

CAP = 10_000
PER_PAGE = 25


class CappedPaginator(Paginator):
    """Django's paginator that counts at most `cap` rows; `capped` says that there are more."""

    def __init__(self, object_list, per_page: int = PER_PAGE, *, cap: int = CAP, **options):
        super().__init__(object_list, per_page, **options)
        self.cap = cap

    def page(self, number):
        if not isinstance(self.object_list, QuerySet):
            return super().page(number)
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        part = slice(first, min(first + self.per_page, self.count))
        return self._get_page(of_page(self.object_list, part), number, self)

    @cached_property
    def _found(self) -> int:
        if isinstance(self.object_list, WordedRows):
            return self.object_list.counted(self.cap + 1)
        if isinstance(self.object_list, QuerySet):
            return to_count(self.object_list, self.cap + 1).count()
        return len(self.object_list)

    @cached_property
    def count(self) -> int:
        return min(self._found, self.cap)

    @property
    def capped(self) -> bool:
        return self._found > self.cap
