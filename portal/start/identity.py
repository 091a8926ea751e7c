"""As whom does a server run, and when must it die?

PostgreSQL refuses to run as root, and its `initdb` refuses a user id without a name. In both cases it is
shown a named id inside a user namespace: outside, its files stay ours, no account is made and no folder is
opened to anyone. Where namespaces are forbidden (many containers), root's server becomes `nobody`, with the
single right to pass the folders that are closed to `nobody`.
"""

import ctypes
import os
import pwd
from collections.abc import Callable

CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG, PR_SET_KEEPCAPS, PR_CAP_AMBIENT = 1, 8, 47
PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, CAPABILITIES_VERSION = 2, 1, 0x20080522
IDENTITY_REFUSED = 97
ORPHAN = 98

_libc = ctypes.CDLL(None, use_errno=True)


def needs_other_identity() -> bool:
    """Whether PostgreSQL would refuse this process's user."""
    if os.geteuid() == 0:
        return True
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        return True
    return False


def before_exec(death_signal: int, as_somebody: bool = False) -> Callable[[], None]:
    """What a child of this single-threaded process does before it becomes the server.

    The death signal ends it with its parent, however that dies. Set last: a change of identity clears it.
    """
    parent, user, group = os.getpid(), os.geteuid(), os.getegid()
    shown = _named_identity() if as_somebody else None

    def prepare() -> None:
        if shown is not None:
            _take_other_identity(shown, user, group)
        die_with_parent(death_signal, parent)

    return prepare


def die_with_parent(death_signal: int, parent: int) -> None:
    """Asks the kernel for `death_signal` when `parent` dies; ends at once if it already has."""
    _libc.prctl(PR_SET_PDEATHSIG, death_signal)
    if os.getppid() != parent:
        os._exit(ORPHAN)


def _named_identity() -> tuple[int, int]:
    """Some ordinary account of this machine; `nobody` where there is one."""
    accounts = [account for account in pwd.getpwall() if account.pw_uid != 0]
    accounts.sort(key=lambda account: account.pw_name != "nobody")
    return (accounts[0].pw_uid, accounts[0].pw_gid) if accounts else (1, 1)


def _take_other_identity(shown: tuple[int, int], user: int, group: int) -> None:
    if _libc.unshare(CLONE_NEWUSER) == 0:
        _enter_namespace(shown, user, group)
    elif user != 0 or not _step_down(shown):
        os._exit(IDENTITY_REFUSED)


def _enter_namespace(shown: tuple[int, int], user: int, group: int) -> None:
    for name, line in (
        ("setgroups", "deny"),
        ("uid_map", f"{shown[0]} {user} 1"),
        ("gid_map", f"{shown[1]} {group} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(line)


def _step_down(shown: tuple[int, int]) -> bool:
    """Root becomes `shown` for good; one capability outlives the change and the exec that follows."""
    _libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
    try:
        os.setgroups([])
        os.setgid(shown[1])
        os.setuid(shown[0])
    except PermissionError:
        return False
    only = 1 << CAP_DAC_OVERRIDE
    header = (ctypes.c_uint32 * 2)(CAPABILITIES_VERSION, 0)
    sets = (ctypes.c_uint32 * 6)(only, only, only)  # effective, permitted, inheritable
    if _libc.capset(header, sets):
        return False
    return _libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0) == 0
