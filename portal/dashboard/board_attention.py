"""What of a dashboard wants attention: the panels that marked a number as bad or as waiting, the bad ones first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .board_page import Card

FIRST = 6  # lines that stand open; the rest is one tap away
TONES = ("bad", "wait")


@dataclass(frozen=True)
class Mark:
    """A panel that wants attention: what it says in one line, and the worst tone among its numbers."""

    card: "Card"
    tone: str

    @property
    def address(self) -> str:
        """The panel on the same page."""
        return f"#{self.card.id}"


@dataclass(frozen=True)
class Attention:
    """Every mark of a dashboard; `first` stand open, `others` are folded."""

    marks: Sequence[Mark]

    @property
    def first(self) -> Sequence[Mark]:
        return self.marks[:FIRST]

    @property
    def others(self) -> Sequence[Mark]:
        return self.marks[FIRST:]


def attention(cards: Sequence["Card"]) -> Attention:
    """The marked panels among these: bad before waiting, else in the order of the page."""
    tones = {one.id: {headline.tone for headline in one.content.headlines} for one in cards}
    return Attention([Mark(one, tone) for tone in TONES for one in cards if _worst(tones[one.id]) == tone])


def _worst(tones: set[str]) -> str:
    return next((tone for tone in TONES if tone in tones), "")
