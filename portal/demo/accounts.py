"""The accounts of the demonstration: one for each role at the centre, officer and leader of five units.

Persons are named by their post. All accounts have one password, which also stands in the README; they exist
only where `settings.DEMONSTRATION` is on.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import make_password

from portal.access.services import grant_role
from portal.accounts.models import User
from portal.accounts.services import create_account
from portal.people.services import enter_person, take_post

from .world import CENTRE, World

PASSWORD = "doi-ngoai-2026"
MAIL = "example.com"  # reserved: letters to it reach nobody
OFFICE_BEGINS = dt.date(2023, 1, 3)


@dataclass(frozen=True)
class Account:
    """`post` is the person's name and post at once; the unit follows it."""

    username: str
    role: str
    unit: str
    post: str
    languages: str = ""
    is_full_time: bool = False


CENTRAL = (
    Account(
        "tld.canbo1", "department_officer", CENTRE, "Chuyên viên 1 Ban Đối ngoại", "Tiếng Anh (C1)", True
    ),
    Account(
        "tld.canbo2",
        "department_officer",
        CENTRE,
        "Chuyên viên 2 Ban Đối ngoại",
        "Tiếng Trung, Tiếng Anh",
        True,
    ),
    Account("tld.truongban", "department_head", CENTRE, "Trưởng Ban Đối ngoại", "Tiếng Anh (C1)", True),
    Account("tld.lanhdao", "presidium", CENTRE, "Phó Chủ tịch Tổng Liên đoàn"),
    Account("tld.thuky", "secretary", CENTRE, "Thư ký lãnh đạo Tổng Liên đoàn"),
    Account("tld.vanthu", "clerk", CENTRE, "Văn thư Tổng Liên đoàn"),
    Account("tld.kiemtra", "inspector", CENTRE, "Ủy viên Ủy ban Kiểm tra Tổng Liên đoàn"),
    Account("tld.quantri", "administrator", CENTRE, "Quản trị hệ thống Tổng Liên đoàn"),
)
UNITS = {
    "laocai": ("LDLD-15-2025", "Tiếng Trung (HSK 4)"),
    "quangtri": ("LDLD-44-2025", "Tiếng Lào (giao tiếp)"),
    "gialai": ("LDLD-52-2025", "Tiếng Anh (B1)"),
    "hanoi": ("LDLD-01", "Tiếng Anh (B2)"),
    "daukhi": ("CDN-DK", "Tiếng Anh (B2)"),
}


def accounts() -> list[Account]:
    """All of them, those of the centre first."""
    found = list(CENTRAL)
    for name, (code, languages) in UNITS.items():
        is_province = code.startswith("LDLD")
        leader = "Phó Chủ tịch phụ trách đối ngoại"
        officer = "Cán bộ đối ngoại" if is_province else "Cán bộ phụ trách đối ngoại"
        found.append(Account(f"{name}.canbo", "unit_officer", code, officer, languages))
        found.append(Account(f"{name}.lanhdao", "unit_leader", code, leader))
    return found


def build(world: World) -> dict[str, int]:
    """Make the accounts that are not there yet and let the world know all of them."""
    added = 0
    for number, account in enumerate(accounts()):
        user = User.objects.filter(username=account.username).first()
        if user is None:
            user = _make(world, account, f"0900 000 {number:03d}")
            added += 1
        world.people[account.username] = user
        if account.role in ("unit_officer", "unit_leader"):
            world.people[f"{account.role.removeprefix('unit_')}:{account.unit}"] = user
    return {"accounts": added}


@cache
def _sealed() -> str:
    """Slow by design, so once for all of them."""
    return make_password(PASSWORD)


def display_name(account: Account, unit) -> str:
    """ "Cán bộ đối ngoại, LĐLĐ tỉnh Lào Cai"; posts of the centre name their body themselves."""
    return account.post if account.unit == CENTRE else f"{account.post}, {unit.short_name}"


def _make(world: World, account: Account, telephone: str) -> User:
    unit = world.units[account.unit]
    name, mail = display_name(account, unit), f"{account.username}@{MAIL}"
    user = create_account(
        username=account.username, display_name=name, email=mail, telephone=telephone, is_demonstration=True, by=None
    )  # fmt: skip
    user.password = _sealed()
    user.save(update_fields=["password"])
    begins = max(OFFICE_BEGINS, unit.valid_from)
    grant_role(user=user, role=account.role, unit=unit, valid_from=begins, by=None)
    person = enter_person(
        name=name, user=user, telephone=telephone, email=mail, languages=account.languages,
        is_full_time=account.is_full_time, is_demonstration=True, by=None,
    )  # fmt: skip
    take_post(person, unit=unit, title=account.post, on=begins, by=None)
    return user
