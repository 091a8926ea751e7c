"""Which partner does a cell mean? By any name, acronym or alias, with the country where one is not enough."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from partners.models import Partner, PartnerName
from portal import countries
from portal.exchange.columns import CONTEXT, DAY, VALUES, Matched
from portal.exchange.units import Found, pieces
from portal.exchange.widgets import AsWritten
from portal.text import fold

_BRACKETS = re.compile(r"\(([^()]+)\)")
_CAPITALS = re.compile(r"\b[A-ZĐ]{3,}(?:-[A-Z]+)*\b")
# Words that sources put differently in one and the same name.
_ALIKE = {"quoc gia": "toan quoc", "cac cong doan": "cong doan", "tong cong doan": "tong lien doan cong doan"}

EXACT, PARTLY, SHORTENED, MENTIONED = range(4)


@dataclass
class PartnerMatcher:
    """All live partners with their names, read once: two queries however many cells are matched.

    A name counts by rank: as a whole, without what stands in brackets, shortened ("LO" of "LO-S"), or as an
    acronym in the middle of other words. The lower ranks need a country that agrees.
    """

    partners: dict[int, Partner] = field(default_factory=dict)
    ranks: list[dict[str, set[int]]] = field(
        default_factory=lambda: [defaultdict(set) for _rank in range(MENTIONED + 1)]
    )
    acronyms: set[str] = field(default_factory=set)

    @classmethod
    def load(cls) -> "PartnerMatcher":
        matcher = cls({partner.pk: partner for partner in Partner.objects.live()})
        for partner_id, kind, name in PartnerName.objects.values_list("partner_id", "kind", "name"):
            if partner_id in matcher.partners:
                matcher._learn(partner_id, kind, name)
        return matcher

    def read(self, cell: str, *, country: str = "") -> Found:
        """Every partner named in a cell, in its order; what nobody knows stays as written."""
        matched: dict[int, Partner] = {}
        unmatched: list[str] = []
        for piece in pieces(cell):
            partner = self.find(piece, country=country)
            if partner:
                matched[partner.pk] = partner
            else:
                unmatched.append(piece)
        return Found(tuple(matched.values()), tuple(unmatched))

    def find(self, written: str, *, country: str = "") -> Partner | None:
        """The one partner of that name; None where none or several fit."""
        for rank, name in self._readings(written):
            ids = self.ranks[rank].get(name)
            partner = self._one_of(ids, rank, written, name, country) if ids else None
            if partner:
                return partner
        return None

    def _learn(self, partner_id: int, kind: str, name: str) -> None:
        bare, inside = _BRACKETS.sub(" ", name), _BRACKETS.findall(name)
        self.ranks[EXACT][_alike(name)].add(partner_id)
        if fold(bare):
            self.ranks[PARTLY][_alike(bare)].add(partner_id)
        for text in inside:
            self.ranks[PARTLY][_alike(text)].add(partner_id)
        if kind == "acronym":
            self.acronyms.add(fold(name))
            self.ranks[MENTIONED][fold(name)].add(partner_id)
            self.ranks[SHORTENED][fold(name.partition("-")[0])].add(partner_id)
        for text in inside:
            self.ranks[SHORTENED][fold(text)].add(partner_id)

    def _readings(self, written: str) -> Iterator[tuple[int, str]]:
        """The ways to read what was written, the surest first."""
        bare, inside = _BRACKETS.sub(" ", written), _BRACKETS.findall(written)
        for rank in (EXACT, PARTLY):
            for text in (written, bare, *inside):
                yield rank, _alike(text)
        for text in (written, *inside):
            yield SHORTENED, fold(text)
        for text in _CAPITALS.findall(written):
            yield MENTIONED, fold(text)

    def _one_of(self, ids: set[int], rank: int, written: str, name: str, country: str) -> Partner | None:
        candidates = [self.partners[pk] for pk in ids]
        agreeing = [partner for partner in candidates if partner.country and partner.country == country]
        named = [partner for partner in candidates if partner.country and self._names(written, partner)]
        nowhere = [partner for partner in candidates if not partner.country]
        if rank <= PARTLY and len(candidates) == 1 and not self._is_stranger(candidates[0], name, country):
            return candidates[0]
        for group in (agreeing, named, nowhere):
            if len(group) == 1:
                return group[0]
        return None

    def _is_stranger(self, partner: Partner, name: str, country: str) -> bool:
        """A bare acronym from another country is somebody else: "CLC" of Canada is not that of Cambodia."""
        return name in self.acronyms and bool(partner.country and country) and partner.country != country

    @staticmethod
    def _names(written: str, partner: Partner) -> bool:
        words = f" {fold(written)} "
        spellings = (countries.name(partner.country, "vi"), countries.name(partner.country, "en"))
        return any(f" {fold(spelling)} " in words for spelling in spellings)


@lru_cache(maxsize=10_000)
def _alike(name: str) -> str:
    """A name in which the spellings of a country, and words used one for another, are the same."""
    words = fold(name)
    for one, other in _ALIKE.items():
        words = re.sub(rf"\b{one}\b", other, words)
    parts, at = words.split(), 0
    while at < len(parts):
        for length in (4, 3, 2, 1):
            code = countries.lookup(" ".join(parts[at : at + length])) if at + length <= len(parts) else None
            if code and len("".join(parts[at : at + length])) > 2:
                parts[at : at + length] = [f"@{code}"]
                break
        at += 1
    return " ".join(parts)


class PartnersColumn(Matched):
    """Several partners in one cell. One that is a unit of ours takes part as another unit."""

    def __init__(self, name="partner", label="Đối tác", *, written="partners_written", **options):
        options.setdefault(
            "hint", "Tên, tên viết tắt hoặc tên khác của đối tác; nhiều đối tác cách nhau bằng dấu ;"
        )
        super().__init__(name, label, "partners", **options)
        self.written = written

    def clean(self, row, **kwargs):
        if not self.cell(row):
            return None
        context = row[CONTEXT]
        matcher = context.shared("partners", PartnerMatcher.load)
        found = matcher.read(self.cell(row), country=_country(row))
        units = [context.units.find(name, on=row.get(DAY)) for name in found.unmatched]
        row["__guests__"] = [unit for unit in units if unit]
        unknown = tuple(name for name, unit in zip(found.unmatched, units, strict=True) if not unit)
        return Found(found.matched, unknown)

    def apply(self, record, value, row) -> None:
        present = record.many["partners"]
        if self.seen_before(record, row) and not set(present) < set(value.matched):
            return
        record.many["partners"] = list(value.matched)
        longest = record._meta.get_field(self.written).max_length
        setattr(record, self.written, "; ".join(value.unmatched)[:longest])
        others = record.many["other_units"]
        others += [unit for unit in row["__guests__"] if unit not in others and unit.pk != record.unit_id]

    def export(self, instance, **kwargs):
        names = sorted(str(partner) for partner in instance.many["partners"])
        return "; ".join(filter(None, [*names, getattr(instance, self.written)]))


class PartnerColumn(Matched):
    """The one partner of a contact or a position; `written` names the field that keeps an unknown one."""

    def __init__(self, name, label, *, written="", **options):
        super().__init__(name, label, "partner", **options)
        self.written = written

    def clean(self, row, **kwargs):
        if not self.cell(row):
            return super().clean(row, **kwargs)
        matcher = row[CONTEXT].shared("partners", PartnerMatcher.load)
        partner = matcher.find(self.cell(row), country=_country(row))
        return Found((partner,) if partner else (), () if partner else (self.cell(row),))

    def apply(self, record, value, row) -> None:
        if self.seen_before(record, row) and (record.partner_id or not value.matched):
            return
        record.partner = value.matched[0] if value.matched else None
        if self.written:
            longest = record._meta.get_field(self.written).max_length
            setattr(record, self.written, "; ".join(value.unmatched)[:longest])

    def export(self, instance, **kwargs):
        if instance.partner_id:
            return str(instance.partner)
        return getattr(instance, self.written) if self.written else ""


def _country(row) -> str:
    country = row[VALUES].get("country")
    return "" if country is None or isinstance(country, AsWritten) else country
