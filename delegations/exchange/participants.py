"""The file of participants of conferences: whom we asked, what they answered, whether they came."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.exchange import refusals
from portal.exchange.columns import VALUES, Aside, Column
from portal.exchange.refusals import RowRefusedError
from portal.exchange.registry import Kind, register
from portal.exchange.widgets import Code, Country, Day, Text, Whole
from portal.text import fold, normalise

from ..models import Answer, Attendance, Channel, Event, Participant, ParticipantRole, Side
from ..services.participants import save_participant
from ..services.participants_paste import match_bodies
from .rows import ActivityColumn, ExactDay, RowResource

SIDES = {"ta": Side.OURS, "việt nam": Side.OURS, "bạn": Side.THEIRS, "nước ngoài": Side.THEIRS}


class ParticipantResource(RowResource):
    """The same again: side, name (or post) and body, at the same conference. Bodies are matched by their one spelling."""

    model = Participant
    parents, parent = (Event,), "event"
    title_column = "name"
    texts = ("name", "post", "organisation")
    columns = (
        ActivityColumn("activity", "Hội nghị, hội thảo", "event", Text(400), required=True, aliases=("Hội nghị", "Tên hội nghị"), example="Hội thảo quốc tế về an toàn, vệ sinh lao động"),
        Aside("starts", "Ngày bắt đầu hội nghị", "starts", Day(), hint="Chỉ cần khi nhiều hội nghị cùng tên", example="24/05/2026"),
        Column("side", "Phía", widget=Code(Side.choices, also=SIDES, strict=True), required=True, example="bạn"),
        Column("name", "Họ và tên", widget=Text(150), aliases=("Họ tên", "Tên", "Đại biểu"), example="(họ và tên)"),
        Column("post", "Chức vụ", widget=Text(200), example="Phó Chủ tịch"),
        Column("organisation", "Đơn vị, tổ chức", widget=Text(250), aliases=("Tổ chức", "Đơn vị"), example="ILO"),
        Column("country", "Nước", widget=Country(), aliases=("Quốc tịch", "Quốc gia"), example="Lào"),
        Column("role", "Tư cách", widget=Code(ParticipantRole.choices, strict=True), aliases=("Vai trò",)),
        Column("persons", "Số người", widget=Whole(least=1), example="1"),
        Column("invited_on", "Ngày mời", widget=ExactDay(), example="01/04/2026"),
        Column("channel", "Cách mời", widget=Code(Channel.choices, strict=True)),
        Column("answer", "Trả lời", widget=Code(Answer.choices, strict=True)),
        Column("answered_on", "Ngày trả lời", widget=ExactDay()),
        Column("attendance", "Tham dự", widget=Code(Attendance.choices, strict=True)),
    )  # fmt: skip

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        written = (
            {normalise(str(cell)) for cell in dataset["organisation"]}
            if "organisation" in dataset.headers
            else ()
        )
        asked = [
            Participant(side=side, organisation=name) for side in Side.values for name in written if name
        ]
        match_bodies(asked)
        self._bodies = {(one.side, fold(one.organisation)): (one.partner_id, one.unit_id) for one in asked}

    def stored(self, model, keys):
        return super().stored(model, keys).select_related("partner", "unit")

    def nature(self, record):
        body = record.organisation or str(record.partner or record.unit or "")
        return (*self.of(record), record.side, fold(record.name or record.post), fold(body))

    def nature_of_row(self, row):
        found = row[VALUES]
        who, body = found.get("name") or found.get("post") or "", found.get("organisation") or ""
        return (*self.of_row(row), found["side"], fold(who), fold(body))

    def settle(self, record, row, *, is_new):
        super().settle(record, row, is_new=is_new)
        if not (record.name or record.post or record.organisation):
            sentence = _now("found nothing, expected a name, a post or whose participant it is.")
            raise RowRefusedError([self._refusal(self.fields["name"], row, refusals.MISSING, sentence)])
        if record.invited_on and record.answered_on and record.answered_on < record.invited_on:
            sentence = _now("The answer came before the invitation.")
            raise RowRefusedError(
                [self._refusal(self.fields["answered_on"], row, refusals.END_BEFORE_START, sentence)]
            )
        partner, unit = self._bodies.get((record.side, fold(record.organisation)), (None, None))
        record.partner_id, record.unit_id = record.partner_id or partner, record.unit_id or unit

    def save_record(self, record, *, by, many):
        save_participant(record, by=by)


register(
    Kind(
        "participants",
        _("Participants of conferences"),
        ParticipantResource,
        "delegations:event-list",
        order=52,
    )
)
