"""Annexes printed by a second process are those that the first would print; when it dies nothing is lost."""

import io
import os
import signal

import pytest
from pypdf import PdfReader

from portal.rendering import second
from portal.rendering.official import annexes_pdf
from portal.rendering.second import Pile, SecondPrinter
from portal.rendering.tags import tag_faults
from tests.portal.rendering import samples
from tests.portal.rendering.test_official_pdf import words

COUNT = second.FEW + 2


def text_of_pages(content: bytes) -> list[str]:
    return [words(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]


@pytest.fixture(scope="module")
def papers():
    return {number: samples.paper(annexes=[samples.wide_annex(number)]) for number in range(1, COUNT + 1)}


def test_both_processes_print_the_same(papers):
    with Pile(papers) as pile:
        printed = {number: pile.take(number) for number in papers}
        beside = len(pile._taken)
    assert beside
    for number, paper in papers.items():
        assert tag_faults(printed[number]) == []
        assert text_of_pages(printed[number]) == text_of_pages(annexes_pdf(paper))


def test_a_second_process_that_dies_is_done_without(papers, caplog):
    with Pile(papers) as pile:
        os.kill(pile._printer.process.pid, signal.SIGKILL)
        assert all(pile.take(number).startswith(b"%PDF") for number in papers)


def test_none_is_started_for_few(papers):
    with Pile({1: papers[1]}) as pile:
        assert pile._printer is None
        assert pile.take(1).startswith(b"%PDF")


def test_the_process_ends_with_the_pile_and_with_the_line(papers):
    with Pile(papers) as pile:
        process = pile._printer.process
    assert process.poll() is not None
    alone = SecondPrinter()
    alone.line.close()
    assert alone.process.wait(120) == 0  # it may still be starting, on a busy machine


def test_what_cannot_be_printed_is_refused_by_the_first_process(papers):
    broken = {**papers, COUNT: samples.paper(annexes=[])}
    with Pile(broken) as pile, pytest.raises(ValueError, match="expected an annex"):
        pile.take(COUNT)
