"""What a type of report asks for, in words: what changed between two of its versions."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from portal.deadlines.models import PeriodKind
from portal.ui.formats import number_vi
from portal.units.models import UnitType
from reports.models import FigureSpec, IndicatorVersion, Layout, SectionSpec

#: annex → its printed title (domain.md 3); what the dialog offers, I and XII belong to every consolidated report
ANNEXES = {
    "II": "Thống kê đoàn ra",
    "III": "Thống kê đoàn vào",
    "IV": "Ký kết và thực hiện thỏa thuận quốc tế",
    "IV-b": "Dự kiến ký kết thỏa thuận quốc tế năm sau",
    "V": "Hội nghị, hội thảo quốc tế",
    "VI": "Viện trợ và nguồn lực bên ngoài",
    "VII": "Thông tin đối ngoại",
    "VIII": "Đối ngoại đa phương, nghĩa vụ thành viên",
    "IX": "Chức danh quốc tế và nguồn nhân sự",
    "X": "Cán bộ đối ngoại, tập huấn",
    "XI": "Kế hoạch năm so với thực hiện",
}


def labels_of_indicators() -> dict[str, str]:
    """Indicator → what its latest definition calls it."""
    rows = IndicatorVersion.objects.order_by("number").values_list("indicator__code", "label")
    return dict(rows)


def differences(old: Layout, new: Layout, labels: Mapping[str, str]) -> list[str]:
    """One sentence a change; none where both ask for the same."""
    return [
        *_sections(old, new),
        *_figures(old, new, labels),
        *_listed(_("Annex"), old.annexes, new.annexes, str),
        *_listed(_("Kind of unit"), old.unit_types, new.unit_types, lambda kind: str(UnitType(kind).label)),
        *_listed(_("Period"), old.period_kinds, new.period_kinds, lambda kind: str(PeriodKind(kind).label)),
    ]


def _sections(old: Layout, new: Layout) -> list[str]:
    before = {section.code: section for section in old.sections}
    after = {section.code: section for section in new.sections}
    said = _listed(
        _("Section"), before, after, lambda code: f"{code} ({(after.get(code) or before[code]).title_vi})"
    )
    for code in before.keys() & after.keys():
        said += _section(before[code], after[code])
    kept = [code for code in before if code in after]
    if kept != [code for code in after if code in before]:
        said.append(_("The order of the sections: %(order)s.") % {"order": ", ".join(after)})
    return said


def _section(old: SectionSpec, new: SectionSpec) -> list[str]:
    facts = {"code": new.code, "old": old.title_vi, "new": new.title_vi}
    said = []
    if old.title_vi != new.title_vi:
        said.append(_("Section %(code)s: its title was “%(old)s”, now “%(new)s”.") % facts)
    if old.guidance != new.guidance:
        said.append(_("Section %(code)s: other guidance.") % facts)
    if old.is_required != new.is_required:
        said.append(
            (
                _("Section %(code)s must be written.")
                if new.is_required
                else _("Section %(code)s may stay empty.")
            )
            % facts
        )
    return said


def _figures(old: Layout, new: Layout, labels: Mapping[str, str]) -> list[str]:
    before = {spec.indicator: spec for spec in old.figures}
    after = {spec.indicator: spec for spec in new.figures}
    said = _listed(_("Figure"), before, after, lambda code: labels.get(code, code))
    for code, spec in after.items():
        if code in before and before[code] != spec:
            facts = {"figure": labels.get(code, code), "old": _limits(before[code]), "new": _limits(spec)}
            said.append(_("Figure %(figure)s: was “%(old)s”, now “%(new)s”.") % facts)
    kept = [code for code in before if code in after]
    if kept != [code for code in after if code in before]:
        said.append(_("Figures stand in another order."))
    return said


def _limits(spec: FigureSpec) -> str:
    """ "required; at least 1; at most 500; 3 times"; a figure without any says so."""
    parts = [
        _("required") if spec.is_required else "",
        _("at least %(number)s") % {"number": number_vi(spec.minimum)} if spec.minimum is not None else "",
        _("at most %(number)s") % {"number": number_vi(spec.maximum)} if spec.maximum is not None else "",
        _("warned when %(number)s times more or less") % {"number": spec.jump} if spec.jump else "",
    ]
    return "; ".join(filter(None, parts)) or _("without limits")


def _listed(what: str, old: Iterable[str], new: Iterable[str], name) -> list[str]:
    """What came and what went, by name."""
    before, after = list(old), list(new)
    came = [
        _("%(what)s added: %(name)s.") % {"what": what, "name": name(code)}
        for code in after
        if code not in before
    ]
    gone = [
        _("%(what)s left out: %(name)s.") % {"what": what, "name": name(code)}
        for code in before
        if code not in after
    ]
    return [*came, *gone]
