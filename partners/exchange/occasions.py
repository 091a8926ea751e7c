"""The file of days to remember: a partner's or a country's, by day, month and year."""

from django.utils.translation import gettext_lazy as _

from partners.models import Calendar, Occasion, OccasionKind
from partners.services.occasions import save_occasion
from portal.access.permissions import Permission
from portal.exchange.columns import VALUES, Column, Title
from portal.exchange.registry import Kind, register
from portal.exchange.resource import RecordResource
from portal.exchange.widgets import Code, Country, Whole
from portal.text import fold

from .kinds import ID, NOTES, SOURCE
from .standing import KnownPartner

YEARLY, ONCE = "yearly", "once"


class Rhythm(Column):
    """ "hằng năm" or "một lần", kept as yes or no; left empty it is every year."""

    def apply(self, record, value, row) -> None:
        record.is_yearly = value == YEARLY

    def get_value(self, instance):
        return YEARLY if instance.is_yearly else ONCE


class OccasionResource(RecordResource):
    """A day is the same again by whose it is, its title and its kind. A partner that we do not know is refused."""

    model = Occasion
    permission = Permission.PARTNER_EDIT
    title_column, starts, dated_by = "title", "", ()
    related, many = ("partner",), ()
    columns = (
        ID,
        Column("country", "Nước", "country", Country(), aliases=("Quốc gia",), example="Lào",
               hint="Cho ngày của cả nước; có đối tác thì chỉ để nhận ra đối tác"),
        KnownPartner("partner", "Đối tác", aliases=("Tổ chức",), example="LFTU"),
        Column("kind", "Loại dịp", "kind", Code(OccasionKind.choices, strict=True), required=True, example="ngày thành lập"),
        Title("title", "Dịp", longest=250, aliases=("Nội dung dịp",), example="Ngày thành lập Công đoàn Lào"),
        Column("calendar", "Lịch", "calendar", Code(Calendar.choices, strict=True), example="dương lịch"),
        Rhythm("rhythm", "Nhịp", "is_yearly", Code([(YEARLY, "hằng năm"), (ONCE, "một lần")], strict=True), example="hằng năm"),
        Column("day", "Ngày", "day", Whole(1), required=True, example="1"),
        Column("month", "Tháng", "month", Whole(1), required=True, example="2"),
        Column("year", "Năm", "year", Whole(1), example="1966"),
        NOTES,
        SOURCE,
    )  # fmt: skip

    def settle(self, record, row, *, is_new):
        """With a partner, the country only helped to recognise it."""
        if record.partner_id:
            record.country = ""

    def nature(self, record):
        return (fold(record.title), record.kind, str(record.partner_id or record.country))

    def nature_of_row(self, row):
        found = row[VALUES].get("partner")
        whose = found.matched[0].pk if found and found.matched else row[VALUES].get("country") or ""
        return (fold(row[VALUES]["title"]), row[VALUES].get("kind"), str(whose))

    def save_record(self, record, *, by, many):
        save_occasion(record, by=by, on=self.context.on)


register(Kind("occasions", _("Occasions"), OccasionResource, "partners:occasion-list", order=68))
