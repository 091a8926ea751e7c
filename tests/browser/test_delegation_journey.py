"""One delegation by six people in real Chromium: planned, approved, sent, reported, followed up, closed."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from delegations.models import Delegation
from delegations.reference.requirements import load_requirements
from portal.deadlines import reference as deadlines
from portal.units.models import UnitType
from portal.workflow import reference as chains
from tests.browser.desks import Clock, Desk
from tests.factories.accounts import holder
from tests.factories.units import UnitFactory
from tests.portal.documents.files import PDF

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Trao đổi kinh nghiệm với Liên đoàn Giáo dục Lào"
PLAN = "Kế hoạch năm 2027"
ADVICE = "Kiến nghị bố trí kinh phí đón đoàn Lào năm 2028"
GOES_ON = "Đã xử lý, hồ sơ chuyển bước tiếp theo."


@pytest.fixture
def union(centre):
    """A union of a sector: its chain has most roles, and a step outside the portal."""
    for load in (chains.load, deadlines.load, load_requirements):
        load()
    return UnitFactory(
        code="CD-GD", unit_type=UnitType.SECTOR_UNION, parent=centre, province_name="", place="Hà Nội",
        name="Công đoàn Giáo dục Việt Nam", short_name="CĐ Giáo dục", symbol="BC-CĐN",
        superior_line="TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", header_line="CÔNG ĐOÀN GIÁO DỤC VIỆT NAM",
        signature_authority="TM. BAN THƯỜNG VỤ", signature_title="CHỦ TỊCH",
    )  # fmt: skip


@pytest.fixture
def sits_down(window, union, department_head, presidium):
    """`sits_down("leader")`: that person at a desk, or on a telephone, signed in on the day it is."""
    people = {
        "officer": holder("unit_officer", union), "leader": holder("unit_leader", union),
        "clerk": holder("clerk", union), "head": department_head, "presidium": presidium,
        "secretary": holder("secretary", union.parent),
    }  # fmt: skip

    def at_the_desk(who: str, width: int = 1440) -> Desk:
        return Desk(window(width, people[who]))

    return at_the_desk


@pytest.fixture
def scan(tmp_path):
    kept = tmp_path / "ban-quet.pdf"
    kept.write_bytes(PDF)
    return kept


def test_from_the_line_of_the_plan_to_the_closed_dossier(monkeypatch, sits_down, scan):
    clock = Clock(monkeypatch, "05/10/2026")
    is_planned(sits_down("officer"))
    goes_up(sits_down, PLAN, "leader", "head", "presidium")
    clock.set("01/02/2027")
    trip = is_begun(sits_down("officer"), scan)
    goes_up(sits_down, TITLE, "leader")
    clock.set("08/02/2027")
    is_agreed_outside(sits_down("officer"), scan)
    goes_up(sits_down, TITLE, "head")
    is_decided_by_hand(sits_down, scan)
    clock.set("01/03/2027")
    is_decided(sits_down("officer"), trip, scan)
    is_numbered_and_sent(sits_down("clerk"))
    is_read_as_it_left(sits_down("officer"), trip)
    stands_in_the_calendar(sits_down, trip)
    clock.set("12/04/2027")
    is_reported(sits_down("officer", 390), trip)
    advice = is_followed_up(sits_down("officer"), trip)
    is_checked_by_another(sits_down("leader"), advice)
    is_closed(sits_down("officer"), trip)
    is_clean_on_the_board(sits_down)


# -- the plan --


def is_planned(officer) -> None:
    """In October the officer enters what the unit intends, and submits it as a set."""
    officer.opens(reverse("delegations:plan-create")).fills({"year": "2027"})
    officer.presses("Lưu", sees="Chưa có mục nào").presses("Nhập mục", sees="Đã nhập")
    officer.fills(
        {
            "kind": "outgoing", "title": TITLE, "country": "LA", "starts_on": "04/2027", "size": "2",
            "estimate": "90.000.000", "funding_source": "union",
        }
    ).presses("Lưu, nhập mục tiếp", sees=f"Đã lưu: {TITLE}.")  # fmt: skip
    officer.presses("Xong", sees="90.000.000")
    officer.confirms("Gửi thẩm định", sees="Đã gửi: ")


def goes_up(sits_down, title: str, *whose: str) -> None:
    """Each finds it among what waits for them, opens it, and takes their step."""
    words = {"leader": "Đề xuất", "head": "Thẩm định: nhất trí", "presidium": "Phê duyệt"}
    for who in whose:
        desk = sits_down(who).opens(reverse("workflow:waiting"))
        desk.page.locator("a.waiting__title", has_text=title).click()
        desk.presses(words[who], sees="Nội dung ý kiến").presses(words[who], sees=GOES_ON)
        desk.opens(reverse("workflow:waiting")).sees("Không có việc chờ đồng chí.")


# -- the dossier --


def is_begun(officer, scan) -> int:
    """From the line of the approved plan; what is missing is entered until it may be submitted."""
    officer.opens(reverse("delegations:planitem-list"))
    officer.page.get_by_role("link", name=TITLE).first.click()
    officer.confirms("Lập hồ sơ từ mục này", sees="hãy bổ sung các nội dung còn thiếu")
    trip = officer.number
    officer.opens(reverse("delegations:delegation-dossier", args=[trip])).sees("Còn thiếu cho bước tiếp theo")
    _days_and_content(officer, trip)
    _people(officer, trip)
    _programme_and_money(officer, trip)
    _invitation(officer, trip, scan)
    officer.never_sees("Còn thiếu cho bước tiếp theo")
    officer.presses("Trình duyệt", sees="không sửa được").presses("Trình duyệt", sees="đang trình duyệt")
    return trip


def _days_and_content(officer, trip: int) -> None:
    officer.opens(reverse("delegations:delegation-edit", args=[trip]))
    officer.fills({"starts_on": "05/04/2027", "ends_on": "09/04/2027", "place": "Viêng Chăn"})
    officer.presses("Lưu", sees="09/04/2027")
    officer.opens(reverse("delegations:delegation-basis", args=[trip]))
    officer.fills({"requested_on": "25/01/2027", "agenda": "Hội đàm về bồi dưỡng cán bộ công đoàn giáo dục"})
    officer.presses("Lưu", sees="Đã lưu.")


def _people(officer, trip: int) -> None:
    """Told by their posts; the second from the page that offers another at once."""
    officer.opens(reverse("delegations:member-add", args=[trip]))
    common = {"managing_authority": "Ban Thường vụ Công đoàn ngành", "unit_written": "CĐ Giáo dục"}
    officer.fills({"name": "Trưởng đoàn thử nghiệm", "role": "head", "post": "Phó Chủ tịch", **common})
    officer.presses("Lưu và thêm người nữa", sees="Đã lưu.")
    officer.fills({"name": "Phiên dịch thử nghiệm", "role": "interpreter", "post": "Chuyên viên", **common})
    officer.presses("Lưu", sees="Trưởng đoàn thử nghiệm").sees("Phiên dịch thử nghiệm")


def _programme_and_money(officer, trip: int) -> None:
    officer.opens(reverse("delegations:delegation-programme-edit", args=[trip]))
    officer.presses("Thêm dòng", sees="Nội dung")
    officer.fills({"points-0-day": "06/04/2027", "points-0-kind": "talks", "points-0-text": "Hội đàm"})
    officer.presses("Lưu", sees="06/04/2027")
    officer.opens(reverse("delegations:delegation-budget", args=[trip]))
    officer.presses("Thêm dòng", sees="Đơn giá")
    officer.fills(
        {
            "lines-0-kind": "fare", "lines-0-text": "Vé máy bay khứ hồi", "lines-0-quantity": "2",
            "lines-0-price": "7.500.000", "lines-0-funding_source": "union",
        }
    ).presses("Lưu", sees="15.000.000")  # fmt: skip


def _invitation(officer, trip: int, scan) -> None:
    officer.opens(reverse("delegations:delegation-dossier", args=[trip]))
    officer.page.get_by_text("Đính kèm tệp").click()
    officer.fills({"file": scan, "kind": "invitation", "no_state_secret": True})
    officer.page.locator("#attachments").get_by_role("button", name="Đính kèm", exact=True).click()
    officer.row("ban-quet", says="Thư mời")
    officer.opens(reverse("delegations:delegation-dossier", args=[trip]))


def is_agreed_outside(officer, scan) -> None:
    """The Party committee of the ministry answered on paper; who keeps the dossier records it."""
    officer.opens(reverse("workflow:waiting")).sees("Đảng ủy bộ, ngành chủ quản")
    officer.page.locator("a.waiting__title", has_text=TITLE).click()
    officer.presses("Ghi quyết định ngoài cổng", sees="Số, ký hiệu")
    officer.fills(
        {"outcome": "opinion", "number": "18-CV/ĐU", "dated": "05/02/2027", "scan": scan, "no_state_secret": True}
    )  # fmt: skip
    officer.presses("Ghi quyết định ngoài cổng", sees="Đã ghi quyết định.")


def is_decided_by_hand(sits_down, scan) -> None:
    """The leader wrote on the slip; the secretary records it with its scan, in the leader's name, and it counts."""
    secretary = sits_down("secretary").opens(reverse("workflow:waiting"))
    secretary.page.locator("a.waiting__title", has_text=TITLE).click()
    secretary.presses("Ghi bút phê", sees="Nội dung bút phê")
    secretary.fills({"dated": "08/02/2027", "note": "Đồng ý, cử 02 người."})
    secretary.presses("Ghi bút phê", sees="không chứa bí mật")  # without its scan it is not recorded
    secretary.fills({"scan": scan, "no_state_secret": True})
    secretary.presses("Ghi bút phê", sees="Đã ghi bút phê.")
    leader = sits_down("presidium").opens(reverse("workflow:waiting")).sees("Không có việc chờ đồng chí.")
    leader.opens(Delegation.objects.get(title=TITLE).get_absolute_url())
    leader.sees("đã phê duyệt").page.locator(".approval__log summary").click()
    leader.sees("bút phê của", "Đồng ý, cử 02 người.", "Bản chụp")


