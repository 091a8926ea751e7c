"""Demonstration: the life of agreements: texts, amendments, a plan under one, suspended, ended, decided, renewed."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass

from agreements.models import Agreement, AgreementKind, Amendment, AmendmentKind, ExpiryDecision, LifecycleAct
from agreements.services import save_agreement
from agreements.services.amendments import amend, publish
from agreements.services.expiry import decide_expiry
from agreements.services.lifecycle import suspend, terminate
from agreements.services.parties import seed_parties
from agreements.services.successors import Following, renew_agreement
from agreements.services.texts import save_texts
from partners.models import Flow
from portal.audit.middleware import acting
from portal.demo.world import World, partial
from portal.text import PartialDate

DAY = dt.timedelta(days=1)
#: The text that was signed, and the draft before it, which lacked the last article.
VIETNAMESE = (
    "Điều 1. Hai bên trao đổi đoàn cán bộ công đoàn hằng năm, luân phiên tại mỗi nước.",
    "Điều 2. Hai bên hỗ trợ nhau đào tạo, bồi dưỡng cán bộ công đoàn.",
    "Điều 3. Hai bên trao đổi thông tin, phối hợp bảo vệ quyền lợi người lao động.",
    "Điều 4. Văn bản này không ràng buộc pháp lý theo pháp luật quốc tế.",
)
ENGLISH = (
    "Article 1. The parties exchange delegations of union officers every year, in turn in each country.",
    "Article 2. The parties support each other in the training of union officers.",
    "Article 3. The parties exchange information and act together for the rights of workers.",
    "Article 4. This text is not legally binding under international law.",
)


@dataclass
class Teller:
    """Tells stories of agreements to the end, each by the officer of its unit; `told` counts them by name."""

    world: World
    told: dict[str, int]

    def tell(self, name: str, agreement: Agreement, story: Callable[..., object]) -> None:
        officer = self.world.officer_of(agreement.answers_for_it)
        with acting(officer) if officer else nullcontext():
            story(self, agreement, officer, self.world.at(self.world.on, 9))
        self.told[name] = self.told.get(name, 0) + 1


def build_life(world: World) -> dict[str, int]:
    """Once: an agreement that has a life already shows that it was told."""
    made = (
        Agreement.objects.live()
        .filter(source_key__startswith="demo:agreement:")
        .select_related("unit", "passed_to")
    )
    if LifecycleAct.objects.filter(agreement__in=made).exists():
        return {}
    teller = Teller(world, {})
    running = iter(list(_running(world, made)))
    for name, story in RUNNING:
        if (agreement := next(running, None)) is not None:
            teller.tell(name, agreement, story)
    soon = made.awaiting_decision(days=90, on=world.on).order_by("source_key")
    for (name, story), agreement in zip(ENDING, soon[: len(ENDING)], strict=False):
        teller.tell(name, agreement, story)
    return teller.told


def _running(world: World, made) -> Iterator[Agreement]:
    """Signed two months ago or more and far from their end: those of the centre and of units in turn."""
    rows = made.in_force(on=world.on).filter(term_to__gt=world.on + 200 * DAY, signed_on__isnull=False)
    for agreement in rows.order_by("source_key"):
        if agreement.signed_on.latest < world.on - 60 * DAY and not agreement.procedures.exists():
            yield agreement


def _written(teller: Teller, agreement: Agreement, officer, at) -> None:
    seed_parties(agreement, by=officer)
    drafts = ((VIETNAMESE[:-1], ENGLISH[:-1]), (VIETNAMESE, ENGLISH))
    for number, (ours, theirs) in enumerate(drafts, 1):
        save_texts(
            agreement, {"vi": "\n".join(ours), "en": "\n".join(theirs)}, by=officer, at=at, is_final=number == 2,
            note="Bổ sung Điều 4" if number == 2 else "Dự thảo lần đầu",
        )  # fmt: skip


def _published(teller: Teller, agreement: Agreement, officer, at) -> None:
    _written(teller, agreement, officer, at)
    day = teller.world.working_day(agreement.signed_on.latest + 7 * DAY)
    publish(agreement, on=day, where="Cổng thông tin điện tử của đơn vị", by=officer, at=at)


def _amended(teller: Teller, agreement: Agreement, officer, at) -> None:
    day = partial(teller.world.on - 30 * DAY)
    amendment = Amendment(
        agreement=agreement, kind=AmendmentKind.AMENDMENT, title="Bổ sung nội dung đào tạo trực tuyến",
        signed_on=day, starts_on=day,
    )  # fmt: skip
    amend(amendment, by=officer, at=at)


def _extended(teller: Teller, agreement: Agreement, officer, at) -> None:
    until = PartialDate(agreement.ends_on.year + 2, agreement.ends_on.month, min(agreement.ends_on.day, 28))
    amendment = Amendment(
        agreement=agreement, kind=AmendmentKind.EXTENSION, title="Gia hạn thêm hai năm",
        signed_on=partial(teller.world.on - 20 * DAY), new_ends_on=until,
    )  # fmt: skip
    amend(amendment, by=officer, at=at)


def _with_plan(teller: Teller, agreement: Agreement, officer, at) -> None:
    year = teller.world.on.year
    plan = Agreement(
        unit=agreement.answers_for_it, kind=AgreementKind.PLAN, title=f"Kế hoạch hợp tác năm {year}", framework=agreement,
        country=agreement.country, partners_written=agreement.partners_written, signed_on=PartialDate(year, 1),
        starts_on=PartialDate(year), ends_on=PartialDate(year),
    )  # fmt: skip
    teller.world.mark(plan, f"demo:plan-under:{agreement.source_key}", at.date())
    save_agreement(plan, by=officer, many={"partners": list(agreement.partners.all())})


def _suspended(teller: Teller, agreement: Agreement, officer, at) -> None:
    on = teller.world.on - 25 * DAY
    suspend(agreement, on=on, reason="Phía bạn kiện toàn tổ chức, đề nghị tạm dừng", by=officer, at=at)


def _ended(teller: Teller, agreement: Agreement, officer, at) -> None:
    terminate(
        agreement, on=teller.world.on - 12 * DAY, ended_by=Flow.BOTH, reason="Hai bên thống nhất ký thỏa thuận khung mới",
        by=officer, at=at,
    )  # fmt: skip


def _lapses(teller: Teller, agreement: Agreement, officer, at) -> None:
    reason = "Nội dung đã thực hiện xong, không còn nhu cầu"
    decide_expiry(agreement, decision=ExpiryDecision.LAPSE, reason=reason, by=officer, at=at)


def _renewed(teller: Teller, agreement: Agreement, officer, at) -> None:
    first = agreement.ends_on.year + 1
    new = Following(f"{agreement.title.rpartition(' giai đoạn ')[0]} giai đoạn {first}-{first + 5}"[:400])
    made = renew_agreement(agreement, new, reason="Hai bên thống nhất tiếp tục hợp tác", by=officer, at=at)
    teller.world.mark(made, f"demo:renewal-of:{agreement.source_key}", at.date())
    made.save(update_fields=["source_key", "is_demonstration", "created_at"])


RUNNING = (
    ("texts of agreements", _written), ("texts of agreements", _published), ("amendments", _amended),
    ("amendments", _extended), ("plans under agreements", _with_plan), ("plans under agreements", _with_plan),
    ("suspended agreements", _suspended), ("terminated agreements", _ended),
)  # fmt: skip
ENDING = (("decisions on ends", _lapses), ("renewals", _renewed))
