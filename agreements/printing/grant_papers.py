"""Papers of an external resource: the submission for approval, and the report on it for one period."""

import datetime as dt
from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.money.amounts import dong_in_words
from portal.papers.kinds import Draft, Wanted, kind
from portal.papers.wording import PRESIDIUM, Gaps, ended, long
from portal.ui.formats import number_vi
from portal.units.models import UnitType

from ..figures.money import OUT, total_vnd
from ..figures.results import measured
from ..models import GrantReport, Movement, MovementKind, Resource

CENTRE, LEFT, RIGHT = "center", "left", "right"
MONEY, RESULTS = "tình hình tài chính", "kết quả theo chỉ số"
DECREE = "Căn cứ Nghị định số 313/2025/NĐ-CP của Chính phủ;"
OLD_DECREE = "Căn cứ Nghị định số 80/2020/NĐ-CP của Chính phủ;"
REPLACED_ON = dt.date(2025, 12, 8)
NEXT = 4  # reports that are offered to be drafted: those that are due first
SUMMED = (
    (MovementKind.RECEIVED, "Tiếp nhận"), (MovementKind.DISBURSED, "Giải ngân"), (MovementKind.SETTLED, "Quyết toán"),
    (MovementKind.COUNTERPART, "Đối ứng"), (MovementKind.RETURNED, "Trả lại nhà tài trợ"),
)  # fmt: skip


class Facts(Gaps):
    """One resource, read once for all of its papers."""

    def __init__(self, resource: Resource):
        super().__init__()
        self.resource, self.unit = resource, resource.unit

    @cached_property
    def movements(self) -> list[Movement]:
        return list(self.resource.movements.all())

    @cached_property
    def measured(self) -> list:
        return measured(self.resource.results.select_related("indicator"))

    @cached_property
    def reports(self) -> list[GrantReport]:
        return list(self.resource.grant_reports.all())

    @cached_property
    def speaker(self) -> str:
        return settings.ORGANISATION if self.unit.unit_type == UnitType.CONFEDERATION else self.unit.name

    @cached_property
    def donors(self) -> list[str]:
        return self.resource.partner_labels()

    @property
    def partner(self) -> str:
        label = _("the donor") if self.resource.is_received else _("the partner")
        return self.say("; ".join(self.donors), label)

    @property
    def title(self) -> str:
        return " ".join(self.resource.title.split()).rstrip(".")

    @property
    def asked(self) -> str:
        """What is asked for, from the verb on."""
        verb = "tiếp nhận khoản viện trợ" if self.resource.is_received else "hỗ trợ bạn"
        return f"phê duyệt {verb} “{self.title}”"

    @property
    def value(self) -> str:
        found = self.resource
        if found.amount is None:
            if found.places is None:
                return self.say("", _("the amount"))
            return f"{number_vi(found.places)} suất đào tạo"
        if found.currency == "VND":
            return f"{found.amount_display} ({dong_in_words(int(found.amount))})"
        if found.amount_vnd is None:
            self.lack(_("the rate of the currency to đồng"))
            return found.amount_display
        return f"{found.amount_display}, tương đương {number_vi(found.amount_vnd)} đồng (tỷ giá {number_vi(found.exchange_rate)} {long(found.rate_date)})"  # fmt: skip

    @property
    def time(self) -> str:
        return self.say(self.resource.time_label(), _("the time"))


def facts_of(resource: Resource) -> Facts:
    """Kept on the record: the page of papers asks for several drafts of it."""
    if "_paper_facts" not in resource.__dict__:
        resource.__dict__["_paper_facts"] = Facts(resource)
    found = resource.__dict__["_paper_facts"]
    found.missing = []
    return found


def submission(resource: Resource, wanted: Wanted) -> Draft:
    """Tờ trình phê duyệt: what was offered by whom, for what, for how much, and our own share."""
    facts = facts_of(resource)
    units = [resource.unit.name, *(unit.name for unit in resource.other_units.all())]
    role = "Nhà tài trợ" if resource.is_received else "Bên được hỗ trợ"
    body = [
        *_bases(resource, wanted.on),
        f"{facts.speaker} kính trình {PRESIDIUM} xem xét, {facts.asked}, với các nội dung sau:",
        f"## {role}",
        ended(facts.partner),
        "## Đơn vị chủ trì, đơn vị thụ hưởng" if resource.is_received else "## Đơn vị thực hiện",
        ended("; ".join(units)),
        "## Mục đích, nội dung",
        ended(facts.say(resource.purpose, _("the purpose and content"))),
        "## Địa bàn, thời gian",
        f"Địa bàn: {facts.say(resource.place, _('where it is used'))}. Thời gian: {facts.time}.",
        "## Giá trị, vốn đối ứng",
        f"Giá trị: {facts.value}. {_counterpart(facts)}",
        *_aims(facts),
        *_account(facts),
        f"{facts.speaker} kính trình {PRESIDIUM} xem xét, quyết định.",
    ]
    tables = {RESULTS: _results(facts)} if facts.measured else {}
    return Draft(
        f"Về việc {facts.asked}", "\n".join(body), (PRESIDIUM,), content={"tables": tables},
        missing=tuple(facts.missing),
    )  # fmt: skip


