"""Where the embedded servers listen. Pure: nothing is made, started or asked."""

import hashlib
import os
import tempfile
from pathlib import Path
from urllib.parse import quote

ACCOUNTS = "demonstration-accounts.txt"  # in the portal's folder: what the greeting says of them

# Linux allows 107 bytes for a socket's path, and PostgreSQL makes a lock file whose name is longer still.
LONGEST_FOLDER = 107 - len("/.s.PGSQL.5432.lock")


def owner_of(folder: Path) -> int:
    """The user id that owns `folder`, or the nearest parent that exists."""
    while not os.path.exists(folder):
        folder = folder.parent
    return folder.stat().st_uid


def socket_folder(var: Path) -> Path:
    """`var/run`, or a short folder in the temporary directory where that is too long for a socket."""
    plain = var / "run"
    if len(os.fsencode(plain)) <= LONGEST_FOLDER:
        return plain
    mark = hashlib.sha256(os.fsencode(var)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"portal-{owner_of(var)}-{mark}"


def database_address(var: Path, owner: bool = False) -> str:
    """The database `portal` over its socket: as its owner, or as the role of web and worker."""
    role = "portal_owner" if owner else "portal_web"
    return f"postgres://{role}@{quote(str(socket_folder(var)), safe='')}/portal"


def redis_address(var: Path, for_celery: bool = False) -> str:
    """The broker over its socket; Celery spells the same place differently."""
    socket = socket_folder(var) / "valkey.sock"
    if for_celery:
        return f"redis+socket://{quote(str(socket))}?virtual_host=0"
    return f"unix://{quote(str(socket))}?db=1"
