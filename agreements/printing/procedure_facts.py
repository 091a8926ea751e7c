"""What a procedure says, in the words of an official paper; what it does not say becomes a gap and is listed."""

import datetime as dt
from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.papers.wording import Gaps
from portal.units.models import UnitType

from ..figures.procedure_facts import Facts as Known
from ..models import Procedure, Purpose, SigningLevel

LAW = "Căn cứ Luật Thỏa thuận quốc tế số 70/2020/QH14;"
DECREE = "Căn cứ Nghị định số 64/2021/NĐ-CP của Chính phủ;"
CHARTER = "Căn cứ Điều lệ Công đoàn Việt Nam;"
ACTS = {
    Purpose.SIGN: "ký",
    Purpose.AMEND: "sửa đổi, bổ sung",
    Purpose.EXTEND: "gia hạn",
    Purpose.TERMINATE: "chấm dứt hiệu lực",
}
RESULTS = {
    Purpose.SIGN: "ký kết",
    Purpose.AMEND: "ký văn bản sửa đổi, bổ sung",
    Purpose.EXTEND: "gia hạn",
    Purpose.TERMINATE: "chấm dứt",
}


class Facts(Gaps):
    """One procedure, read once for all of its papers."""

    def __init__(self, procedure: Procedure, on: dt.date):
        super().__init__()
        self.procedure, self.agreement, self.unit = procedure, procedure.agreement, procedure.unit
        self.known = Known(procedure, on)

    @cached_property
    def speaker(self) -> str:
        """Who writes: "Liên đoàn Lao động tỉnh Lào Cai"; of the centre the organisation."""
        return settings.ORGANISATION if self.unit.unit_type == UnitType.CONFEDERATION else self.unit.name

    @property
    def title(self) -> str:
        return " ".join(self.agreement.title.split()).rstrip(".")

    @property
    def asked(self) -> str:
        """What is asked for, from the verb on: "ký …", "gia hạn …"."""
        return f"{ACTS[Purpose(self.procedure.purpose)]} {self.named}"

    @property
    def named(self) -> str:
        """The agreement by its kind where its title does not begin with it."""
        kind = str(self.agreement.get_kind_display()).lower()
        return self.title if self.title.lower().startswith(("thỏa thuận", kind)) else f"“{self.title}”"

    @cached_property
    def partner(self) -> str:
        return self.say("; ".join(self.agreement.partner_labels()), _("the partner"))

    @property
    def content(self) -> str:
        agreement = self.agreement
        said = " ".join(filter(None, [agreement.fields_of_cooperation, agreement.content]))
        return self.say(said, _("fields or content of cooperation"))

    @property
    def term(self) -> str:
        agreement = self.agreement
        said = "không xác định thời hạn" if agreement.has_no_term else agreement.term_label()
        renewal = " (tự động gia hạn)" if agreement.auto_renewal else ""
        return self.say(said, _("the term")) + renewal

    @property
    def languages(self) -> str:
        return self.say(self.agreement.languages, _("the languages"))

    @property
    def our_signatory(self) -> str:
        """Name and post as the agreement, else its party of our side, says them."""
        agreement = self.agreement
        name, post = agreement.our_signatory, agreement.our_signatory_post
        for party in self.known.our_parties:
            name, post = name or party.signatory, post or party.signatory_post
        return self.say(", ".join(filter(None, [name, post])), _("who signs for us"))

    @property
    def foreign_signatory(self) -> str:
        agreement = self.agreement
        said = ", ".join(filter(None, [agreement.foreign_signatory, agreement.foreign_signatory_post]))
        return self.say(said, _("who signs for the partner"))

    @property
    def bases(self) -> list[str]:
        """The legal bases: the law, and below the Confederation the decree."""
        found = [CHARTER, LAW] + ([] if self.agreement.level == SigningLevel.CONFEDERATION else [DECREE])
        return [*found[:-1], found[-1].rstrip(";") + "."]


def facts_of(procedure: Procedure, on: dt.date) -> Facts:
    """The procedure's facts with an empty list of gaps; what was read of it before is not read again."""
    held = procedure.__dict__.get("_paper_facts")
    if held is None or held.known.on != on:
        held = procedure.__dict__["_paper_facts"] = Facts(procedure, on)
    held.missing = []
    held.__dict__.pop("partner", None)
    return held
