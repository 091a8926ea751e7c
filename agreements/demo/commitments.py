"""Demonstration: what agreements promise, and what became of it by the day of the portal; real ones get nothing."""

import datetime as dt
from collections.abc import Iterator
from random import Random

from django.db.models import Q

from agreements.models import Agreement, AgreementCommitment
from agreements.services.commitments import commit
from partners.models import Flow, NextStep, PromiseOrigin, Recurrence
from partners.services.promise_evidence import check_promise
from partners.services.promises import keep_promise
from portal.demo.keeping import Row, keep
from portal.demo.world import CENTRE, World

DAY = dt.timedelta(days=1)
CHECKER = "tld.canbo2"
DESK = "tld.canbo1"
YEARLY = 5  # agreements of the Confederation with a promise for every year
PROMISES = (
    (Flow.OURS, "Điều 2, khoản 1", "Cử đoàn cán bộ sang trao đổi kinh nghiệm về thương lượng tập thể"),
    (Flow.THEIRS, "Điều 2, khoản 2", "Nhận cán bộ công đoàn Việt Nam dự khóa bồi dưỡng ngắn hạn"),
    (Flow.BOTH, "Điều 3", "Tổ chức tọa đàm về bảo vệ quyền lợi người lao động di cư"),
    (Flow.OURS, "Điều 4", "Gửi tài liệu về tổ chức công đoàn cơ sở ở khu vực ngoài nhà nước"),
    (Flow.THEIRS, "Điều 4", "Cung cấp chuyên gia về an toàn, vệ sinh lao động"),
    (Flow.BOTH, "Điều 5", "Sơ kết việc thực hiện thỏa thuận"),
)
EVIDENCE = ("Báo cáo kết quả đoàn", "Công thư trả lời", "Biên bản làm việc", "Kỷ yếu tọa đàm")
GIVEN_UP = ("Bạn chưa bố trí được kinh phí", "Hai bên thống nhất chuyển sang giai đoạn sau")


def build_commitments(world: World) -> dict[str, int]:
    # What the lives of agreements bring forth later (plans, renewals) promises nothing, at whatever loading.
    own = Q(source_key__startswith="demo:agreement:") | Q(source_key__startswith="demo:procedure:")
    signed = Agreement.objects.live().filter(
        own, is_planned=False, signed_on__isnull=False, partners__isnull=False
    )
    agreements = list(
        signed.select_related("unit", "passed_to")
        .prefetch_related("partners", "other_units")
        .order_by("source_key")
        .distinct()
    )
    made = keep(
        world,
        [row for one in agreements for row in _promises(world, one)],
        spelled_by=("partner__names", "owner"),
    )
    central = [one for one in agreements if one.unit.code == CENTRE]
    yearly = sum(_every_year(world, one) for one in central[:YEARLY])
    return {"commitments of agreements": made + yearly}


def _promises(world: World, agreement: Agreement) -> Iterator[Row]:
    chance = world.chance("commitments", agreement.source_key)
    begins = agreement.signed_on.earliest
    officer = world.officer_of(agreement.unit)
    for number, (whose, clause, text) in enumerate(chance.sample(PROMISES, chance.choice((1, 2, 3)))):
        due = world.working_day(begins + DAY * chance.randint(120, 1100))
        step = NextStep(
            unit=agreement.unit, partner=agreement.partners.all()[0], whose=whose, text=text, due_on=due,
            origin=PromiseOrigin.AGREEMENT, owner=getattr(officer, "person", None),
        )  # fmt: skip
        _settle(chance, step, world.on)
        key = f"demo:commitment:{agreement.source_key[5:]}:{number}"
        made = AgreementCommitment(agreement=agreement, clause=clause)
        many = {"other_units": list(agreement.other_units.all())}
        yield Row(world.mark(step, key, max(begins, world.begins)), key, many, [made], owner="step")


def _settle(chance: Random, step: NextStep, on: dt.date) -> None:
    """Three of four are kept about their day, a few given up; the rest is overdue or lies ahead."""
    fate = chance.random()
    if fate < 0.75 and step.due_on + 12 * DAY < on:
        step.kept_on = step.due_on + DAY * chance.randint(-20, 10)
        step.evidence = chance.choice(EVIDENCE)
    elif fate < 0.82 and step.due_on < on:
        step.dropped_reason = chance.choice(GIVEN_UP)


def _every_year(world: World, agreement: Agreement) -> int:
    """An important promise for every year: the times that have come are kept one after the other, most of them."""
    text = "Trao đổi đoàn lãnh đạo cấp cao hằng năm"
    if NextStep.objects.filter(agreement_commitment__agreement=agreement, text=text).exists():
        return 0
    desk, first = world.people[DESK], agreement.signed_on.earliest + 365 * DAY
    step = NextStep(
        whose=Flow.BOTH, text=text, due_on=first, recurrence=Recurrence.YEARLY, is_important=True,
        recurs_until=agreement.ends_on.latest if agreement.ends_on else None, is_demonstration=True,
        owner=getattr(desk, "person", None), partner=agreement.partners.all()[0],
    )  # fmt: skip
    if step.recurs_until and step.recurs_until < first:
        return 0
    current = commit(agreement, step, clause="Điều 1", by=desk).step
    made = 1
    while current is not None and current.due_on + 60 * DAY < world.on:
        day = world.working_day(current.due_on - 14 * DAY)
        keep_promise(current, by=desk, on=day, today=world.on, evidence="Báo cáo kết quả đoàn")
        if current.due_on + 200 * DAY < world.on:
            check_promise(current, by=world.people[CHECKER], on=day + 5 * DAY, accepts=True)
        current = NextStep.objects.filter(follows=current).first()
        made += current is not None
    return made
