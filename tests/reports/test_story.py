"""The way of a paper that the demonstration tells: issued, signed, corrected, signed again, put and agreed to."""

import datetime as dt

import pytest

from portal.rendering.pdf import pdf_of_html
from portal.rendering.sealing import ROOM
from portal.rendering.signatures import signatures_in
from reports.models import Consolidation, Outcome
from reports.services import consolidation, issuing
from reports.services.story import LEFT_OUT, NOBODY, REASON, tell_story
from reports.services.verifying import Verdict, verify_bytes
from tests.factories.accounts import holder
from tests.factories.reports import TOO_LATE

from .papers import pdf_of, speak

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def acts(centre, department_officer, department_head):
    clerk, presidium = holder("clerk", centre), holder("presidium", centre)
    way = (
        ("build", department_officer), ("issue", department_head), ("sign", clerk), ("rebuild", department_officer),
        ("reissue", department_head), ("resign", clerk), ("put", department_head), ("decide", presidium),
    )  # fmt: skip
    return {act: [by.username, (TOO_LATE + number * DAY).isoformat()] for number, (act, by) in enumerate(way)}


@pytest.fixture
def sheet(unprinted, monkeypatch):
    """One sheet with room for a signature stands for the paper: what is told here is its way."""
    room = pdf_of_html(f'<html lang="vi"><title>.</title><a href="#{ROOM}">.</a><p id="{ROOM}">.</p></html>')
    word = consolidation.print_consolidation(None, [], lambda percent, sentence: None)[1]
    for module in (consolidation, issuing):
        monkeypatch.setattr(
            module, "print_consolidation", lambda paper, *_rest: (room + b"%" * paper.pk, word)
        )


def test_a_paper_is_corrected_and_both_are_signed_and_the_correction_is_agreed_to(found, acts, sheet):
    speak()

    def tell():
        tell_story(found, acts, progress=lambda percent, sentence: None, check=lambda: None)

    tell()
    first, second = Consolidation.objects.select_related("pdf", "signed_file", "decision").order_by("pk")
    assert (first.number, second.number) == ("12", "15")
    assert second.corrects == first
    assert second.correction_reason == REASON
    assert LEFT_OUT[1] in second.sections["V"]
    assert LEFT_OUT[1] not in first.sections["V"]
    for paper, act in ((first, "sign"), (second, "resign")):
        with paper.signed_file.file.open("rb") as file:
            content = file.read()
        assert content.startswith(pdf_of(paper))
        seen = signatures_in(content)
        assert [one.is_genuine for one in seen] == [True, True]
        assert all("minh họa" in one.signer for one in seen)
        assert {dt.datetime.fromisoformat(one.signed_at) for one in seen} == {
            dt.datetime.fromisoformat(acts[act][1])
        }
        assert {one.organisation for one in seen} == {NOBODY}
        assert verify_bytes(content).verdict == Verdict.UNCHANGED
    assert second.decision.outcome == Outcome.AGREED
    assert not hasattr(first, "decision")
    tell()  # a worker that died is asked again
    assert Consolidation.objects.count() == 2