def is_decided(officer, trip: int, scan) -> None:
    """The notice of the Presidium names everybody who goes; the unit's own decision is drafted from it."""
    officer.opens(reverse("delegations:delegation-dossier", args=[trip])).sees("đã phê duyệt")
    officer.presses("Ghi quyết định", sees="Kết quả đối với từng thành viên")
    officer.fills(
        {
            "number": "35-TB/TLĐ", "decided_on": "26/02/2027", "authority": "Thường trực Đoàn Chủ tịch",
            "scan": scan, "no_state_secret": True,
        }
    ).presses("Ghi quyết định", sees="35-TB/TLĐ")  # fmt: skip
    officer.opens(reverse("delegations:delegation-papers", args=[trip]))
    officer.row("Quyết định cử đoàn", says="Đủ thông tin").get_by_role("button", name="Soạn").click()
    officer.sees("35-TB/TLĐ").never_sees("Văn bản còn chỗ trống")
    officer.presses("Chuyển văn thư", sees="Hủy").presses("Chuyển văn thư", sees="chờ cấp số")


# -- the paper --


def is_numbered_and_sent(clerk) -> None:
    clerk.opens(reverse("papers:queue")).sees("Về việc cử đoàn công tác")
    clerk.presses("Cấp số", sees="số nào của ký hiệu này").fills({"number": "12", "dated": "01/03/2027"})
    clerk.presses("Cấp số", sees="12/QĐ")
    for step in ("Đã đóng dấu", "Phát hành"):
        clerk.presses(step, sees="Hủy").presses(step, sees="Không có văn bản nào đang chờ")
    clerk.opens(reverse("papers:line-list")).sees("Về việc cử đoàn công tác")


