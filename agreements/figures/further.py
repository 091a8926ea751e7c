"""What other apps know to hang on an agreement: they hand it up, for this app may not import them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from ..models import Agreement


@dataclass(frozen=True)
class Further:
    """Rows under one heading: {"text", "url", "small"}; `hidden` counts those that the reader does not see."""

    heading: str
    lines: list[dict]
    hidden: int = 0


Finding = Callable[..., Further]
_FINDINGS: list[Finding] = []


def hangs_on_agreements(function: Finding) -> Finding:
    """Register `function(agreement, user, on=) -> Further` for the previews before an agreement rests or ends."""
    _FINDINGS.append(function)
    return function


def further_on(agreement: Agreement, user, *, on: dt.date) -> list[Further]:
    """What the other apps name, without the headings that have nothing to say."""
    found = [function(agreement, user, on=on) for function in _FINDINGS]
    return [one for one in found if one.lines or one.hidden]
