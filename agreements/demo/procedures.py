"""Demonstration: procedures of agreements in every state, brought there by the services; yearly reports of units."""

import datetime as dt
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile

from agreements.figures.procedure_facts import Facts
from agreements.models import (
    VIETNAMESE,
    Agreement,
    AgreementText,
    AgreementYear,
    OpinionAnswer,
    Procedure,
    Purpose,
    StageCode,
)
from agreements.services import opinions, procedures, save_agreement
from agreements.services.agreement_years import save_year, send_year
from agreements.workflow import PROCEDURE, submit_procedure
from partners.demo.counterparts import book_of
from portal.demo.chains import Chain
from portal.demo.world import CENTRE, World, partial
from portal.documents.services import attach
from portal.rendering.pdf import pdf_of_html
from portal.text import PartialDate
from portal.units.models import Unit

DAY = dt.timedelta(days=1)
DESK = "tld.canbo1"
ASKED_LATE, TO_SUBMIT, SUBMITTED, APPROVED, SIGNED, REPORTED = range(6)
#: Working days between the steps of one procedure: asked, answered, the managing body, submitted, decided, signed.
PACE = 4
FIELDS = "Trao đổi đoàn; đào tạo cán bộ công đoàn; an toàn, vệ sinh lao động"
TEXTS = {
    VIETNAMESE: "Điều 1. Hai bên trao đổi đoàn hằng năm.\nĐiều 2. Thỏa thuận này không ràng buộc pháp lý theo pháp luật quốc tế.",
    "en": "Article 1. The parties exchange a delegation every year.\nArticle 2. This agreement is not legally binding.",
}


@dataclass(frozen=True)
class Told:
    """One procedure: at which unit, what for, how many days ago it began, how far it has come."""

    unit: str
    began: int
    reached: int
    purpose: str = Purpose.SIGN
    is_short: bool = False


TOLD = (
    Told("border:0", 25, ASKED_LATE),
    Told("border:1", 20, TO_SUBMIT),
    Told("led:3", 30, SUBMITTED),
    Told("centre", 40, APPROVED, Purpose.EXTEND),
    Told("centre", 45, SIGNED),
    Told("led:0", 75, SIGNED, Purpose.EXTEND),
    Told("led:1", 120, REPORTED),
    Told("led:2", 100, REPORTED, is_short=True),
)
YEARS_OF = 14  # units whose yearly reports are shown


def build_procedures(world: World) -> dict[str, int]:
    made = [_Way(world, told, number) for number, told in enumerate(TOLD)]
    fresh = [way for way in made if way.unit is not None and world.is_new(Agreement, way.key)]
    for way in fresh:
        way.go()
    return {"procedures": len(fresh), "yearly reports on agreements": _years(world)}


def unit_of(world: World, wanted: str) -> Unit | None:
    """ "centre", or the n-th border province, or the n-th unit whose leader has an account and decides."""
    kind, _colon, number = wanted.partition(":")
    if kind == "centre":
        return world.units[CENTRE]
    fits = (lambda unit: unit.is_border) if kind == "border" else world.leader_of
    units = [unit for unit in world.reporting if fits(unit)]
    return units[int(number)] if int(number) < len(units) else None


