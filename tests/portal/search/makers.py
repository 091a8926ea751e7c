"""One record of each kind that the search knows, of one unit, called or saying `word`."""

from delegations.models import Delegation
from partners.models import Contact, Counterpart, Message, Occasion
from portal.papers.models import RegisterLine
from portal.records.services import save_record
from reports.models import Consolidation
from tests.delegations.papers_world import outgoing
from tests.factories.activities import activity
from tests.factories.agreements import agreement, partner, resource
from tests.factories.delegations import delegation, event
from tests.factories.dossier_money import follow_up
from tests.factories.library import question, sent_item
from tests.factories.papers import numbered, paper
from tests.factories.partners_interactions import interaction, matter, step
from tests.factories.partners_relationship import objective, support
from tests.factories.partners_standing import body, candidacy, initiative, obligation, position
from tests.factories.people import officer_of
from tests.factories.plans import line, plan
from tests.factories.procedures import drafted, opened
from tests.factories.reports import cycle, sent
from tests.factories.resolution import assignment, proposal, resolution
from tests.factories.support import need, offer
from tests.factories.work import coordination, course, inspection
from tests.portal.search.files import attached
from tests.portal.search.makers_parts import PARTS


def friend():
    return partner("Công đoàn bạn", acronym="CDB")


def _letter(unit, word):
    values = {"kind": "congratulation", "subject": word, "flow": "ours"}
    return save_record(Message(unit=unit, partner=friend(), **values), by=None)


def _occasion(unit, word):
    return save_record(Occasion(title=word, kind="congress", partner=friend(), day=1, month=5), by=None)


def drafted_as(unit, word):
    found = drafted(unit)
    found.title = word
    found.save(update_fields=["title"])
    return found


def _unit(unit, word):
    """Units are called what they are called: the tests look for the name."""
    return unit


def _paper(unit, word):
    found = paper(outgoing(unit))
    found.summary = word
    return save_record(found, by=None)


def _line(unit, word):
    numbered(outgoing(unit))
    found = RegisterLine.objects.get(unit=unit)
    found.summary = word
    return save_record(found, by=None)


def _consolidated(unit, word):
    return Consolidation.objects.create(cycle=cycle(), paper="to_presidium", sections={"I": f"<p>{word}"})


MAKERS = {
    "partners": lambda unit, word: partner(word, acronym="ABC"),
    "contacts": lambda unit, word: save_record(Contact(partner=friend(), name=word, unit=unit), by=None),
    "officers": lambda unit, word: officer_of(unit, word),
    "units": _unit,
    "delegations": lambda unit, word: delegation(unit, word),
    "conferences": lambda unit, word: event(unit, word),
    "agreements": lambda unit, word: agreement(unit, word),
    "resources": lambda unit, word: resource(unit, word),
    "procedures": lambda unit, word: opened(unit, record=drafted_as(unit, word)),
    "library": lambda unit, word: sent_item(unit, title=word),
    "resolutions": lambda unit, word: resolution(title=word),
    "papers": _paper,
    "register": _line,
    "documents": lambda unit, word: attached(delegation(unit), word),
    "talks": lambda unit, word: interaction(unit, word, partners=[friend()]),
    "matters": lambda unit, word: matter(unit, word),
    "promises": lambda unit, word: step(unit, friend(), word),
    "letters": _letter,
    "activities": lambda unit, word: activity(unit, word),
    "plan-lines": lambda unit, word: line(plan(unit), word),
    "follow-up": lambda unit, word: follow_up(delegation(unit), text=word),
    "reports": lambda unit, word: sent(unit, I=word),
    "consolidated": _consolidated,
    "assignments": lambda unit, word: assignment(unit, text=word),
    "proposals": lambda unit, word: proposal(unit, word),
    "occasions": _occasion,
    "positions": lambda unit, word: position(unit, body(), word),
    "candidacies": lambda unit, word: candidacy(unit, body(), word),
    "obligations": lambda unit, word: obligation(unit, body(), word),
    "initiatives": lambda unit, word: initiative(unit, body(), word),
    "objectives": lambda unit, word: objective(friend(), word),
    "support": lambda unit, word: support(unit, word, partner=friend()),
    "counterparts": lambda unit, word: save_record(Counterpart(partner=friend(), unit=unit, our_post=word), by=None),
    "needs": lambda unit, word: need(unit, word),
    "offers": lambda unit, word: offer(unit, friend(), word),
    "questions": lambda unit, word: question(unit, text=word),
    "inspections": lambda unit, word: inspection(unit, unit, title=word),
    "courses": lambda unit, word: course(unit, word),
    "coordination": lambda unit, word: coordination(unit, word),
    **PARTS,
}  # fmt: skip


def guests(unit, head: str) -> Delegation:
    """A visit to us, led by `head`."""
    return delegation(unit, "Tiếp đoàn sang thăm", direction="incoming", head_name=head, head_post="Chủ tịch")