def is_read_as_it_left(officer, trip: int) -> None:
    officer.opens(reverse("delegations:delegation-papers", args=[trip]))
    row = officer.row("Quyết định cử đoàn", says="đã phát hành")
    pdf = officer.downloads("PDF", row=row).read_bytes()
    said = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
    for expected in ("CÔNG ĐOÀN GIÁO DỤC VIỆT NAM", "12/QĐ", "35-TB/TLĐ", "Trưởng đoàn thử nghiệm", TITLE):
        assert expected in said, expected


def stands_in_the_calendar(sits_down, trip: int) -> None:
    address = f"{reverse('delegations:calendar')}?view=month&day=2027-04-05"
    sits_down("head").opens(address).sees(TITLE)
    sits_down("leader", 390).opens(address).sees(TITLE).fits()


# -- afterwards --


def is_reported(officer, trip: int) -> None:
    """From the telephone, on the way home."""
    officer.opens(reverse("delegations:delegation-after", args=[trip])).fits()
    officer.presses("Soạn báo cáo", sees="Tóm tắt").fits()
    officer.fills({"summary": "Đoàn đã hội đàm, thống nhất chương trình năm 2028.", "assessment": "reached"})
    officer.presses("Gửi báo cáo", sees="Rút lại báo cáo").sees("Đã gửi báo cáo.").fits()


