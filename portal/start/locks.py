"""Locks that the kernel gives back when their holder dies, so that no list of process ids can be wrong."""

import fcntl
import os
from pathlib import Path

SHARED, EXCLUSIVE = fcntl.LOCK_SH, fcntl.LOCK_EX


def open_lock(path: Path) -> int:
    """A descriptor on the lock file, closed by itself when another program is executed.

    Made by root in somebody's folder, the file is given to that somebody, who must be able to open it later.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    folder = path.parent.stat()
    if os.geteuid() == 0 and os.fstat(descriptor).st_uid != folder.st_uid:
        os.fchown(descriptor, folder.st_uid, folder.st_gid)
    return descriptor


def lock(descriptor: int, kind: int, wait: bool = True) -> bool:
    """Whether the lock is now ours; with `wait` it always is in the end."""
    try:
        fcntl.flock(descriptor, kind if wait else kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def try_lock(path: Path, kind: int) -> int | None:
    """The descriptor that holds the lock, or None where somebody else's stands in the way."""
    descriptor = open_lock(path)
    if lock(descriptor, kind, wait=False):
        return descriptor
    os.close(descriptor)
    return None
