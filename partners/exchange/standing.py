"""The files of what memberships oblige us to and of what we put forward, by the columns of annex VIII."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from partners.models import (
    ContentTheme,
    GlobalTopic,
    Initiative,
    InitiativeKind,
    Obligation,
    ObligationKind,
    Position,
)
from partners.services.obligations import save_obligation
from portal.exchange import refusals
from portal.exchange.columns import CONTEXT, VALUES, Column, Title, Units
from portal.exchange.refusals import CellRefusedError
from portal.exchange.registry import Kind, register
from portal.exchange.resource import RecordResource
from portal.exchange.widgets import Amount, Code, Day, Text, Whole
from portal.money.currencies import currency_choices
from portal.records.services import save_record
from portal.text import PartialDate, fold

from .kinds import ID, NOTES, SOURCE
from .matching import PartnerColumn


class WholeDay(Day):
    """A day with its month and year: a deadline is no month."""

    def clean(self, value, row=None, **kwargs):
        found: PartialDate = super().clean(value, row=row)
        if found.precision != "day":
            sentence = _now("found %(found)s, expected a day such as 31/03/2026.")
            raise CellRefusedError(refusals.NOT_A_DATE, sentence % {"found": found.display()})
        return found.earliest


class KnownPartner(PartnerColumn):
    """The body that the row is about; without one that we know, the row cannot be kept."""

    def clean(self, row, **kwargs):
        found = super().clean(row, **kwargs)
        if found is not None and found.unmatched:
            sentence = _now("found “%(found)s”, expected a partner of the register: enter it there first.")
            raise CellRefusedError(refusals.UNKNOWN_PARTNER, sentence % {"found": found.unmatched[0]})
        return found


BODY = {"required": True, "aliases": ("Tổ chức", "organisation"), "example": "WFTU"}
CURRENCIES = Code(currency_choices(), also={"đồng": "VND", "đ": "VND", "đô la Mỹ": "USD"}, strict=True)


def _partner_of(row):
    found = row[VALUES].get("partner")
    return found.matched[0].pk if found and found.matched else None


class ObligationResource(RecordResource):
    """`obligations.csv`: the same again by unit, title, year and body. The membership is found, not stated."""

    model = Obligation
    title_column, starts, dated_by = "title", "year", ()
    related, many = ("unit", "partner", "membership"), ("other_units",)
    columns = (
        ID,
        KnownPartner("partner", "Tổ chức quốc tế", **BODY),
        Units(aliases=("Đơn vị thành viên",), example="VGCL"),
        Title("title", "Nghĩa vụ", longest=250, aliases=("Nội dung", "Tên nghĩa vụ"), example="Niên liễm"),
        Column("kind", "Loại nghĩa vụ", widget=Code(ObligationKind.choices, strict=True), required=True, aliases=("Loại",), example="niên liễm"),
        Column("year", "Năm", widget=Whole(1990), required=True, example="2026"),
        Column("due_on", "Hạn", widget=WholeDay(), required=True, aliases=("Hạn nộp", "Đến hạn"), example="31/03/2026"),
        Column("amount", "Phải nộp", widget=Amount(), aliases=("Số tiền", "Niên liễm phải nộp"), example="2.000"),
        Column("currency", "Loại tiền", widget=CURRENCIES, aliases=("Tiền tệ",), example="EUR"),
        Column("amount_paid", "Đã nộp", widget=Amount(), aliases=("Niên liễm đã nộp",), example="2.000"),
        Column("done_on", "Ngày thực hiện", widget=WholeDay(), aliases=("Ngày nộp", "Ngày gửi"), example="15/03/2026"),
        Column("evidence", "Chứng từ", widget=Text(250), aliases=("Văn bản",)),
        NOTES,
    )  # fmt: skip

    def nature(self, record):
        return (fold(record.title), record.unit_id, f"{record.year}|{record.partner_id}")

    def nature_of_row(self, row):
        title, unit, year = super().nature_of_row(row)
        return (title, unit, f"{year}|{_partner_of(row)}")

    def settle(self, record, row, *, is_new):
        """The membership of the unit in that body, where there is one."""
        if is_new and record.unit_id and record.partner_id:
            memberships = row[CONTEXT].shared("memberships", _memberships)
            record.membership = memberships.get((record.unit_id, record.partner_id))

    def save_record(self, record, *, by, many):
        save_obligation(record, by=by, on=self.context.on, many=many)


def _memberships() -> dict[tuple[int, int], Position]:
    rows = Position.objects.live().memberships().filter(partner__isnull=False).order_by("-starts_on")
    return {(row.unit_id, row.partner_id): row for row in rows}


class InitiativeResource(RecordResource):
    """`initiatives.csv`: the same again by unit, title, start and body."""

    model = Initiative
    title_column, starts, dated_by = "title", "from", ("from", "to")
    related, many = ("unit", "partner"), ("other_units",)
    columns = (
        ID,
        KnownPartner("partner", "Tổ chức quốc tế", **BODY),
        Units(aliases=("Đơn vị thực hiện",), example="VGCL"),
        Title("title", "Phát biểu, sáng kiến", longest=300, aliases=("Sáng kiến", "Nội dung", "Tên"), example="Sáng kiến về chuyển dịch công bằng"),
        Column("kind", "Loại", widget=Code(InitiativeKind.choices, strict=True), required=True, example="sáng kiến"),
        Column("forum", "Diễn đàn, phiên họp", widget=Text(250), aliases=("Diễn đàn",)),
        Column("theme", "Nội dung (nhóm)", "content_theme", Code(ContentTheme.choices, strict=True), required=True, aliases=("Nhóm nội dung",), example="struggle_protection"),
        Column("topic", "Chủ đề", widget=Code(GlobalTopic.choices, strict=True), required=True, example="climate_transition"),
        Column("from", "Từ", "starts_on", Day(), required=True, aliases=("Ngày", "Từ ngày"), example="06/2026"),
        Column("to", "Đến", "ends_on", Day(), aliases=("Đến ngày",)),
        Column("outcome", "Kết quả", widget=Text()),
        NOTES,
        SOURCE,
    )  # fmt: skip

    def nature(self, record):
        return (fold(record.title), record.unit_id, f"{record.starts_on or ''}|{record.partner_id}")

    def nature_of_row(self, row):
        title, unit, start = super().nature_of_row(row)
        return (title, unit, f"{start}|{_partner_of(row)}")

    def save_record(self, record, *, by, many):
        save_record(record, by=by, many=many)


register(
    Kind(
        "obligations", _("Obligations of a member"), ObligationResource, "partners:obligation-list", order=62
    )
)
register(Kind("initiatives", _("Initiatives"), InitiativeResource, "partners:initiative-list", order=64))
