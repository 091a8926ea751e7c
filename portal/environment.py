"""Every environment variable the portal reads, typed, in one place.

Importing this module starts nothing and reads no file; `ENVIRONMENT` is what the process was given.
The table in the README is written from the fields below.
"""

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


class MisconfiguredError(SystemExit):
    """A variable is missing or cannot be read; the sentence names it, what was found and what is expected.

    No process can go on without it, so uncaught it ends one with that sentence instead of a traceback.
    """


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    found = text(name).lower()
    if found in ("", "0", "1", "true", "false", "yes", "no"):
        return default if not found else found in ("1", "true", "yes")
    raise MisconfiguredError(f"{name}={found!r}: expected 1 or 0.")


def number(name: str, default: int) -> int:
    found = text(name)
    if found and not found.isdigit():
        raise MisconfiguredError(f"{name}={found!r}: expected a whole number.")
    return int(found) if found else default


def choice(name: str, allowed: tuple[str, ...]) -> str:
    """One of the words `allowed`; the first is the default."""
    found = text(name, allowed[0])
    if found not in allowed:
        raise MisconfiguredError(f"{name}={found!r}: expected {' or '.join(allowed)}.")
    return found


def words(name: str, default: str = "") -> tuple[str, ...]:
    return tuple(word.strip() for word in text(name, default).split(",") if word.strip())


@dataclass(frozen=True)
class Environment:
    """What the process was told; defaults suit a newcomer's machine, not a server."""

    production: bool
    secret_key: str
    hosts: tuple[str, ...]
    trusted_origins: tuple[str, ...]
    address: str
    listen: str
    port: int
    var: Path
    database_url: str
    database_owner_url: str
    database_role: str
    redis_url: str
    mail_url: str
    mail_from: str
    bounces_url: str
    file_store: str
    organisation: str
    department: str
    time_zone: str
    testing: bool

    @property
    def embedded_servers(self) -> tuple[str, ...]:
        """The servers that `portal.start` has to bring, because no address was given for them."""
        given = {"postgres": self.database_url, "valkey": self.redis_url}
        return tuple(server for server, address in given.items() if not address)


def read() -> Environment:
    """The environment of this process; raises MisconfiguredError with one sentence."""
    production = flag("PORTAL_PRODUCTION")
    secret_key = text("SECRET_KEY")
    if production and len(secret_key) < 50:
        raise MisconfiguredError(
            "SECRET_KEY is missing or short: production expects 50 random characters or more."
        )
    if production and not text("ALLOWED_HOSTS"):
        raise MisconfiguredError(
            "ALLOWED_HOSTS is empty: production expects host names, separated by commas."
        )
    return Environment(
        production=production,
        secret_key=secret_key or "not-secret-only-for-a-newcomer-on-one-machine-not-secret",
        hosts=words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]"),
        trusted_origins=words("TRUSTED_ORIGINS"),
        listen=text("LISTEN", "127.0.0.1"),
        address=text("PORTAL_ADDRESS") or f"http://localhost:{number('PORT', 8000)}",
        port=number("PORT", 8000),
        var=Path(text("PORTAL_VAR") or PROJECT / "var").resolve(),
        database_url=text("DATABASE_URL"),
        database_owner_url=text("DATABASE_OWNER_URL") or text("DATABASE_URL"),
        database_role=choice("PORTAL_DATABASE_ROLE", ("web", "owner")),
        redis_url=text("REDIS_URL"),
        mail_url=text("MAIL_URL"),
        mail_from=text("MAIL_FROM", "doingoai@localhost"),
        bounces_url=text("BOUNCES_URL"),
        file_store=text("FILE_STORE"),
        organisation=text("ORGANISATION", "Tổng Liên đoàn Lao động Việt Nam"),
        department=text("DEPARTMENT", "Ban Đối ngoại"),
        time_zone=text("TIME_ZONE", "Asia/Ho_Chi_Minh"),
        testing=flag("PORTAL_TESTING"),
    )


ENVIRONMENT = read()
