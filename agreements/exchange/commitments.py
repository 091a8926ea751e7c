"""The file of promises: whose, with whom, until when; of an agreement where the row names one."""

from collections import defaultdict

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from partners.exchange.kinds import ID, SOURCE
from partners.exchange.standing import KnownPartner, WholeDay
from partners.models import Flow, NextStep, PromiseOrigin, Recurrence
from partners.services.promises import save_step
from portal.exchange import refusals
from portal.exchange.columns import CONTEXT, VALUES, Column, Matched, Title, Units
from portal.exchange.refusals import CellRefusedError, RowRefusedError
from portal.exchange.registry import Kind, register
from portal.exchange.resource import RecordResource
from portal.exchange.widgets import Code, Text
from portal.text import fold

from ..models import Agreement
from ..services.commitments import change_clause, commit

WHOSE: dict[str, str] = {
    "ta": Flow.OURS, "phía ta": Flow.OURS, "bạn": Flow.THEIRS, "phía bạn": Flow.THEIRS, "hai bên": Flow.BOTH,
}  # fmt: skip


class AgreementColumn(Matched):
    """The agreement that makes the promise, by its title; one that the importer may not see does not exist."""

    def clean(self, row, **kwargs):
        if not self.cell(row):
            return None
        known = row[CONTEXT].shared("agreements", lambda: _titles(row[CONTEXT].by))
        found = known.get(fold(self.cell(row)), [])
        partner = row[VALUES].get("partner")
        if len(found) > 1 and partner and partner.matched:
            whom = partner.matched[0]
            found = [one for one in found if whom in one.partners.all()]
        if len(found) != 1:
            expected = _now("found “%(found)s”, expected the title of one agreement of the register.")
            raise CellRefusedError(refusals.IMPOSSIBLE, expected % {"found": self.cell(row)[:80]})
        return found[0]

    def apply(self, record, value, row) -> None:
        """The link is made with the saved promise."""
        record.in_agreement = value

    def export(self, instance, **kwargs):
        found = getattr(instance, "in_agreement", None) or _linked(instance, "agreement")
        return found.title if found else ""

    def normal(self, record):
        return self.export(record) or None


class ClauseColumn(Column):
    """Kept beside the link."""

    def apply(self, record, value, row) -> None:
        record.in_clause = value

    def export(self, instance, **kwargs):
        return getattr(instance, "in_clause", "") or _linked(instance, "clause") or ""

    def normal(self, record):
        return self.export(record) or None


def _linked(step: NextStep, name: str):
    """What the link of a promise to its agreement says; None where it has none."""
    made = getattr(step, "agreement_commitment", None) if step.pk else None
    return getattr(made, name, None)


def _titles(user) -> dict[str, list[Agreement]]:
    rows = Agreement.objects.live() if user is None else Agreement.objects.visible_to(user).live()
    found = defaultdict(list)
    for agreement in rows.select_related("unit", "passed_to").prefetch_related("partners"):
        found[fold(agreement.title)].append(agreement)
    return found


