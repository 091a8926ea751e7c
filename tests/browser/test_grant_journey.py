"""A grant of two donors in real Chromium: entered, approved, money day by day, a result, a report, its settlement."""

import datetime as dt

import pytest
from django.urls import reverse

from agreements.models import Indicator, Resource
from agreements.reference.indicators import load_indicators
from partners.models import Partner
from portal.deadlines import reference as deadlines
from portal.workflow import reference as chains
from tests.browser.desks import Clock, Desk
from tests.factories.agreements import partner
from tests.factories.resources import rate

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Dự án đối thoại tại doanh nghiệp vùng biên"
GOES_ON = "hồ sơ chuyển bước tiếp theo."
CHAIN = (("leader", "Đề xuất"), ("head", "Thẩm định: nhất trí"), ("presidium", "Phê duyệt"))


@pytest.fixture
def donors(db):
    """Two donors; a dollar is 25.000 đồng from 2020 and 26.000 from 01/06/2026."""
    for load in (chains.load, deadlines.load, load_indicators):
        load()
    rate(dong=25_000)
    rate(dong=26_000, since="2026-06-01")
    return [partner("Quỹ Một", "Q1", "DE"), partner("Quỹ Hai", "Q2", "DE")]


@pytest.fixture
def sits_down(window, donors, officer, leader, department_head, presidium):
    """`sits_down("leader")`: that person at a desk, or on a telephone, signed in on the day it is."""
    people = {"officer": officer, "leader": leader, "head": department_head, "presidium": presidium}

    def at_the_desk(who: str, width: int = 1440) -> Desk:
        return Desk(window(width, people[who]))

    return at_the_desk


def test_from_the_commitment_to_the_settlement(monkeypatch, sits_down, donors):
    clock = Clock(monkeypatch, "02/03/2026")
    grant = is_entered(sits_down("officer"), donors)
    is_shared(sits_down("officer"), grant, donors)
    goes_up(sits_down, grant)
    clock.set("20/04/2026")
    is_begun(sits_down("officer"), grant)
    money_comes(sits_down("officer"), grant)
    clock.set("15/06/2026")
    money_goes(sits_down("officer"), grant)
    has_results(sits_down("officer"), grant)
    clock.set("08/07/2026")
    is_reported(sits_down("officer", 390), grant)
    clock.set("20/11/2026")
    is_settled(sits_down("officer"), grant)
    stands_in_the_trend(sits_down("head"), donors)
    sits_down("head", 390).opens(f"{reverse('agreements:trends')}?by=donor&last_year=2026").fits()


# -- what was committed --


def is_entered(officer, donors: list[Partner]) -> int:
    officer.opens(reverse("agreements:resource-create"))
    officer.page.evaluate(  # donors are searched for by name: what the search box puts there
        """rows => { for (const [pk, name] of rows)
             document.querySelector("[name=partners]").append(new Option(name, pk, true, true)) }""",
        [[str(one.pk), one.name_vi] for one in donors],
    )
    officer.fills(
        {
            "direction": "received", "kind": "technical", "is_project": True, "title": TITLE, "starts_on": "2026",
            "purpose": "Tập huấn thương lượng tập thể cho cán bộ cơ sở.", "amount": "40.000", "currency": "USD",
            "aid_account": "Kho bạc Nhà nước tỉnh",
        }
    ).presses("Lưu", sees="1.000.000.000")  # fmt: skip
    return officer.number


def is_shared(officer, grant: int, donors: list[Partner]) -> None:
    """75 to 25; more than a whole is refused in a sentence."""
    _add_share(officer, grant, donors, ("75", "35"), sees="110 %")
    _add_share(officer, grant, donors, ("75", "25"), sees=": 25 %")


def _add_share(officer, grant: int, donors: list[Partner], percents: tuple[str, str], *, sees: str) -> None:
    officer.opens(reverse("agreements:resource-shares", args=[grant]))
    for at, (donor, percent) in enumerate(zip(donors, percents, strict=True)):
        officer.main.get_by_role("button", name="Thêm dòng", exact=True).click()
        officer.fills({f"shares-{at}-partner": str(donor.pk), f"shares-{at}-percent": percent})
    officer.presses("Lưu", sees=sees)


# -- approval --


def goes_up(sits_down, grant: int) -> None:
    """Each finds it among what waits for them; the reports that rules ask for are opened by the approval."""
    officer = sits_down("officer").opens(reverse("agreements:resource-procedure", args=[grant]))
    officer.sees("Mới có trong sổ").confirms("Bắt đầu quy trình", sees="Trình duyệt")
    officer.presses("Trình duyệt", sees="chuỗi phê duyệt").presses("Trình duyệt", sees="đang trình duyệt")
    officer.sees("R20: 20 ngày")
    for who, words in CHAIN:
        desk = sits_down(who).opens(reverse("workflow:waiting"))
        desk.page.locator("a.waiting__title", has_text=TITLE).click()
        desk.presses(words, sees="Nội dung ý kiến").presses(words, sees=GOES_ON)
    officer.opens(reverse("agreements:resource-procedure", args=[grant])).sees("đã phê duyệt", "02/03/2026")
    officer.opens(reverse("agreements:resource-reports", args=[grant]))
    officer.row("Thông tư 23/2022/TT-BTC", says="Soạn")


