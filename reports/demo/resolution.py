"""The Presidium's resolution with its tasks 3.1 to 3.7 as the source words them; made: who does what, and proposals."""

import datetime as dt
from dataclasses import dataclass
from random import Random

from portal.demo.world import World
from portal.units.models import Unit
from reports.models import Assignment, Progress, Proposal, ProposalState, Resolution, ResolutionTask
from reports.services.proposals import PRESIDIUM

DAY = dt.timedelta(days=1)
KEY = "demo:resolution:presidium"
TITLE = "Nghị quyết về tăng cường hoạt động đối ngoại, đẩy mạnh hợp tác quốc tế của Công đoàn Việt Nam"


@dataclass(frozen=True)
class Given:
    """One task in the words of the source; what units were given of it: every `step`th unit, due in `due` days."""

    code: str
    title: str
    figure: str
    text: str
    indicator: str
    target: int | None
    step: int
    due: int


TASKS = (
    Given("3.1", "Chủ động, tích cực hội nhập quốc tế, tăng cường và mở rộng quan hệ hữu nghị, hợp tác với công đoàn các nước, các tổ chức công đoàn khu vực và quốc tế", "agreements_in_force", "Rà soát, gia hạn hoặc ký mới thỏa thuận với công đoàn địa phương nước láng giềng", "thỏa thuận được rà soát", 2, 4, 40),
    Given("3.2", "Tích cực tham gia các diễn đàn quốc tế, các hoạt động của phong trào công đoàn thế giới theo cơ chế đa phương", "events", "Chuẩn bị tham luận cho diễn đàn công đoàn ngành quốc tế", "tham luận", 1, 11, 60),
    Given("3.3", "Tăng cường công tác vận động, tranh thủ sự ủng hộ và hỗ trợ về kinh nghiệm, kỹ thuật và tài chính, đồng thời không ngừng nâng cao hiệu quả hợp tác", "resources_received", "Xây dựng đề xuất dự án hợp tác gửi đối tác", "đề xuất dự án", 1, 7, -12),
    Given("3.4", "Nâng cao chất lượng, hiệu quả công tác nghiên cứu, dự báo, tham mưu; đẩy mạnh và nâng cao chất lượng công tác thông tin đối ngoại", "external_information", "Đăng tin, bài đối ngoại trên trang thông tin của đơn vị", "tin, bài", 12, 5, 30),
    Given("3.5", "Tích cực kiện toàn, củng cố, nâng cao trình độ chuyên môn, nghiệp vụ đội ngũ cán bộ làm công tác đối ngoại của các cấp công đoàn", "training", "Tổ chức bồi dưỡng nghiệp vụ đối ngoại cho cán bộ kiêm nhiệm", "lớp bồi dưỡng", 1, 6, -25),
    Given("3.6", "Tăng cường công tác lãnh đạo, chỉ đạo, quản lý hoạt động đối ngoại; chú trọng hướng dẫn, kiểm tra, đôn đốc", "", "Ban hành quy định quản lý hoạt động đối ngoại của đơn vị", "", None, 8, 90),
    Given("3.7", "Phối hợp chặt chẽ với các cơ quan của Đảng, Nhà nước, Mặt trận Tổ quốc và các đoàn thể nhân dân trong hoạt động đối ngoại", "", "", "", None, 0, 0),
)  # fmt: skip
DONE = (
    "Báo cáo kết quả của đơn vị",
    "Văn bản của Ban Thường vụ",
    "Kế hoạch và danh sách kèm theo",
    "Biên bản làm việc",
)
TOLD = ("Đã có dự thảo, đang lấy ý kiến Ban Thường vụ.", "Đã làm việc với đơn vị phối hợp, thống nhất nội dung.", "Đã thực hiện đợt đầu, tiếp tục trong quý tới.")  # fmt: skip
HINDERED = (
    "",
    "",
    "Kinh phí chưa được bố trí trong dự toán năm.",
    "Cán bộ kiêm nhiệm, thiếu người biết ngoại ngữ.",
)
PROPOSALS = (
    ("Bố trí kinh phí đối ngoại nhân dân trong dự toán hằng năm của liên đoàn lao động tỉnh biên giới.", PRESIDIUM, ProposalState.ACCEPTED, "Đồng ý về chủ trương; đơn vị đưa vào dự toán năm sau."),
    ("Mở lớp bồi dưỡng ngoại ngữ cho cán bộ đối ngoại kiêm nhiệm.", "Ban Đối ngoại Tổng Liên đoàn", ProposalState.DONE, "Đã mở một lớp trong quý III."),
    ("Hướng dẫn thống nhất việc ký thỏa thuận với công đoàn địa phương nước bạn.", "Ban Đối ngoại Tổng Liên đoàn", ProposalState.OPEN, ""),
    ("Cho phép đón đoàn công đoàn tỉnh kết nghĩa ngoài kế hoạch năm.", "Ban Thường vụ Tỉnh ủy", ProposalState.PARTLY, "Đồng ý đón đoàn, giảm số ngày làm việc."),
    ("Hỗ trợ phiên dịch tiếng Lào, tiếng Khmer cho các đơn vị biên giới.", PRESIDIUM, ProposalState.OPEN, ""),
    ("Tăng biên chế chuyên trách công tác đối ngoại.", PRESIDIUM, ProposalState.DECLINED, "Chưa xem xét trong giai đoạn sắp xếp tổ chức bộ máy."),
)  # fmt: skip


