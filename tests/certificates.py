"""Certificate files for tests, valid for the days that a test wants."""

import datetime as dt

from portal.rendering.certificates import self_signed

PASSWORD = "mat-khau"


def key_file(name: str, *, first: dt.datetime, last: dt.datetime) -> bytes:
    """What is tested is the signature, not who answers for the certificate."""
    return self_signed(name, organisation="Cơ quan thử", password=PASSWORD, first=first, last=last)
