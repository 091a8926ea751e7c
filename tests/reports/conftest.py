"""A cycle with one unit received, and the draft of its consolidated report.

Imports stand inside: this file may be read before Django is set up.
"""

import io

import pytest
from docx import Document as WordDocument


@pytest.fixture
def found(province, other_province, centre):
    """The open half-year of two units; the report of `province` is received."""
    from tests.reports.papers import cycle_with_one_received

    return cycle_with_one_received(province)


@pytest.fixture
def draft(found, department_officer):
    """Paper A, built as the page asks and the worker does."""
    from tests.reports.papers import built

    return built(found, department_officer)


@pytest.fixture
def ready(draft, department_officer, department_head):
    """The draft, appraised and signed off: it may be issued."""
    from tests.reports.papers import signed_off

    return signed_off(draft, by=department_officer, head=department_head)


@pytest.fixture
def unprinted(monkeypatch):
    """For tests that do not read the paper: any PDF and any Word file stand for it."""
    from reports.services import consolidation, issuing
    from tests.portal.documents.files import PDF

    word = io.BytesIO()
    WordDocument().save(word)

    def printed(paper, versions, progress):
        progress(75, "In")
        return PDF, word.getvalue()

    for module in (consolidation, issuing):
        monkeypatch.setattr(module, "print_consolidation", printed)


@pytest.fixture
def paper(found):
    """Paper A of the open half-year, issued."""
    from tests.factories.reports import issued_paper

    return issued_paper(found)


@pytest.fixture
def put(paper, department_head):
    """The paper waits for the Presidium."""
    from reports.services.presidium import put_to_presidium
    from tests.factories.reports import TOO_LATE

    return put_to_presidium(paper, by=department_head, at=TOO_LATE)


@pytest.fixture
def central_secretary(centre):
    """Secretary of the leaders of the Confederation."""
    from tests.factories.accounts import holder

    return holder("secretary", centre)
