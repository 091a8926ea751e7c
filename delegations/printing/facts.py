"""What a dossier says, in the words of an official paper; what it does not say becomes a gap and is listed.

Papers are Vietnamese whatever the reader's language is; only the list of what is missing is in the reader's.
"""

from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from partners.models import Partner
from portal.papers.kinds import GAP
from portal.papers.wording import Gaps, authority_above, ended, long
from portal.rendering.layout import plain
from portal.units.models import UnitType

from ..figures.members import travellers
from ..models import ActivityReport, BudgetLine, Delegation, Direction, Event, ProgrammeItem

ROLES = {
    "head": "Trưởng đoàn",
    "deputy": "Phó Trưởng đoàn",
    "member": "Thành viên",
    "interpreter": "Thư ký, phiên dịch",
}
FRAMEWORK = (
    "Căn cứ Quy chế quản lý thống nhất các hoạt động đối ngoại ban hành kèm theo Quyết định số 272-QĐ/TW "
    "ngày 21/01/2015 của Bộ Chính trị;"
)


class Facts(Gaps):
    """One dossier, read once for all of its papers. `missing` grows as papers ask for what is not there."""

    def __init__(self, record: Delegation | Event):
        super().__init__()
        self.record, self.unit = record, record.unit

    @property
    def is_event(self) -> bool:
        return isinstance(self.record, Event)

    @property
    def is_outgoing(self) -> bool:
        return not self.is_event and self.record.direction == Direction.OUTGOING

    @cached_property
    def partners(self) -> list[Partner]:
        return list(self.record.partners.all())

    @cached_property
    def members(self) -> list:
        return [] if self.is_event else travellers(self.record)

    @cached_property
    def _own(self) -> dict:
        return {"event" if self.is_event else "delegation": self.record}

    @cached_property
    def programme(self) -> list[ProgrammeItem]:
        return list(ProgrammeItem.objects.filter(**self._own))

    @cached_property
    def budget(self) -> list[BudgetLine]:
        return list(BudgetLine.objects.filter(**self._own))

    @cached_property
    def report(self) -> ActivityReport | None:
        return ActivityReport.objects.filter(**self._own).first()

    @cached_property
    def speaker(self) -> str:
        """Who writes: "Ban Đối ngoại Tổng Liên đoàn", "Liên đoàn Lao động tỉnh Lào Cai"."""
        return settings.ORGANISATION if self.unit.unit_type == UnitType.CONFEDERATION else self.unit.name

    @property
    def partner(self) -> str:
        names = [partner.name_vi for partner in self.partners]
        return self.say(", ".join([*names, *filter(None, [self.record.partners_written])]), _("the partner"))

    @property
    def time(self) -> str:
        """ "từ ngày 02/12/2026 đến ngày 08/12/2026"; coarse dates as they are known."""
        first, last = self.record.starts_on, self.record.ends_on
        if not first and not last:
            self.lack(_("the days"))
            return f"từ ngày {GAP} đến ngày {GAP}"
        if not (first and last) or first == last:
            return _day(first or last)
        return f"từ {_day(first)} đến {_day(last)}"

    @property
    def place(self) -> str:
        """Place and country abroad, the place alone at home."""
        country = self.record.country_label if self.is_outgoing or self.record.country != "VN" else ""
        here = "" if not self.is_event and not self.is_outgoing else country
        return self.say(", ".join(filter(None, [self.record.place, here])), _("the place"))

    @property
    def country(self) -> str:
        return self.say(self.record.country_label, _("the country"))

    @property
    def persons(self) -> str:
        """ "05 người": by the list, else as the dossier states it."""
        count = len(self.members) or getattr(self.record, "size", None)
        return f"{self.say(f'{count:02d}' if count else '', _('the number of persons'))} người"

    @property
    def head(self) -> str:
        """Our head with name and post; of guests the post alone."""
        found = next((member for member in self.members if member.role == "head"), None)
        name = found.name if found else self.record.head_name
        post = (found.post if found else "") or self.record.head_post
        parts = [name, post] if self.is_outgoing else [post and f"{post} {self._first_partner}".strip()]
        return self.say(", ".join(dict.fromkeys(filter(None, parts))), _("the head of the delegation"))

    @property
    def _first_partner(self) -> str:
        return self.partners[0].name_vi if self.partners else ""

    @property
    def agenda(self) -> str:
        return self.say(self.record.agenda, _("the content of the work"))

    @property
    def funding(self) -> str:
        return self.say(self.record.get_funding_source_display(), _("the source of funds"))

    @property
    def cost(self) -> str:
        """The sum of the estimate, else the cost that the dossier states."""
        total = sum(line.estimate_vnd for line in self.budget) or self.record.cost
        return f"{self.say(plain(total) if total else '', _('the cost'))} đồng"

    @property
    def title(self) -> str:
        return " ".join(self.record.title.split()).rstrip(".")


def facts_of(record: Delegation | Event) -> Facts:
    """The dossier's facts with an empty list of gaps; what was read of it before is not read again."""
    if "_paper_facts" not in record.__dict__:
        record.__dict__["_paper_facts"] = Facts(record)
    found = record.__dict__["_paper_facts"]
    found.missing = []
    return found


def _day(date) -> str:
    return f"ngày {date.display()}" if date.precision == "day" else f"tháng {date.display()}"


__all__ = ["FRAMEWORK", "ROLES", "Facts", "authority_above", "ended", "facts_of", "long"]
