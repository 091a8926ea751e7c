"""Words that were pasted: what Word or a web page puts around them is taken away, paragraphs and simple lists stay."""

import re
from html.parser import HTMLParser

from portal.text import normalise

_TAGS = "p|br|div|span|table|tbody|tr|td|th|ul|ol|li|b|i|u|em|strong|font|style|html|body|meta|o:p|h[1-6]|a"
_IS_HTML = re.compile(rf"<(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BLOCKS = frozenset(
    ["p", "div", "tr", "table", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "br", "blockquote"]
)
_UNSEEN = frozenset(["style", "script", "head", "title", "xml"])
#: the marks by which Word begins the lines of a list; "o" only before a tab
_BULLET = re.compile(r"^\s*(?:[•·▪●○◦‣■□§\uf0b7\uf0a7\uf0d8\u25aa]\s*|o\t+)")


def normalise_text(text: str) -> str:
    """The text as a report keeps it: NFC, one blank line between paragraphs at most, "- " before the lines of a list."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    if "<" in text and _IS_HTML.search(text):
        text = _words_of(text)
    kept: list[str] = []
    for line in text.split("\n"):
        clean = normalise(_BULLET.sub("- ", line))
        if clean or (kept and kept[-1]):
            kept.append(clean)
    return "\n".join(kept).strip()


def _words_of(html: str) -> str:
    reader = _Words()
    reader.feed(html)
    reader.close()
    return "".join(reader.found)


class _Words(HTMLParser):
    """The words of HTML; a block is a paragraph, an entry of a list begins with "- " or its number, cells with " | "."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._unseen = 0
        self._lists: list[int | None] = []

    def handle_starttag(self, tag, attrs):
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self.found.append(f"\n{self._mark()}")
        elif tag in ("td", "th"):
            self.found.append(" ")
        elif tag in _BLOCKS:
            self.found.append("\n")

    def handle_endtag(self, tag):
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag in _BLOCKS and tag not in ("br", "li"):
            self.found.append("\n")

    def handle_data(self, data):
        if not self._unseen:
            self.found.append(re.sub(r"\s+", " ", data))

    def _mark(self) -> str:
        number = self._lists[-1] if self._lists else None
        if number is None:
            return "- "
        self._lists[-1] = number + 1
        return f"{number + 1}. "