class _Way:
    """One procedure on its way; `by` enters it."""

    def __init__(self, world: World, told: Told, number: int):
        self.world, self.told, self.number = world, told, number
        self.key = f"demo:procedure:{number:02d}"
        self.unit = unit_of(world, told.unit)
        self.day = world.working_day(world.on - told.began * DAY)

    def _at(self) -> dt.datetime:
        return self.world.at(min(self.day, self.world.on), 10)

    def _later(self) -> None:
        self.day = min(self.world.calendar.add(self.day, PACE), self.world.on)

    def go(self) -> None:
        self.by = self.world.people[DESK] if self.told.unit == "centre" else self.world.officer_of(self.unit)
        procedure = self._open()
        self._ask(procedure)
        if self.told.reached == ASKED_LATE:
            return
        self._answered(procedure)
        if self.told.reached >= SUBMITTED:
            self._decided(procedure)
        procedure.refresh_from_db()
        if self.told.reached >= SIGNED and procedure.state == "approved":
            self._signed(procedure)

    def _open(self) -> Procedure:
        record = self._agreement()
        made = procedures.open_procedure(
            record, purpose=self.told.purpose, by=self.by, on=self.day, is_short=self.told.is_short,
            short_reason="Ký trong chuyến thăm cấp cao" if self.told.is_short else "",
        )  # fmt: skip
        made.requirement = "Cụ thể hóa quan hệ hợp tác giữa hai tổ chức công đoàn."
        made.conformity = "Phù hợp với pháp luật Việt Nam và các điều ước quốc tế mà Việt Nam là thành viên."
        made.impact = "Khả thi; kinh phí từ nguồn tài chính công đoàn; không phát sinh biên chế."
        return procedures.save_procedure(made, by=self.by)

    def _agreement(self) -> Agreement:
        there = [one for one in book_of(self.world).of(self.unit) if one.partner] or book_of(self.world).of(
            self.unit
        )
        there = there[self.number % len(there)]
        is_new = self.told.purpose == Purpose.SIGN
        signed = None if is_new else partial(self.day.replace(day=1) - 1000 * DAY)
        record = Agreement(
            unit=self.unit, title=f"Thỏa thuận hợp tác giữa {self.unit.short_name} và {there.name}"[:400],
            partners_written=there.written, country=there.country, fields_of_cooperation=FIELDS, is_planned=is_new,
            planned_on=f"Quý IV năm {self.world.on.year}" if is_new else "", signed_on=signed, starts_on=signed,
            ends_on=PartialDate.parse(str(self.world.on.year + (4 if is_new else 1))), states_not_binding=True,
            languages="Tiếng Việt, tiếng Anh", our_signatory_post=f"Chủ tịch {self.unit.short_name}"[:150],
            foreign_signatory_post=f"Chủ tịch {there.name}"[:150], place=self.unit.province_name or "Hà Nội",
        )  # fmt: skip
        self.world.mark(record, self.key, self.day)
        save_agreement(record, by=self.by, many={"partners": there.partners})
        for language, body in TEXTS.items():
            AgreementText.objects.create(
                agreement=record, version=1, language=language, body=body, at=self._at()
            )
        return record

    def _stage(self, procedure: Procedure, code: str):
        return next(one for one in Facts(procedure, self.day).stages if one.code == code)

    def _ask(self, procedure: Procedure, code: str = StageCode.CONSULT) -> None:
        stage = self._stage(procedure, code)
        number = f"{120 + self.number}/LĐLĐ-ĐN"
        opinions.ask(
            procedure,
            stage.row,
            bodies=stage.bodies,
            asked_on=self.day,
            letter_number=number,
            by=self.by,
            at=self._at(),
        )

    def _answered(self, procedure: Procedure) -> None:
        """Everybody agrees, one of them with a comment that is taken up."""
        self._later()
        for place, row in enumerate(procedure.opinions.filter(answer="").order_by("pk")):
            said = OpinionAnswer.WITH_COMMENTS if place == 0 else OpinionAnswer.AGREES
            self._answer(row, said, place)
        self._ask(procedure, StageCode.MANAGING_BODY)
        self._later()
        for place, row in enumerate(procedure.opinions.filter(answer="").order_by("pk")):
            self._answer(row, OpinionAnswer.AGREES, 5 + place)

    def _answer(self, row, said: str, place: int) -> None:
        has_comment = said == OpinionAnswer.WITH_COMMENTS
        opinions.answer(
            row, by=self.by, at=self._at(), answer=said, answered_on=self.day, answer_number=f"{210 + place}/CV",
            content="Đề nghị nêu rõ nguồn kinh phí." if has_comment else "",
            handling="Đã bổ sung." if has_comment else "",
        )  # fmt: skip

    def _decided(self, procedure: Procedure) -> None:
        approval = submit_procedure(procedure, by=self.by, at=self._at())
        chain = Chain(self.world, approval, self.by, self.day, self.number)
        chain.advance(1 if self.told.reached == SUBMITTED else 9)
        self._later()

    def _signed(self, procedure: Procedure) -> None:
        given = {"title": "Gia hạn lần 1"} if self.told.purpose == Purpose.EXTEND else {}
        if given:
            given["new_ends_on"] = PartialDate.parse(str(self.world.on.year + 5))
        self._later()
        moved = PROCEDURE.move(
            procedure, "sign", by=self.by, at=self._at(), concluded_on=self._at().date(), **given
        )
        if self.told.reached < REPORTED:
            return
        copy = SimpleUploadedFile("ban-sao.pdf", _copy(self.world))
        attach(
            moved,
            copy,
            by=self.by,
            title="Bản sao thỏa thuận đã ký",
            kind="signed_copy",
            no_state_secret=True,
        )
        told = "; ".join(self._stage(moved, StageCode.REPORT).bodies)
        self._later()
        PROCEDURE.move(
            moved, "report", by=self.by, at=self._at(), reported_on=self._at().date(), copy_sent_to=told,
            report_number=f"{60 + self.number}/BC-LĐLĐ",
        )  # fmt: skip


def _copy(world: World) -> bytes:
    """One file for all procedures of a loading."""
    if "signed copy" not in world.shared:
        world.shared["signed copy"] = pdf_of_html(
            "<html lang='vi'><head><title>Bản sao</title></head><body><h1>Bản sao thỏa thuận đã ký</h1>"
            "<p>Bản minh họa.</p></body></html>"
        )
    return world.shared["signed copy"]


def _years(world: World) -> int:
    """Of the year before, all sent, some late; of this year, those that begin early."""
    made, before = 0, world.on.year - 1
    for number, unit in enumerate(world.reporting[:YEARS_OF]):
        for year in (before, world.on.year):
            key = f"demo:agreement-year:{unit.code}:{year}"
            if not world.is_new(AgreementYear, key) or (year == world.on.year and number % 3):
                continue
            sent = dt.date(year, 11, 9 + number % 9)
            report = AgreementYear(
                unit=unit, year=year, assessment="Các thỏa thuận được triển khai theo kế hoạch."
            )
            world.mark(report, key, min(sent - 5 * DAY, world.on))
            by = world.officer_of(unit)
            save_year(report, by=by)
            if sent <= world.on and year == before:
                send_year(report, by=by, at=world.at(sent, 15), sent_on=sent, number=f"{80 + number}/BC-LĐLĐ")
            made += 1
    return made