def _bases(resource: Resource, on: dt.date) -> list[str]:
    found = [DECREE if on >= REPLACED_ON else OLD_DECREE] if resource.is_received else []
    found.append("Căn cứ Điều lệ Công đoàn Việt Nam;")
    if resource.agreement:
        found.append(f"Căn cứ “{resource.agreement.title}”;")
    found[-1] = found[-1].rstrip(";") + "."
    return found


def _counterpart(facts: Facts) -> str:
    vnd = facts.resource.counterpart_vnd
    return f"Vốn đối ứng: {number_vi(vnd)} đồng." if vnd else "Không có vốn đối ứng."


def _aims(facts: Facts) -> list[str]:
    if not facts.measured:
        facts.lack(_("targets of the results"))
        return []
    return ["## Mục tiêu, kết quả dự kiến", f"[[{RESULTS}]]"]


def _account(facts: Facts) -> list[str]:
    """Rule R24: aid goes through an account of its own."""
    if not facts.resource.is_received or facts.resource.amount is None:
        return []
    account = facts.say(facts.resource.aid_account, _("the aid account"))
    return ["## Tài khoản tiếp nhận", f"Tiền viện trợ được tiếp nhận qua tài khoản riêng: {ended(account)}"]


# -- report on a period --


def report_parts(resource: Resource) -> list[tuple[int | None, str]]:
    """The reports that are due first, one paper each; without any, a report up to the day."""
    waiting = [row for row in facts_of(resource).reports if not row.sent_on and not row.waived_reason]
    return [(row.pk, row.title) for row in waiting[:NEXT]] or [(None, "")]


def report(resource: Resource, wanted: Wanted) -> Draft:
    """Báo cáo: money of the period and so far, results, progress and obstacles, what is asked for."""
    facts = facts_of(resource)
    row = next((one for one in facts.reports if one.pk == wanted.part), None)
    first, last = (row.period_from, row.period_to) if row else (None, None)
    last = last or wanted.on
    progress = row.progress if row else resource.progress
    obstacles = row.difficulties if row else resource.difficulties
    heading = row.title if row else "Báo cáo tình hình thực hiện khoản viện trợ"
    body = [
        f"Thực hiện quy định về quản lý viện trợ, {facts.speaker} báo cáo tình hình thực hiện “{facts.title}”"
        f"{_when(first, last)} như sau:",
        "# I. THÔNG TIN CHUNG",
        f"Nhà tài trợ: {facts.partner}. Thời gian: {facts.time}. Giá trị: {facts.value}.",
        f"Văn bản phê duyệt: {facts.say(resource.approval_number, _('the number of the approval'))}"
        f"{f', ngày {resource.approved_on.display()}' if resource.approved_on else ''}.",
        "# II. TIẾN ĐỘ, KẾT QUẢ",
        ended(facts.say(progress, _("the progress of the period"))),
        *([f"[[{RESULTS}]]"] if facts.measured else []),
        "# III. TÀI CHÍNH",
        f"[[{MONEY}]]",
        "# IV. KHÓ KHĂN, VƯỚNG MẮC, KIẾN NGHỊ",
        ended(obstacles or "Không có"),
    ]
    tables = {MONEY: _money(facts, first, last)}
    if facts.measured:
        tables[RESULTS] = _results(facts)
    subject = f"{heading}: {facts.title}" if row else f"Tình hình thực hiện khoản viện trợ {facts.title}"
    return Draft(
        subject[:300], "\n".join(body), (PRESIDIUM,), content={"tables": tables}, missing=tuple(facts.missing)
    )


def _when(first: dt.date | None, last: dt.date) -> str:
    return f" từ {long(first)} đến {long(last)}" if first else f" đến {long(last)}"


def _money(facts: Facts, first: dt.date | None, last: dt.date) -> dict:
    so_far = [row for row in facts.movements if row.happened_on <= last]
    within = [row for row in so_far if first is None or row.happened_on >= first]
    rows = [
        [label, number_vi(total_vnd(within, kind)), number_vi(total_vnd(so_far, kind))]
        for kind, label in SUMMED
    ]
    left = total_vnd(so_far, MovementKind.RECEIVED) - total_vnd(so_far, *OUT)
    rows.append(["Còn lại", "", number_vi(left)])
    columns = [["Nội dung", 40, LEFT], ["Trong kỳ (đồng)", 30, RIGHT], ["Lũy kế (đồng)", 30, RIGHT]]
    return {"columns": columns, "rows": rows}


def _results(facts: Facts) -> dict:
    columns = [
        ["TT", 6, CENTRE], ["Chỉ số", 46, LEFT], ["Đơn vị tính", 16, CENTRE], ["Mục tiêu", 16, RIGHT],
        ["Đạt được", 16, RIGHT],
    ]  # fmt: skip
    rows = [
        [at, str(one.indicator), one.indicator.counted_in, number_vi(one.target), number_vi(one.reached)]
        for at, one in enumerate(facts.measured, 1)
    ]
    return {"columns": columns, "rows": rows}


def _is_grant(resource: Resource) -> bool:
    return resource.is_received


CONFEDERATION, DEPARTMENT = "confederation", "department"
kind(
    "submission", _("Submission (tờ trình)"), "TTr", of="agreements.resource", name="TỜ TRÌNH", draft=submission,
    order=10, in_name_of=DEPARTMENT,
)  # fmt: skip
kind(
    "report", _("Report on the aid"), "BC", of="agreements.resource", name="BÁO CÁO", draft=report, order=50,
    fits=_is_grant, parts=report_parts, in_name_of=CONFEDERATION,
)  # fmt: skip
