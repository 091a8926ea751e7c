"""A whole dossier of each kind, from which papers are drafted."""

import datetime as dt

from delegations.models import BudgetLine, Member, ProgrammeItem
from tests.factories.agreements import partner
from tests.factories.delegations import delegation, event


def lao_union():
    return partner(
        "Liên hiệp Công đoàn Lào", "LFTU", country="LA", name_en="Lao Federation of Trade Unions",
        address_form="comrade", letter_language="en",
    )  # fmt: skip


def outgoing(unit, **values):
    members = [
        Member(name="Trưởng đoàn thử nghiệm", role="head", post="Phó Chủ tịch", unit=unit, is_woman=True),
        Member(name="Thành viên thử nghiệm", role="member", post="Trưởng ban", unit=unit, is_woman=False),
        Member(
            name="Phiên dịch thử nghiệm", role="interpreter", post="Chuyên viên", unit=unit, is_woman=True
        ),
    ]
    values = {
        "starts_on": "02/12/2026", "ends_on": "06/12/2026", "country": "LA", "place": "Viêng Chăn",
        "agenda": "Trao đổi kinh nghiệm công tác công đoàn vùng biên giới; ký chương trình hợp tác năm 2027",
        "funding_source": "union", "planned": "in_plan", "requested_on": dt.date(2026, 10, 20), "purpose": "bilateral_visit",
    } | values  # fmt: skip
    made = delegation(
        unit,
        "Thăm và làm việc với Liên hiệp Công đoàn Lào",
        partners=[lao_union()],
        members=members,
        **values,
    )
    _programme(made)
    for text, price, kind in (
        ("Vé máy bay khứ hồi", 7_500_000, "fare"),
        ("Công tác phí", 9_200_000, "per_diem"),
    ):
        line = BudgetLine(delegation=made, kind=kind, text=text, quantity=3, price=price)
        line.derive()
        line.save()
    return made


def incoming(unit, **values):
    members = [
        Member(name="Somchai Thử Nghiệm", role="head", post="Chủ tịch", nationality="LA"),
        Member(name="Khamla Thử Nghiệm", role="member", post="Trưởng ban", nationality="LA"),
    ]
    values = {
        "starts_on": "09/12/2026", "ends_on": "12/12/2026", "country": "LA", "place": "Hà Nội", "direction": "incoming",
        "agenda": "Hội đàm; thăm cơ sở", "guest_class": "b",
    } | values  # fmt: skip
    made = delegation(
        unit, "Liên hiệp Công đoàn Lào thăm Việt Nam", partners=[lao_union()], members=members, **values
    )
    _programme(made, dt.date(2026, 12, 9))
    return made


def conference(unit, **values):
    values = {
        "starts_on": "15/12/2026",
        "ends_on": "16/12/2026",
        "place": "Hà Nội",
        "our_role": "host",
    } | values
    return event(unit, "Hội thảo quốc tế về an toàn lao động", partners=[lao_union()], **values)


def _programme(made, first=dt.date(2026, 12, 2)):
    for after, hour, text, second in (
        (
            0,
            9,
            "Hội đàm với lãnh đạo Liên hiệp Công đoàn Lào",
            "Talks with the leaders of the Lao Federation",
        ),
        (0, 14, "Thăm cơ sở đào tạo cán bộ công đoàn", "Visit to the union training centre"),
        (1, 9, "Ký chương trình hợp tác", ""),
    ):
        ProgrammeItem.objects.create(
            delegation=made, day=first + dt.timedelta(days=after), starts_at=dt.time(hour), text=text, text_second=second,
            place="Trụ sở Liên hiệp Công đoàn",
        )  # fmt: skip
