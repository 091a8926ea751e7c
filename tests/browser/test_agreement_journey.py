"""One agreement of a province in real Chromium: opinions, papers, approval, signing, report, commitment, renewal."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from agreements.models import Agreement
from agreements.reference.procedure import load_parts, load_stages
from agreements.schedule import agreements_that_run_out
from partners.models import NextStep, Partner
from portal.deadlines import reference as deadlines
from portal.workflow import reference as chains
from tests.browser.desks import Clock, Desk
from tests.factories.agreements import partner
from tests.portal.documents.files import PDF

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Thỏa thuận hợp tác với Liên hiệp Công đoàn tỉnh Luông Pha Băng"
NEXT = "Thỏa thuận hợp tác với Liên hiệp Công đoàn tỉnh Luông Pha Băng giai đoạn 2029-2032"
PROMISE = "Mời cán bộ của bạn sang học tiếng Việt"
GOES_ON = "hồ sơ chuyển bước tiếp theo."
AGENCY, BODY = "Sở Ngoại vụ tỉnh Lào Cai", "Ủy ban nhân dân tỉnh Lào Cai"


@pytest.fixture
def sits_down(window, officer, leader, department_head):
    """`sits_down("leader")`: that person at a desk, or on a telephone, signed in once a day."""
    for load in (chains.load, deadlines.load, load_stages, load_parts):
        load()
    partner()
    people = {"officer": officer, "leader": leader, "head": department_head}
    desks: dict[tuple, Desk] = {}

    def at_the_desk(who: str, width: int = 1440) -> Desk:
        place = (who, width, timezone.localdate())
        if place not in desks:
            desks[place] = Desk(window(width, people[who]))
        return desks[place]

    return at_the_desk


@pytest.fixture
def scan(tmp_path):
    kept = tmp_path / "ban-ky.pdf"
    kept.write_bytes(PDF)
    return kept


def test_from_the_first_opinion_to_the_renewal(monkeypatch, sits_down, scan):
    clock = Clock(monkeypatch, "06/04/2026")
    agreement = is_planned(sits_down("officer"))
    procedure = is_opened(sits_down("officer"), agreement)
    agencies_are_asked(sits_down("officer"), procedure)
    clock.set("14/04/2026")
    agencies_answer(sits_down("officer"), procedure)
    clock.set("22/04/2026")
    the_body_agrees(sits_down("officer"), procedure)
    is_drafted_and_read_back(sits_down("officer"), agreement, procedure)
    goes_up(sits_down, procedure)
    clock.set("24/04/2026")
    is_signed(sits_down("officer"), agreement, procedure, scan)
    clock.set("04/05/2026")
    is_reported(sits_down("officer", 390), agreement, procedure)
    promise = is_committed(sits_down("officer"), agreement)
    clock.set("10/09/2026")
    is_kept(sits_down("officer"), agreement, promise)
    clock.set("05/02/2029")
    runs_out(sits_down("officer"), agreement)
    is_decided(sits_down("officer"), agreement)
    renewal = is_renewed(sits_down("officer"), agreement)
    goes_through_it_again(sits_down("officer"), renewal)


# -- what is to be signed --


def is_planned(officer) -> int:
    officer.opens(reverse("agreements:agreement-create"))
    officer.page.evaluate(  # the partner is searched for by name: what the search box puts there
        """([pk, name]) => document.querySelector("[name=partners]").append(new Option(name, pk, true, true))""",
        _the_partner(),
    )
    officer.fills(
        {
            "kind": "cooperation_agreement", "title": TITLE, "is_planned": True, "planned_on": "Quý II năm 2026",
            "starts_on": "01/05/2026", "ends_on": "30/04/2029", "languages": "Tiếng Việt, tiếng Lào",
            "our_signatory_post": "Chủ tịch", "foreign_signatory_post": "Chủ tịch", "states_not_binding": "true",
            "fields_of_cooperation": "Đào tạo cán bộ, an toàn lao động", "country": "LA",
        }
    ).presses("Lưu", sees="dự kiến ký")  # fmt: skip
    agreement = officer.number
    officer.opens(reverse("agreements:agreement-text-new", args=[agreement]))
    officer.fills(
        {
            "vietnamese": "Điều 1. Hai bên hợp tác đào tạo cán bộ công đoàn và trao đổi thông tin hằng năm.",
            "language": "en",
            "foreign": "Article 1. The two sides cooperate in training trade union officers every year.",
        }
    ).presses("Lưu", sees="Phiên bản 1")
    return agreement


def _the_partner() -> list:
    found = Partner.objects.get(acronym="LFTU")
    return [str(found.pk), found.name_vi]


# -- opinions --


def is_opened(officer, agreement: int) -> int:
    """From the register; each stage shows its rule, and what its dossier still lacks stands there in words."""
    officer.opens(reverse("agreements:agreement-procedure", args=[agreement])).sees("Mới có trong sổ")
    officer.presses("Mở thủ tục", sees="Thủ tục để").fills({"purpose": "sign"})
    officer.presses("Lưu", sees="đang chuẩn bị")
    officer.sees("R3-opinion: 7 ngày làm việc (Nghị định 64/2021/NĐ-CP, Điều 8)", "R3: 5 ngày làm việc")
    officer.sees("Còn thiếu cho bước tiếp theo")
    procedure = officer.number
    officer.opens(reverse("agreements:procedure-edit", args=[procedure])).fills(
        {
            "requirement": "Mở rộng hợp tác với công đoàn địa phương giáp biên.",
            "conformity": "Phù hợp pháp luật Việt Nam và điều ước quốc tế.",
            "impact": "Khả thi, kinh phí của liên đoàn.",
        }
    ).presses("Lưu", sees="Mở rộng hợp tác với công đoàn địa phương giáp biên.")
    return procedure


def agencies_are_asked(officer, procedure: int) -> None:
    """Asked on Monday 06/04/2026: 7 working days end on Wednesday 15/04."""
    _asks(officer, procedure, 0, {"bodies": AGENCY, "asked_on": "06/04/2026", "letter_number": "15/LĐLĐ-ĐN"})
    officer.row(AGENCY, says="15/04/2026")
    officer.row(AGENCY, says="đang chờ")
    officer.sees("R3-opinion: 7 ngày làm việc (Nghị định 64/2021/NĐ-CP, Điều 8)")


def agencies_answer(officer, procedure: int) -> None:
    """With a comment; the managing body is asked on Tuesday 14/04/2026: 5 working days end on Tuesday 21/04."""
    _answers(
        officer, procedure, AGENCY, "Đã tiếp thu, bổ sung vào Điều 1.",
        {
            "answer": "with_comments", "answered_on": "13/04/2026", "answer_number": "210/SNgV",
            "content": "Bổ sung nội dung an toàn lao động.", "handling": "Đã tiếp thu, bổ sung vào Điều 1.",
        },
    )  # fmt: skip
    _asks(officer, procedure, 1, {"bodies": BODY, "asked_on": "14/04/2026", "letter_number": "18/LĐLĐ-ĐN"})
    officer.row(BODY, says="21/04/2026")


def the_body_agrees(officer, procedure: int) -> None:
    given = {"answer": "agrees", "answered_on": "21/04/2026", "answer_number": "95/UBND-NV"}
    _answers(officer, procedure, BODY, "95/UBND-NV", given)
    officer.row(BODY, says="nhất trí")


def _asks(officer, procedure: int, stage: int, given: dict) -> None:
    officer.opens(reverse("agreements:procedure-detail", args=[procedure]))
    officer.main.get_by_role("link", name="Lấy ý kiến", exact=True).nth(stage).click()
    officer.sees("Mỗi dòng một mục.").fills(given).presses("Lưu", sees=given["bodies"])


def _answers(officer, procedure: int, body: str, sees: str, given: dict) -> None:
    officer.opens(reverse("agreements:procedure-detail", args=[procedure]))
    officer.row(body, says="Ghi trả lời").get_by_role("link", name="Ghi trả lời", exact=True).click()
    officer.sees(body).fills(given).presses("Lưu", sees=sees)


# -- the paper --


def is_drafted_and_read_back(officer, agreement: int, procedure: int) -> None:
    """Tờ trình: what was asked, what came and what was taken up stand in it."""
    officer.opens(reverse("agreements:agreement-papers", args=[agreement]))
    officer.row("Tờ trình", says="Đủ thông tin").get_by_role("button", name="Soạn").click()
    officer.sees("Mở rộng hợp tác với công đoàn địa phương giáp biên.")
    officer.opens(reverse("agreements:agreement-papers", args=[agreement]))
    pdf = officer.downloads("PDF", row=officer.row("Tờ trình", says="DOCX")).read_bytes()
    said = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
    for expected in ("TỜ TRÌNH", "70/2020/QH14", "210/SNgV", "95/UBND-NV", "Đã tiếp thu", "Chủ tịch"):
        assert expected in said, expected


# -- approval, signing, report --


def goes_up(sits_down, procedure: int) -> None:
    """The International Department is consulted, the leader decides."""
    officer = sits_down("officer").opens(reverse("agreements:procedure-detail", args=[procedure]))
    officer.presses("Trình duyệt", sees="không sửa được").presses("Trình duyệt", sees="đang trình duyệt")
    for who, words, asked in (("head", "Cho ý kiến", "Ý kiến"), ("leader", "Phê duyệt", "Nội dung ý kiến")):
        desk = sits_down(who).opens(reverse("workflow:waiting"))
        desk.page.locator("a.waiting__title", has_text=TITLE).click()
        desk.presses(words, sees=asked).fills({"note": "Nhất trí."}).presses(words, sees=GOES_ON)


def is_signed(officer, agreement: int, procedure: int, scan) -> None:
    """Before the consent it is refused in a sentence; the report is then due after 15 days, with its rule."""
    officer.opens(reverse("agreements:procedure-detail", args=[procedure])).sees("đã phê duyệt, chờ ký")
    officer.presses("Ghi nhận việc ký", sees="Nơi ký")
    given = {"place": "Lào Cai", "scan": scan, "no_state_secret": True}
    officer.fills({"concluded_on": "20/04/2026", **given})
    officer.presses("Ghi nhận việc ký", sees="từ ngày 21/04/2026 trở đi")
    officer.fills({"concluded_on": "24/04/2026", **given})
    officer.presses("Ghi nhận việc ký", sees="đã ký, chờ báo cáo")
    officer.sees("09/05/2026", "R4: 15 ngày")
    officer.opens(reverse("agreements:agreement-detail", args=[agreement])).sees("24/04/2026")


def is_reported(officer, agreement: int, procedure: int) -> None:
    """From the telephone, with the number of the report, within the days of R4."""
    officer.opens(reverse("agreements:procedure-detail", args=[procedure])).sees("Chờ báo cáo:").fits()
    officer.presses("Ghi nhận báo cáo", sees="Ngày báo cáo").fits()
    officer.fills({"report_number": "31/BC-LĐLĐ"})
    officer.presses("Ghi nhận báo cáo", sees="đã báo cáo, kết thúc").never_sees("Chờ báo cáo:")
    officer.sees("31/BC-LĐLĐ").fits()
    officer.opens(reverse("agreements:agreement-detail", args=[agreement])).sees(
        "đang có hiệu lực", "04/05/2026"
    )


# -- what it promises, and what follows it --


def is_committed(officer, agreement: int) -> int:
    officer.opens(reverse("agreements:agreement-commitments", args=[agreement]))
    officer.presses("Ghi cam kết", sees="Cam kết trong thỏa thuận")
    officer.fills(
        {
            "commitments-0-whose": "ours", "commitments-0-text": PROMISE, "commitments-0-clause": "Điều 1",
            "commitments-0-due_on": "01/09/2026",
        }
    ).presses("Lưu", sees=PROMISE)  # fmt: skip
    officer.row(PROMISE, says="Điều 1")
    return NextStep.objects.get(text=PROMISE).pk


def is_kept(officer, agreement: int, promise: int) -> None:
    """Overdue until it is kept, with what shows it; the rate of the agreement follows."""
    officer.opens(reverse("agreements:agreement-commitments", args=[agreement])).row(PROMISE, says="quá hạn")
    officer.opens(reverse("partners:promise-keep", args=[promise]))
    officer.fills({"on": "09/09/2026", "evidence": "Quyết định 77/QĐ-LĐLĐ"}).presses("Lưu", sees="77/QĐ-LĐLĐ")
    officer.opens(reverse("agreements:agreement-commitments", args=[agreement]))
    officer.row(PROMISE, says="đã thực hiện")
    officer.sees("(100 %)")


def runs_out(officer, agreement: int) -> None:
    """On 05/02/2029 it has 84 days left: its officer is told in the night, and asked to decide by the home page."""
    agreements_that_run_out()
    officer.opens(reverse("notifications:list")).sees(TITLE)
    officer.opens(reverse("dashboard:home")).sees(f"Quyết định khi hết hiệu lực: {TITLE}")
    officer.opens(reverse("agreements:agreement-life", args=[agreement]))
    officer.sees("sắp hết hiệu lực", "Còn 84 ngày hiệu lực")


def is_decided(officer, agreement: int) -> None:
    """Without a reason it is refused; once decided, nobody is asked any more."""
    officer.presses("Quyết định khi hết hiệu lực", sees="Số văn bản")
    officer.page.locator("[name=decision][value=renew]").check()
    officer.fills({"reason": "Hai bên thống nhất tiếp tục hợp tác."})
    officer.presses("Quyết định khi hết hiệu lực", sees="Hai bên thống nhất tiếp tục hợp tác.").never_sees(
        "Còn 84 ngày hiệu lực"
    )
    officer.opens(reverse("dashboard:home")).never_sees(f"Quyết định khi hết hiệu lực: {TITLE}")


def is_renewed(officer, agreement: int) -> int:
    """By a new agreement, linked to the old one, that takes over its partner; each shows the other."""
    officer.opens(reverse("agreements:agreement-life", args=[agreement]))
    officer.presses("Gia hạn bằng thỏa thuận mới", sees="Tên thỏa thuận mới").fills(
        {
            "title": NEXT, "starts_on": "01/05/2029", "ends_on": "30/04/2032",
            "reason": "Hai bên thống nhất tiếp tục.",
        }
    ).presses("Gia hạn bằng thỏa thuận mới", sees="dự kiến ký").sees(NEXT)  # fmt: skip
    made = Agreement.objects.get(title=NEXT)
    assert made.renews_id == agreement
    assert list(made.partners.values_list("acronym", flat=True)) == ["LFTU"]
    for one in (agreement, made.pk):
        officer.opens(reverse("agreements:agreement-life", args=[one])).sees("Chuỗi gia hạn", TITLE, NEXT)
    return made.pk


def goes_through_it_again(officer, renewal: int) -> None:
    """The renewal has its own procedure from the first opinion on."""
    officer.opens(reverse("agreements:agreement-procedure", args=[renewal])).sees("Mới có trong sổ")
    officer.presses("Mở thủ tục", sees="Thủ tục để").fills({"purpose": "sign"})
    officer.presses("Lưu", sees="đang chuẩn bị").sees("R3-opinion: 7 ngày làm việc")
