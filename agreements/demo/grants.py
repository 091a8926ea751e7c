"""Demonstration: what became of some grants: approval, money by day, results, reports; all through the services."""

import datetime as dt
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from agreements.figures.doubles import entered_elsewhere
from agreements.figures.grant_reports import unsent
from agreements.models import Indicator, Movement, Resource, ResourceKind, ResourceResult
from agreements.services import save_resource
from agreements.services.grant_reports import save_report
from agreements.services.grants import open_grant
from agreements.services.money import record_movement
from agreements.services.results import save_results
from agreements.workflow.grants import GRANT
from partners.demo.counterparts import book_of
from portal.demo.world import CENTRE, World, partial

DAY = dt.timedelta(days=1)
PREPARED = "demo:grant:prepared"
OF_THE_CENTRE, OF_UNITS, RECENT = 5, 4, 500 * DAY
AUTHORITY = "Thường trực Đoàn Chủ tịch Tổng Liên đoàn"
ACCOUNT = "Tài khoản viện trợ mở tại Kho bạc Nhà nước khu vực"
PURPOSE = (
    "Nâng cao năng lực cho cán bộ công đoàn: tập huấn, tài liệu, hỗ trợ công đoàn cơ sở phát triển đoàn viên."
)
PROGRESS = "Đã thực hiện các hoạt động theo kế hoạch của kỳ; hồ sơ thanh toán đang được hoàn thiện."
#: Days after the beginning, kind, part of what was committed.
TOLD = (
    (20, "received", "0.5"), (75, "disbursed", "0.2"), (130, "disbursed", "0.2"), (200, "received", "0.3"),
    (230, "settled", "0.3"), (290, "disbursed", "0.25"),
)  # fmt: skip
#: Indicator, target, reached after how many days.
AIMS = (
    ("officers-trained", 200, ((90, 55), (240, 140))),
    ("skills-bargaining", 80, ((150, 46),)),
    ("unions-formed", 12, ((240, 7),)),
    ("members-gained", 3000, ((240, 1650),)),
)


def build_grants(world: World) -> dict[str, int]:
    """How many grants got their history; those that have one are left alone."""
    counts = {"grants": 0, "movements": 0, "results": 0, "grant reports": 0}
    for grant in chosen(world):
        if grant.stage:
            continue
        by = world.officer_of(grant.unit)
        _approve(world, grant, by)
        counts["grants"] += 1
        counts["movements"] += _move(world, grant, by)
        counts["results"] += _measure(world, grant, by)
        counts["grant reports"] += _report(world, grant, by)
    prepare_one(world)
    return counts


def prepare_one(world: World) -> None:
    """A grant of the Confederation that is still being prepared: its page says what its dossier lacks."""
    if Resource.objects.filter(source_key=PREPARED).exists():
        return
    donor, day = book_of(world).known("FES", "DE", "Berlin"), world.on - 12 * DAY
    record = Resource(
        unit=world.units[CENTRE], title="Dự án nâng cao năng lực đại diện của công đoàn cơ sở",
        kind=ResourceKind.FINANCIAL, is_project=True, amount=Decimal(80_000), currency="EUR",
        starts_on=partial(world.on + 60 * DAY), ends_on=partial(world.on + 600 * DAY), purpose=PURPOSE,
        distinct_reason="Giai đoạn mới, chưa trùng với khoản nào",
    )  # fmt: skip
    by = world.officer_of(record.unit)
    made = save_resource(
        world.mark(record, PREPARED, day), by=by, on=world.on, many={"partners": donor.partners}
    )
    open_grant(made, by=by, at=timezone.make_aware(dt.datetime.combine(day, dt.time(10))))


def chosen(world: World) -> list[Resource]:
    """The latest projects with a sum and a day of approval: some of the Confederation, some of units."""
    rows = (
        Resource.objects.live()
        .received()
        .filter(is_project=True, amount_vnd__isnull=False, is_demonstration=True)
    )
    rows = rows.filter(placed_from__gte=world.on - RECENT, placed_from__lte=world.on - 60 * DAY)
    rows = rows.select_related("unit").order_by("-placed_from", "source_key")
    of_centre = Q(unit=world.units[CENTRE])
    return [*rows.filter(of_centre)[:OF_THE_CENTRE], *rows.exclude(of_centre)[:OF_UNITS]]


def _approve(world: World, grant: Resource, by) -> None:
    """As its row says: the number and the day stand there already; begun when it was to begin."""
    grant.purpose, grant.aid_account = PURPOSE, ACCOUNT
    if entered_elsewhere(grant, [partner.pk for partner in grant.partners.all()]):
        grant.distinct_reason = "Đợt tài trợ riêng cho từng đơn vị"
    grant.received_vnd = grant.disbursed_vnd = None
    save_resource(grant, by=by, on=world.on)
    dated, number = grant.approved_on.earliest, grant.approval_number
    at = timezone.make_aware(dt.datetime.combine(dated, dt.time(9)))
    grant = open_grant(grant, by=by, at=at)
    GRANT.move(grant, "record", by=by, at=at, dated=dated, number=number, authority=AUTHORITY)
    begins = max(dated, grant.starts_on.earliest)
    at = timezone.make_aware(dt.datetime.combine(begins, dt.time(9)))
    GRANT.move(grant, "begin", by=by, at=at, begun_on=begins)
    ends = grant.ends_on.latest if grant.ends_on else None
    if ends and ends < world.on - 30 * DAY:
        at = timezone.make_aware(dt.datetime.combine(ends, dt.time(16)))
        GRANT.move(grant, "complete", by=by, at=at, completed_on=ends)


def _begun(grant: Resource) -> dt.date:
    return Resource.objects.get(pk=grant.pk).begun_on or grant.starts_on.earliest


def _move(world: World, grant: Resource, by) -> int:
    count, begun = 0, _begun(grant)
    for days, kind, part in TOLD:
        day = begun + days * DAY
        if day >= world.on:
            break
        amount = (grant.amount * Decimal(part)).quantize(Decimal(1))
        row = Movement(resource=grant, kind=kind, amount=amount, currency=grant.currency, happened_on=day)
        record_movement(row, by=by, on=world.on)
        count += 1
    return count


def _measure(world: World, grant: Resource, by) -> int:
    known = {one.code: one for one in Indicator.objects.live()}
    rows, begun = [], _begun(grant)
    for code, target, reached in AIMS:
        if code not in known:
            continue
        rows.append(_result(known[code], begun, target, is_target=True))
        for days, value in reached:
            if begun + days * DAY < world.on:
                women = value * 2 // 5 if known[code].by_sex else None
                rows.append(_result(known[code], begun + days * DAY, value, women=women, unit=grant.unit))
    save_results(grant, by=by, on=world.on, changed=rows)
    return len(rows)


def _result(indicator: Indicator, day: dt.date, value: int, **more) -> ResourceResult:
    return ResourceResult(indicator=indicator, measured_on=day, value=value, sector="", **more)


def _report(world: World, grant: Resource, by) -> int:
    """What was due was sent on its day, the last month's is still missing."""
    late = unsent(grant.grant_reports.filter(due_on__lt=world.on - 15 * DAY))
    for report in late:
        report.sent_on, report.number = report.due_on - DAY, ""
        report.progress = PROGRESS if report.rule_code.startswith("R22") else ""
        save_report(report, by=by, on=world.on)
    return len(late)