def is_followed_up(officer, trip: int) -> int:
    """A recommendation with its evidence; then what the trip really cost."""
    officer.opens(reverse("delegations:delegation-after", args=[trip]))
    officer.page.locator("a[href*='kind=recommendation']").click()
    officer.fills(
        {"text": ADVICE, "addressee": "Ban Đối ngoại", "due_on": "30/06/2027", "is_important": True}
    ).presses("Lưu", sees=ADVICE)  # fmt: skip
    officer.page.get_by_role("link", name=ADVICE).first.click()
    officer.presses("Đã xong", sees="Minh chứng")
    advice = officer.number
    officer.fills({"evidence": "Công văn 22/CĐN-VP"}).presses("Lưu", sees="chờ kiểm tra")
    officer.opens(reverse("delegations:delegation-budget", args=[trip]))
    officer.fills({"lines-0-actual_vnd": "14.600.000"}).presses("Lưu", sees="14.600.000")
    return advice


def is_checked_by_another(leader, advice: int) -> None:
    leader.opens(reverse("delegations:followup-detail", args=[advice])).sees("Công văn 22/CĐN-VP")
    leader.presses("Kiểm tra minh chứng", sees="Công văn 22/CĐN-VP")
    leader.presses("Lưu", sees="đã kiểm tra")


def is_closed(officer, trip: int) -> None:
    officer.opens(reverse("delegations:delegation-dossier", args=[trip]))
    officer.presses("Đóng hồ sơ", sees="Báo cáo và quyết toán đã đủ.")
    officer.presses("Đóng hồ sơ", sees="đã đóng")
    assert Delegation.objects.get(pk=trip).dossier_state == "closed"


def is_clean_on_the_board(sits_down) -> None:
    """Plan, permission, trip and report of it are seen, and no rule was broken."""
    board = reverse("delegations:compliance")
    desk = sits_down("head").opens(f"{board}?finding=all").sees(TITLE, "35-TB/TLĐ", "12/04/2027")
    desk.row(TITLE, says="không có nhận xét")
    desk.row(TITLE, says="12/QĐ")
    desk.opens(board).never_sees(TITLE)
    desk.sees("mọi hoạt động đều đúng kế hoạch, có phép và có báo cáo")
