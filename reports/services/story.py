"""Demonstration: the way of one consolidated paper in the past. The worker prints it, so that loading stays quick."""

import datetime as dt
import secrets

from django.core.files.base import ContentFile
from django.db import transaction

from portal.accounts.models import User
from portal.audit.middleware import acting
from portal.rendering.certificates import self_signed
from portal.rendering.sealing import Form, Look, seal
from reports.models import Consolidation, Cycle, Outcome, PaperKind, PaperStage

from .consolidation import begun, build, save_sections
from .correcting import give_reason
from .desk import request_appraisal, sign_off
from .issuing import issue, number_paper
from .presidium import decide, put_to_presidium
from .signing import attach_signed

STORY = "reports.story"
NUMBERS = ("12", "15")
REASON = "bổ sung vào mục V đề nghị về kinh phí đón đoàn, bị sót khi tổng hợp"
LEFT_OUT = ("V", "Đề nghị cân đối kinh phí đón đoàn quốc tế cho các tỉnh, thành phố có cửa khẩu quốc tế.")
#: in whose name the demonstration signs, and what is written in blue or within the red ring
SIGNS = (
    (Form.PERSON, "Trưởng Ban Đối ngoại (chữ ký minh họa)", "Ký minh họa"),
    (Form.ORGANISATION, "Ban Đối ngoại (con dấu minh họa)", "BAN ĐỐI NGOẠI CON DẤU MINH HỌA"),
)
NOBODY = "Dữ liệu minh họa, không có giá trị pháp lý"
YEAR = dt.timedelta(days=365)


def tell_story(cycle: Cycle, acts: dict[str, list[str]], *, progress, check) -> None:
    """Issue and sign paper A, correct it, put the correction to the Presidium, agree; what is done already stays.

    `acts`: who and when, `{"build": [account, time], "issue": …, "sign": …, "rebuild": …, "reissue": …, "resign": …,
    "put": …, "decide": …}`, times as ISO texts.
    """
    papers = Consolidation.objects.filter(cycle=cycle, paper=PaperKind.TO_PRESIDIUM).select_related(
        "cycle", "decision"
    )
    issued = papers.exclude(issued_at=None)
    for nth, (build_it, issue_it, sign_it) in enumerate(
        (("build", "issue", "sign"), ("rebuild", "reissue", "resign"))
    ):
        if issued.count() <= nth:
            _issue(cycle, NUMBERS[nth], acts[build_it], acts[issue_it], acts["put"], progress, check)
        paper = issued.order_by("pk")[nth]
        if paper.signed_file_id is None:
            _sign(paper, acts[sign_it])
    paper = issued.order_by("pk")[1]
    if not hasattr(paper, "decision"):
        by, at = _actor(acts["put"])
        with acting(by):
            put_to_presidium(paper, by=by, at=at, told=False)
    paper = papers.get(pk=paper.pk)
    if paper.decision.is_waiting:
        by, at = _actor(acts["decide"])
        with acting(by):
            decide(paper, outcome=Outcome.AGREED, by=by, at=at, told=False)


def _issue(
    cycle: Cycle, number: str, built: list[str], issued: list[str], headed: list[str], progress, check
) -> None:
    by, at = _actor(built)
    with acting(by):
        draft = _written(cycle, by, at)
        if draft.pdf_id is None:
            draft = build(draft, by=by, at=at, progress=progress, check=check)
        by, at = _actor(issued)
        if not draft.number:
            draft = number_paper(draft, number=number, dated=at.astimezone().date(), by=by, at=at)
    head = _actor(headed)[0]  # who puts it to the Presidium answered for it before
    with acting(head):
        if draft.stage != PaperStage.SIGNED_OFF:
            draft = sign_off(request_appraisal(draft, by=by, at=at, told=False), by=head, at=at, told=False)
    with acting(by):
        issue(draft, by=by, at=at, progress=progress, check=check)


@transaction.atomic
def _written(cycle: Cycle, by: User, at: dt.datetime) -> Consolidation:
    """The draft; one that corrects a paper says why, and holds the sentence that was left out."""
    draft = begun(cycle, PaperKind.TO_PRESIDIUM, by=by)
    if draft.corrects is None or draft.correction_reason:
        return draft
    draft = give_reason(draft, reason=REASON, by=by, at=at)
    code, sentence = LEFT_OUT
    text = "\n".join(filter(None, [draft.sections.get(code, ""), sentence]))
    return save_sections(draft, {code: text}, revision=draft.revision, by=by)


def _sign(paper: Consolidation, act: list[str]) -> None:
    """The file as an e-office would send it back: signed by person and seal, elsewhere; its certificate says what it is."""
    by, at = _actor(act)
    assert paper.pdf is not None  # it is issued
    with paper.pdf.file.open("rb") as file:
        content = file.read()
    for form, name, words in SIGNS:
        password = secrets.token_urlsafe()
        key_file = self_signed(
            name, organisation=NOBODY, password=password, first=at - YEAR, last=at + 3 * YEAR
        )
        content = seal(
            content, key_file=key_file, password=password, look=Look(form, words), reason=NOBODY, at=at
        )
    upload = ContentFile(content, f"{paper.number}-BC-BĐN-da-ky-minh-hoa.pdf")
    with acting(by):
        attach_signed(paper, upload, no_state_secret=True, by=by, at=at)


def _actor(act: list[str]) -> tuple[User, dt.datetime]:
    username, at = act
    return User.objects.get(username=username), dt.datetime.fromisoformat(at)
