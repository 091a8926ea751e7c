"""Parts of an agreement's dossier that the portal knows by itself: each says in words what is missing, or nothing.

The keys stand in `ProcedurePart.built_in`; `agreements/data/procedure_parts.csv` seeds the rows (Law 70/2020 Art 7,
22, 27-28; Nghị định 64/2021 Art 3, 8, 17).
"""

from collections.abc import Callable

from django.utils.translation import gettext as _

from portal.ui.formats import date_vi

from ..models import OpinionAnswer, StageCode
from .procedure_facts import Facts

SHOWN = 3  # bodies that are named; more are counted


def requirement(facts: Facts) -> str:
    return "" if facts.procedure.requirement.strip() else _("the requirement and purpose")


def content(facts: Facts) -> str:
    known = facts.agreement.content.strip() or facts.agreement.fields_of_cooperation.strip()
    return "" if known else _("the main content, or the fields of cooperation, of the agreement")


def conformity(facts: Facts) -> str:
    return "" if facts.procedure.conformity.strip() else _("the conformity with law and treaties")


def impact(facts: Facts) -> str:
    return "" if facts.procedure.impact.strip() else _("impact, feasibility and effectiveness")


def text_vietnamese(facts: Facts) -> str:
    known = "vi" in facts.languages or facts.documents.get("agreement")
    return "" if known else _("the Vietnamese text, or a document “Text of an agreement”")


def text_foreign(facts: Facts) -> str:
    known = facts.has_foreign_text or len(facts.documents.get("agreement", [])) > 1
    return "" if known else _("the text in the foreign language")


def consulted(facts: Facts) -> str:
    """Each agency asked has answered, or let its time pass; of the extra ones at least one was asked, too."""
    if not facts.asks(StageCode.CONSULT):
        return ""
    asked = facts.opinions_of(StageCode.CONSULT)
    if not asked:
        return _("the opinions of agencies: none was asked")
    unasked = [
        stage for stage in facts.stages
        if stage.code == StageCode.CONSULT and stage.row.only_sensitive
        and stage.row.rule_code not in {row.rule_code for row in asked}
    ]  # fmt: skip
    if unasked:
        return _("the opinion on defence, security or investment: nobody was asked")
    return _awaited([row for row in asked if not row.answer])


def differences(facts: Facts) -> str:
    if not facts.against or facts.procedure.differences.strip():
        return ""
    return _("the differences of opinion: %(who)s did not agree") % {"who": _named(facts.against)}


def explanation(facts: Facts) -> str:
    """What was taken up and what not, for the whole or beside each opinion."""
    open_ones = [row for row in facts.comments if not row.handling.strip()]
    if not open_ones or facts.procedure.explanation.strip():
        return ""
    return _("what was taken up of the comments of %(who)s, and why not the rest") % {
        "who": _named(open_ones)
    }


def consent(facts: Facts) -> str:
    """Silence of the managing body is no consent."""
    if not facts.asks(StageCode.MANAGING_BODY) or facts.consent:
        return ""
    asked = facts.opinions_of(StageCode.MANAGING_BODY)
    if not asked:
        return _("the written opinion of the managing body: it was not asked")
    if any(row.answer == OpinionAnswer.DISAGREES for row in asked):
        return _("the consent of the managing body: it did not agree")
    return _awaited(asked)


def submission(facts: Facts) -> str:
    known = "submission" in facts.papers or facts.documents.get("submission")
    return "" if known else _("the submission (tờ trình): drafted here or attached")


def approval(facts: Facts) -> str:
    procedure = facts.procedure
    return (
        "" if procedure.approved_on and procedure.approval_authority else _("the approval: day and authority")
    )


def elements(facts: Facts) -> str:
    """What the text must contain (Nghị định 64/2021 Art 3); day and place are given with the signing itself."""
    agreement = facts.agreement
    wanted = (
        (facts.has_partner, _("the partner")),
        (agreement.fields_of_cooperation or agreement.content, _("fields or content of cooperation")),
        (agreement.ends_on or agreement.has_no_term or agreement.auto_renewal, _("the term")),
        (agreement.languages or facts.languages, _("the languages")),
        (agreement.our_signatory_post or agreement.our_signatory or _signs(facts), _("who signs for us")),
    )
    return ", ".join(label for known, label in wanted if not known)


def _signs(facts: Facts) -> bool:
    return any(party.signatory or party.signatory_post for party in facts.our_parties)


def not_binding(facts: Facts) -> str:
    return "" if facts.agreement.states_not_binding else _("the clause that it is not legally binding")


def authority(facts: Facts) -> str:
    known = "authority" in facts.papers or any(party.authority for party in facts.our_parties)
    return "" if known else _("the paper that gives authority to sign, unless the head signs")


def signed_copy(facts: Facts) -> str:
    known = facts.documents.get("signed_copy") or facts.documents.get("agreement")
    return "" if known else _("a document “Signed copy”, attached to the procedure or to the agreement")


def publication(facts: Facts) -> str:
    agreement = facts.agreement
    known = agreement.published_on or agreement.publication_exception.strip()
    return "" if known else _("the day of publication, or why it is not published")


def _awaited(rows: list) -> str:
    if not rows:
        return ""
    last = max((row.due_on for row in rows if row.due_on), default=None)
    if last is None:
        return _("the answer of %(who)s") % {"who": _named(rows)}
    return _("the answer of %(who)s, due on %(day)s") % {"who": _named(rows), "day": date_vi(last)}


def _named(rows: list) -> str:
    names = list(dict.fromkeys(row.body for row in rows))
    if len(names) <= SHOWN:
        return ", ".join(names)
    return _("%(named)s and %(count)s more") % {
        "named": ", ".join(names[:SHOWN]),
        "count": len(names) - SHOWN,
    }


BUILT_IN: dict[str, Callable[[Facts], str]] = {
    part.__name__: part
    for part in (
        requirement, content, conformity, impact, text_vietnamese, text_foreign, consulted, differences, explanation,
        consent, submission, approval, elements, not_binding, authority, signed_copy, publication,
    )
}  # fmt: skip