class CommitmentResource(RecordResource):
    """`commitments.csv`: the same again by unit, text, day, side and partner. A promise without a side is refused."""

    model = NextStep
    title_column, starts, dated_by = "text", "due_on", ()
    related, many = ("unit", "partner", "agreement_commitment__agreement"), ("other_units",)
    columns = (
        ID,
        KnownPartner("partner", "Đối tác", required=True, aliases=("Tổ chức",), example="LFTU"),
        AgreementColumn("agreement", "Thỏa thuận", aliases=("Tên thỏa thuận",), hint="Tên thỏa thuận trong sổ, nếu cam kết nằm trong thỏa thuận"),
        ClauseColumn("clause", "Điều, khoản", widget=Text(60), example="Điều 3"),
        Units(aliases=("Đơn vị thực hiện",), example="VGCL"),
        Column("whose", "Cam kết của bên nào", widget=Code(Flow.choices, also=WHOSE, strict=True), required=True, aliases=("Bên cam kết", "Bên thực hiện"), hint="ta, bạn hoặc hai bên", example="ta"),
        Title("text", "Nội dung cam kết", "text", longest=400, aliases=("Cam kết", "Nội dung"), example="Cử năm giảng viên sang Viêng Chăn"),
        Column("due_on", "Hạn", widget=WholeDay(), aliases=("Thời hạn", "Đến hạn"), example="30/06/2027"),
        Column("recurrence", "Định kỳ", widget=Code(Recurrence.choices, strict=True), example="hằng năm"),
        Column("recurs_until", "Lặp lại đến", widget=WholeDay(), example="31/12/2030"),
        Column("origin", "Phát sinh từ", widget=Code(PromiseOrigin.choices, strict=True), example="thỏa thuận"),
        Column("origin_text", "Ghi tại văn bản", widget=Text(250), aliases=("Văn bản",)),
        Column("kept_on", "Ngày thực hiện", widget=WholeDay(), aliases=("Đã thực hiện ngày",)),
        Column("evidence", "Minh chứng", widget=Text(250)),
        SOURCE,
    )  # fmt: skip

    def nature(self, record):
        return (
            fold(record.text),
            record.unit_id,
            f"{record.due_on or ''}|{record.partner_id}|{record.whose}",
        )

    def nature_of_row(self, row):
        title, unit, due = super().nature_of_row(row)
        found, agreement = row[VALUES].get("partner"), row[VALUES].get("agreement")
        partner = found.matched[0].pk if found and found.matched else None
        unit = agreement.answers_for_it.pk if agreement else unit
        return (title, unit, f"{due}|{partner}|{row[VALUES].get('whose') or ''}")

    def settle(self, record, row, *, is_new):
        """A promise of an agreement belongs to the unit of the agreement and to one of its partners."""
        if (agreement := row[VALUES].get("agreement")) is not None:
            self._check_agreement(record, agreement, row)
            record.unit, record.origin = agreement.answers_for_it, PromiseOrigin.AGREEMENT
        if record.kept_on and record.kept_on > self.context.on:
            sentence = _now("found %(found)s, expected %(expected)s or earlier.")
            facts = {"found": f"{record.kept_on:%d/%m/%Y}", "expected": f"{self.context.on:%d/%m/%Y}"}
            self._refuse("kept_on", row, refusals.IMPOSSIBLE_DATE, sentence % facts)

    def _check_agreement(self, record, agreement: Agreement, row) -> None:
        linked = _linked(record, "agreement")
        if linked is not None and linked != agreement:
            sentence = _now("found “%(found)s”, expected “%(expected)s”: the promise was made there.")
            facts = {"found": agreement.title, "expected": linked.title}
            self._refuse("agreement", row, refusals.IMPOSSIBLE, sentence % facts)
        partners = list(agreement.partners.all())
        if record.partner not in partners:
            names = ", ".join(one.short_label for one in partners) or agreement.partners_written or "–"
            sentence = _now("found “%(found)s”, expected a partner of the agreement: %(names)s.")
            facts = {"found": record.partner, "names": names}
            self._refuse("partner", row, refusals.UNKNOWN_PARTNER, sentence % facts)

    def _refuse(self, column: str, row, reason: str, sentence: str) -> None:
        raise RowRefusedError([self._refusal(self.fields[column], row, reason, sentence)])

    def save_record(self, record, *, by, many):
        """The promise, and where the row names an agreement the link with its clause."""
        agreement, clause = getattr(record, "in_agreement", None), getattr(record, "in_clause", "")
        made = getattr(record, "agreement_commitment", None) if record.pk else None
        if agreement is not None and made is None:
            commit(agreement, record, by=by, clause=clause)
            return
        save_step(record, by=by, many=many)
        if made is not None and clause and clause != made.clause:
            change_clause(made, by=by, clause=clause)


register(Kind("commitments", _("Ledger of promises"), CommitmentResource, "partners:nextstep-list", order=45))
