"""What agreements put on paper."""

from partners.figures.briefing import Reading, briefing_part
from portal.rendering.sheet import Line, Part

from ..figures import in_force_at
from ..models import Agreement

BRIEFED = 4


@briefing_part(order=50)
def agreements_with(reading: Reading) -> Part:
    """Part of a partner's briefing sheet: what is in force, and until when."""
    rows = in_force_at(Agreement.objects.visible_to(reading.user), reading.on).filter(
        partners=reading.partner
    )
    lines = [Line.cut(row.title, row.term_label()) for row in rows.order_by("ends_on", "pk")[:BRIEFED]]
    return Part("Thỏa thuận đang có hiệu lực", lines, "Không có thỏa thuận nào đang có hiệu lực.")
