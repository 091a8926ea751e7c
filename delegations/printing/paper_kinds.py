"""Which papers a delegation and a conference have; in the order in which an office writes them."""

from django.utils.translation import gettext_lazy as _

from portal.papers.kinds import kind

from ..models import Delegation
from .correspondence import opinion, report
from .decisions import decision, is_outgoing, parts
from .invitations import invitation, may_invite, programme, second_page
from .lists import contents, guest_list, member_list, visa_letter
from .submissions import slip, submission

DELEGATION, EVENT = "delegations.delegation", "delegations.event"
CENTRE, DEPARTMENT = "confederation", "department"  # under whose header matters of the centre go


def is_incoming(record: Delegation) -> bool:
    return not is_outgoing(record)


def _of_both(code, label, type_code, **options):
    for model in (DELEGATION, EVENT):
        kind(code, label, type_code, of=model, **options)


_of_both(
    "submission",
    _("Submission (tờ trình)"),
    "TTr",
    name="TỜ TRÌNH",
    draft=submission,
    order=10,
    in_name_of=DEPARTMENT,
)
_of_both(
    "slip",
    _("Slip for a leader's hand (phiếu trình)"),
    "PTr",
    name="PHIẾU TRÌNH",
    draft=slip,
    order=12,
    in_name_of=DEPARTMENT,
)
_of_both("opinion", _("Letter asking for an opinion"), "CV", name="", draft=opinion, order=14)
_of_both(
    "invitation", _("Invitation"), "TM", name="THƯ MỜI", draft=invitation, order=20, fits=may_invite,
    second=second_page, is_letter=True, in_name_of=CENTRE,
)  # fmt: skip
kind(
    "decision", _("Decision to send a delegation"), "QĐ", of=DELEGATION, name="QUYẾT ĐỊNH", draft=decision, order=30,
    fits=is_outgoing, parts=parts, in_name_of=CENTRE,
)  # fmt: skip
kind(
    "members", _("List of the delegation"), "DS", of=DELEGATION, name="DANH SÁCH", draft=member_list, order=32,
    fits=is_outgoing, is_numbered=False,
)  # fmt: skip
kind(
    "guests", _("List of the guests"), "DS", of=DELEGATION, name="DANH SÁCH", draft=guest_list, order=34,
    fits=is_incoming, is_numbered=False, is_personal=True,
)  # fmt: skip
kind(
    "visa", _("Letter for the visas of guests"), "CV", of=DELEGATION, name="", draft=visa_letter, order=36,
    fits=is_incoming, is_personal=True, in_name_of=CENTRE,
)  # fmt: skip
_of_both(
    "programme", _("Programme"), "CTr", name="CHƯƠNG TRÌNH", draft=programme, order=40, second=second_page,
    is_numbered=False,
)  # fmt: skip
_of_both("report", _("Report on the result"), "BC", name="BÁO CÁO", draft=report, order=50)
_of_both(
    "contents", _("Contents of the file (mục lục hồ sơ)"), "ML", name="MỤC LỤC HỒ SƠ", draft=contents, order=60,
    is_numbered=False,
)  # fmt: skip