def resolution_of(world: World) -> int:
    """The resolution with its tasks, what units do of them, and proposals upward. How many rows are new."""
    return _resolution(world) + sum(_proposal(world, number) for number in range(len(PROPOSALS)))


def _resolution(world: World) -> int:
    if not world.is_new(Resolution, KEY):
        return 0
    row = Resolution(
        title=TITLE, authority=PRESIDIUM, ends_on=dt.date(world.on.year, 12, 31),
        summary="Các nhiệm vụ và giải pháp chủ yếu: phần II, mục 3 của Nghị quyết.",
    )  # fmt: skip
    world.mark(row, KEY, world.on - 300 * DAY)
    row.derive()
    row.full_clean()
    row.save()
    made = 1
    for place, given in enumerate(TASKS, 1):
        task = ResolutionTask.objects.create(
            resolution=row, code=given.code, title=given.title, figure=given.figure, position=place
        )
        units = world.reporting[place % given.step :: given.step] if given.step else []
        made += 1 + sum(_assignment(world, task, given, unit) for unit in units)
    return made


def _assignment(world: World, task: ResolutionTask, given: Given, unit: Unit) -> int:
    """Most are done or under way, a few are overdue or silent."""
    chance = world.chance("resolution", given.code, unit.code)
    officer = world.officer_of(unit)
    row = Assignment(
        task=task, unit=unit, text=given.text, indicator=given.indicator, target=given.target,
        due_on=world.working_day(world.on + given.due * DAY), owner=getattr(officer, "person", None),
    )  # fmt: skip
    world.mark(row, f"demo:assignment:{given.code}:{unit.code}"[:60], world.on - 240 * DAY)
    luck = chance.random()
    if luck < 0.45:
        row.done_on = world.working_day(min(world.on, row.due_on) - DAY * chance.randint(8, 60))
        row.evidence, row.done_by = chance.choice(DONE), officer
        row.reached = given.target
        if luck < 0.3:
            row.checked_on, row.checked_by_name = (
                min(world.on, row.done_on + 5 * DAY),
                str(world.leader_of(unit) or "Ban Đối ngoại"),
            )
    row.derive()
    row.full_clean(exclude=["task", "unit", "owner", "done_by"])
    row.save()
    if luck < 0.8:
        _progress(world, row, chance)
    return 1


def _progress(world: World, row: Assignment, chance: Random) -> None:
    on = world.working_day((row.done_on or world.on) - DAY * chance.randint(10, 40))
    reached = chance.randint(0, row.target) if row.target and not row.done_on else row.reached
    Progress.objects.create(
        assignment=row, on=on, text=chance.choice(TOLD), obstacles=chance.choice(HINDERED), reached=reached,
        by_name=str(world.officer_of(row.unit) or row.unit), at=world.at(on, 15),
    )  # fmt: skip
    if reached != row.reached:
        Assignment.objects.filter(pk=row.pk).update(reached=reached)


def _proposal(world: World, number: int) -> int:
    key = f"demo:proposal:{number:02d}"
    if not world.reporting or not world.is_new(Proposal, key):
        return 0
    text, addressee, state, answer = PROPOSALS[number]
    unit = world.reporting[number * 5 % len(world.reporting)]
    said = world.working_day(world.on - (150 - 20 * number) * DAY)
    row = Proposal(unit=unit, text=text, addressee=addressee, proposed_on=said, state=state, answer=answer)
    if answer:
        row.answered_on, row.answered_by = world.working_day(said + 25 * DAY), addressee
    world.mark(row, key, said)
    row.derive()
    row.full_clean()
    row.save()
    return 1
