"""The guide of each role, put together from topics; and which topic a page belongs to."""

import tomllib
from dataclasses import dataclass, field
from functools import cache

from django.contrib.staticfiles import finders
from django.utils.functional import cached_property

from portal.access.roles import ROLES, Role

from .words import DATA


@dataclass(frozen=True)
class Shot:
    """A picture of the running portal: who looks, at which page; what is pressed first; how it is called."""

    account: str
    address: str
    caption: str
    press: str = ""


@dataclass(frozen=True)
class Topic:
    """Something that is done with the portal. `at`: how the names of its pages begin."""

    code: str
    title: str
    why: str
    steps: tuple[str, ...]
    at: tuple[str, ...] = ()
    shot: Shot | None = field(default=None, compare=False)

    @property
    def picture(self) -> str:
        """Its path below the static files; empty where none was taken."""
        path = f"help/{self.code}.webp"
        return path if self.shot and finders.find(path) else ""


@dataclass(frozen=True)
class Guide:
    """What one role does."""

    role: Role
    about: str
    codes: tuple[str, ...]

    @cached_property
    def topics(self) -> list[Topic]:
        return [topics()[code] for code in self.codes]


def _read(name: str) -> dict:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def topics() -> dict[str, Topic]:
    """All topics by their codes."""
    return {code: _topic(code, one) for code, one in _read("topics.toml").items()}


def _topic(code: str, one: dict) -> Topic:
    shot = Shot(**one["shot"]) if "shot" in one else None
    return Topic(code, one["title"], one["why"], tuple(one["steps"]), tuple(one.get("at", ())), shot)


@cache
def guides() -> dict[str, Guide]:
    """The guide of every role, in the order of the roles."""
    read = _read("guides.toml")
    return {
        code: Guide(role, read[code]["about"], tuple(read[code]["topics"])) for code, role in ROLES.items()
    }


@cache
def topic_at(place: str) -> Topic | None:
    """The topic of the page with this name; the longest beginning decides. None where no topic speaks of it."""
    fitting = [
        (len(start), code) for code, one in topics().items() for start in one.at if place.startswith(start)
    ]
    return topics()[max(fitting)[1]] if fitting else None