def is_begun(officer, grant: int) -> None:
    officer.opens(reverse("agreements:resource-procedure", args=[grant])).sees("02/09/2026")
    officer.presses("Ghi nhận bắt đầu", sees="Bắt đầu ngày").fills({"begun_on": "01/04/2026"})
    officer.presses("Ghi nhận bắt đầu", sees="đang thực hiện")


# -- money --


def money_comes(officer, grant: int) -> None:
    """At the rate of its day: 20.000 dollars of April are 500 million."""
    _moves(officer, grant, "received", "10/04/2026", "20.000", "USD", sees="500.000.000")


def money_goes(officer, grant: int) -> None:
    """More than came is refused in one sentence; a currency without a rate, too; nothing of either stays."""
    _moves(
        officer, grant, "disbursed", "10/06/2026", "21.000", "USD",
        sees="đang ghi “21.000 USD”, cần không quá số đã tiếp nhận đến ngày đó là 20.000 USD",
    )  # fmt: skip
    _moves(
        officer,
        grant,
        "disbursed",
        "10/06/2026",
        "100",
        "CHF",
        sees="không có tỷ giá của CHF ngày 10/06/2026",
    )
    _moves(officer, grant, "disbursed", "10/06/2026", "15.000", "USD", sees="390.000.000")
    officer.sees("26.000").never_sees("21.000 USD")


def _moves(officer, grant: int, kind: str, day: str, amount: str, currency: str, *, sees: str) -> None:
    officer.opens(reverse("agreements:movement-add", args=[grant]))
    officer.fills({"kind": kind, "happened_on": day, "amount": amount, "currency": currency})
    officer.presses("Lưu", sees=sees)


def is_settled(officer, grant: int) -> None:
    """What was handed over is settled; then it is completed, and no later report is awaited of it but the last."""
    _moves(officer, grant, "settled", "15/11/2026", "390.000.000", "VND", sees="390.000.000")
    officer.opens(reverse("agreements:resource-procedure", args=[grant]))
    officer.presses("Ghi nhận kết thúc", sees="Kết thúc ngày").fills({"completed_on": "18/11/2026"})
    officer.presses("Ghi nhận kết thúc", sees="đã hoàn thành")
    found = Resource.objects.get(pk=grant)
    assert (found.received_vnd, found.disbursed_vnd, found.settled_vnd) == (
        500_000_000,
        390_000_000,
        390_000_000,
    )
    assert found.completed_on == dt.date(2026, 11, 18)


# -- what came of it --


def has_results(officer, grant: int) -> None:
    """200 officers were aimed at, 50 reached: 25 %."""
    indicator = Indicator.objects.get(code="skills-bargaining")
    officer.opens(reverse("agreements:resource-results-edit", args=[grant]))
    for at, (is_target, value) in enumerate(((True, "200"), (False, "50"))):
        officer.main.get_by_role("button", name="Thêm dòng", exact=True).click()
        row = {
            "indicator": str(indicator.pk),
            "is_target": is_target,
            "measured_on": "10/06/2026",
            "value": value,
        }
        officer.fills({f"results-{at}-{name}": given for name, given in row.items()})
    officer.presses("Lưu", sees=indicator.title)
    officer.row(indicator.title, says="200")
    officer.row(indicator.title, says="25")


def is_reported(officer, grant: int) -> None:
    """From the telephone: the month's report on June, due before 10/07, goes with its number."""
    page = officer.opens(reverse("agreements:resource-reports", args=[grant])).fits()
    page.row("30/06/2026", says="R23").get_by_role("link", name="Soạn", exact=True).click()
    officer.sees("Ngày gửi").fits()
    officer.fills({"progress": "Đã tổ chức hai lớp.", "sent_on": "08/07/2026", "number": "45/BC-LĐLĐ"})
    officer.presses("Lưu", sees="45/BC-LĐLĐ").sees("Đã gửi, hoặc không cần", "Đã tổ chức hai lớp.").fits()


def stands_in_the_trend(head, donors: list[Partner]) -> None:
    """A billion committed, half a billion received, 390 million spent: the donors by their shares, once in all."""
    head.opens(f"{reverse('agreements:trends')}?by=donor&last_year=2026")
    head.row("Quỹ Một", says="750.000.000")
    head.row("Quỹ Hai", says="125.000.000")
    for said in ("1.000.000.000", "500.000.000", "390.000.000", "78 %"):
        head.row("Tổng cộng, mỗi khoản tính một lần", says=said)
