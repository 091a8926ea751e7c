"""Procedures of agreements at each state, brought there by the services."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from agreements.figures.procedure_facts import Facts
from agreements.models import Agreement, AgreementText, Opinion, OpinionAnswer, Procedure, StageCode
from agreements.reference.procedure import load_parts, load_stages
from agreements.services import opinions, procedures
from agreements.workflow import PROCEDURE, submit_procedure
from portal.deadlines import reference as rules
from portal.documents.services import attach
from portal.workflow.models import Chain
from portal.workflow.services import approvals
from tests.factories.agreements import agreement, partner
from tests.factories.workflow import chain, inside
from tests.portal.documents.files import PDF

#: Days of 2026: opened, asked, answered, submitted, decided, signed, reported.
OPENED, ASKED, ANSWERED = dt.date(2026, 3, 2), dt.date(2026, 3, 2), dt.date(2026, 3, 9)
SIGNED, REPORTED = dt.date(2026, 3, 20), dt.date(2026, 3, 27)
LATER = timezone.make_aware(dt.datetime(2026, 4, 30, 9, 0))  # everything above lies behind


def moment(day: dt.date, hour: int = 9) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


def load() -> None:
    """Rules, days off, stages and parts as a new portal has them."""
    rules.load()
    load_stages()
    load_parts()


def drafted(unit, **values) -> Agreement:
    """An agreement with a partner that may be signed; its texts stand in two languages."""
    values = {
        "is_planned": True, "fields_of_cooperation": "An toàn, vệ sinh lao động", "languages": "Tiếng Việt, tiếng Lào",
        "ends_on": "31/12/2029", "our_signatory_post": "Chủ tịch", "states_not_binding": True, "country": "LA", **values,
    }  # fmt: skip
    made = agreement(unit, "Thỏa thuận hợp tác với công đoàn bạn", partners=[partner()], **values)
    for language in ("vi", "en"):
        AgreementText.objects.create(agreement=made, version=1, language=language, body="Điều 1. Hợp tác")
    return made


def signed(unit, **values) -> Agreement:
    """One that is in force since 2025."""
    return drafted(unit, is_planned=False, signed_on="10/01/2025", starts_on="10/01/2025", **values)


def opened(unit, *, purpose="sign", on=OPENED, record=None, **values) -> Procedure:
    """A procedure whose dossier says everything that is asked before opinions."""
    load()
    record = record or (drafted(unit) if purpose == "sign" else signed(unit))
    made = procedures.open_procedure(record, purpose=purpose, by=None, on=on, **values)
    made.requirement, made.conformity, made.impact = "Mở rộng hợp tác", "Phù hợp pháp luật", "Khả thi"
    return procedures.save_procedure(made, by=None)


def stage_of(procedure: Procedure, code: str, *, sensitive=False):
    """The row of a stage that applies to the procedure."""
    found = [stage for stage in Facts(procedure, OPENED).stages if stage.code == code]
    return next(stage.row for stage in found if stage.row.only_sensitive == sensitive)


def ask(
    procedure: Procedure, code=StageCode.CONSULT, *, on=ASKED, sensitive=False, by=None, body="Sở Ngoại vụ"
):
    """One body asked on that day. Returns the opinion."""
    row = stage_of(procedure, code, sensitive=sensitive)
    (asked,) = opinions.ask(procedure, row, bodies=[body], asked_on=on, by=by, at=moment(on))
    return asked


def answer(opinion: Opinion, value=OpinionAnswer.AGREES, *, on=ANSWERED, **more) -> Opinion:
    return opinions.answer(opinion, by=None, at=moment(on), answer=value, answered_on=on, **more)


def consented(unit, **values) -> Procedure:
    """Agencies and the managing body agreed: it may be submitted."""
    made = opened(unit, **values)
    answer(ask(made))
    answer(ask(made, StageCode.MANAGING_BODY, on=ANSWERED, body="Cơ quan quản lý"), on=dt.date(2026, 3, 13))
    return made


def short_chain(**values) -> Chain:
    """The unit's own leader decides."""
    return Chain.objects.filter(matter="agreement").first() or chain(
        inside("approve", "own", "unit_leader"), matter="agreement", **values
    )


def approved(unit, *, leader, officer=None, **values) -> Procedure:
    """Submitted and decided by the unit's leader on 16/03/2026."""
    short_chain()
    made = consented(unit, **values)
    run = submit_procedure(made, by=officer, at=moment(dt.date(2026, 3, 16)))
    approvals.agree(
        run, by=leader, at=moment(dt.date(2026, 3, 16), 10), step_position=1, number="08/QĐ-LĐLĐ",
        dated=dt.date(2026, 3, 16), authority="Chủ tịch LĐLĐ tỉnh",
    )  # fmt: skip
    made.refresh_from_db()
    return made


def concluded(unit, *, leader, on=SIGNED, given=None, **values) -> Procedure:
    """Signed, amended, extended or ended on that day."""
    made = approved(unit, leader=leader, **values)
    made = PROCEDURE.move(made, "sign", by=None, at=LATER, concluded_on=on, **(given or {}))
    attach(made, SimpleUploadedFile("ban-ky.pdf", PDF), by=None, kind="signed_copy", no_state_secret=True)
    return made


def reported(unit, *, leader, **values) -> Procedure:
    made = concluded(unit, leader=leader, **values)
    return PROCEDURE.move(
        made,
        "report",
        by=None,
        at=LATER,
        reported_on=REPORTED,
        copy_sent_to="Sở Ngoại vụ",
        report_number="9/BC",
    )
