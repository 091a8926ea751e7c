"""Which papers a procedure has, in the order in which an office writes them."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from portal.papers.kinds import kind

from .procedure_papers import (
    asking_parts,
    asks_the_confederation,
    authority,
    given_opinion,
    has_something_to_sign,
    letter,
    report,
    submission,
)

CENTRE, DEPARTMENT, SUPERIOR = "confederation", "department", "superior"
_paper = partial(kind, of="agreements.procedure")

_paper(
    "submission",
    _("Submission (tờ trình)"),
    "TTr",
    name="TỜ TRÌNH",
    draft=submission,
    order=10,
    in_name_of=DEPARTMENT,
)
_paper(
    "consultation", _("Letter asking for opinions"), "CV", name="", draft=letter, order=14, parts=asking_parts,
    in_name_of=CENTRE,
)  # fmt: skip
_paper(
    "given-opinion", _("Opinion that the Confederation gives"), "CV", name="", draft=given_opinion, order=16,
    fits=asks_the_confederation, in_name_of=SUPERIOR,
)  # fmt: skip
_paper(
    "authority", _("Paper of authority to sign"), "GUQ", name="GIẤY ỦY QUYỀN", draft=authority, order=30,
    fits=has_something_to_sign, in_name_of=CENTRE,
)  # fmt: skip
_paper("report", _("Report on the signing"), "BC", name="BÁO CÁO", draft=report, order=50, in_name_of=CENTRE)
