"""The file of talks, meetings, calls, letters and joint work: one row for each, who was there included."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from partners.models import Attendee, Flow, Interaction, InteractionKind, Level, Mode, Side
from partners.services.interactions import save_interaction, settle
from portal.exchange import refusals
from portal.exchange.columns import VALUES, Aside, Column, Title, Units
from portal.exchange.refusals import CellRefusedError
from portal.exchange.registry import Kind, register
from portal.exchange.resource import RecordResource
from portal.exchange.widgets import Code, Country, Day, Text
from portal.text import fold

from .kinds import ID, NOTES, SOURCE
from .matching import PartnersColumn

FLOWS: dict[str, str] = {"ta": Flow.OURS, "bạn": Flow.THEIRS, "hai bên": Flow.BOTH}


class KnownPartners(PartnersColumn):
    """The partners of a talk; one that we do not know is refused: a talk is kept with somebody."""

    def clean(self, row, **kwargs):
        found = super().clean(row, **kwargs)
        if found is None:
            raise CellRefusedError(refusals.MISSING, _now("found nothing, expected a value."))
        if found.unmatched or not found.matched:
            name = found.unmatched[0] if found.unmatched else self.cell(row)
            sentence = _now("found “%(found)s”, expected a partner of the register: enter it there first.")
            raise CellRefusedError(refusals.UNKNOWN_PARTNER, sentence % {"found": name})
        return found

    def apply(self, record, value, row) -> None:
        if self.seen_before(record, row) and not set(record.many["partners"]) < set(value.matched):
            return
        record.many["partners"] = list(value.matched)

    def export(self, instance, **kwargs):
        return "; ".join(sorted(str(partner) for partner in instance.many["partners"]))


class Attending(Column):
    """Those of one side, "name, post; name, post". Who stands there already was entered by people and stays."""

    def __init__(self, name, label, side: Side, **options):
        super().__init__(name, label, "attendees", Text(), **options)
        self.side = side

    def apply(self, record, value, row) -> None:
        if self._there(record):
            return
        for part in filter(None, map(str.strip, value.split(";"))):
            name, _comma, post = part.partition(",")
            record.many["attendees"].append(
                Attendee(side=self.side, name=name.strip()[:150], post=post.strip()[:200])
            )

    def export(self, instance, **kwargs):
        return "; ".join(str(one) for one in self._there(instance))

    def normal(self, record):
        return self.export(record) or None

    def _there(self, record) -> list[Attendee]:
        return [one for one in record.many["attendees"] if one.side == self.side]


class InteractionResource(RecordResource):
    """`interactions.csv`: the same again by unit, title, day and partners."""

    model = Interaction
    title_column, starts, dated_by = "title", "from", ("from", "to")
    related, many = ("unit",), ("partners", "other_units", "attendees")
    columns = (
        ID,
        Aside("country", "Nước", "country", Country(), aliases=("Quốc gia",), hint="Chỉ để nhận ra đối tác", example="Lào"),
        KnownPartners("partner", "Đối tác", required=True, aliases=("Tổ chức",), example="LFTU"),
        Units(aliases=("Đơn vị chủ trì",), example="VGCL"),
        Column("kind", "Hình thức", widget=Code(InteractionKind.choices, strict=True), required=True, aliases=("Loại",), example="Hội đàm"),
        Title("title", "Nội dung tiếp xúc", longest=300, aliases=("Nội dung", "Chủ đề"), example="Hội đàm về hợp tác đào tạo cán bộ"),
        Column("from", "Từ", "starts_on", Day(), aliases=("Ngày", "Từ ngày"), example="05/06/2026"),
        Column("to", "Đến", "ends_on", Day(), aliases=("Đến ngày",)),
        Column("flow", "Chiều tiếp xúc", widget=Code(Flow.choices, also=FLOWS, strict=True), hint="ta, bạn hoặc hai bên", example="hai bên"),
        Column("level", "Cấp", widget=Code(Level.choices, strict=True), example="Đoàn cấp cao"),
        Column("mode", "Cách thức", widget=Code(Mode.choices, strict=True), example="Trực tiếp"),
        Column("place", "Địa điểm", widget=Text(200), example="Hà Nội"),
        Attending("ours", "Thành phần phía ta", Side.OURS, hint="Họ tên, chức vụ; nhiều người cách nhau bằng dấu ;"),
        Attending("theirs", "Thành phần phía bạn", Side.THEIRS, hint="Họ tên, chức vụ; nhiều người cách nhau bằng dấu ;"),
        Column("they_asked", "Bạn đề nghị", widget=Text(), aliases=("Ý kiến của bạn",)),
        Column("promised", "Cam kết", widget=Text(), aliases=("Nội dung cam kết",)),
        Column("outcome", "Kết quả", widget=Text()),
        NOTES,
        SOURCE,
    )  # fmt: skip

    def nature(self, record):
        return (fold(record.title), record.unit_id, _day_and(record.starts_on, record.many["partners"]))

    def nature_of_row(self, row):
        title, unit, _start = super().nature_of_row(row)
        return (title, unit, _day_and(row[VALUES].get("from"), row[VALUES]["partner"].matched))

    def save_record(self, record, *, by, many):
        attending = many.pop("attendees")
        save_interaction(record, by=by, many=many)
        fresh = [one for one in attending if one.pk is None]
        for one in fresh:
            one.interaction = record
            one.save()
        if fresh:
            settle(record)


def _day_and(day, partners) -> str:
    return f"{day or ''}|{sorted(partner.pk for partner in partners)}"


register(
    Kind("interactions", _("Talks and meetings"), InteractionResource, "partners:interaction-list", order=25)
)
