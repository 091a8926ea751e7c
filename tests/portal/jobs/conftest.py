"""The record of the documents' tests, which papers made by a job hang on; the broker with a real worker."""

from tests.portal.documents.conftest import partner, stranger  # noqa: F401 - fixtures are found by name
from tests.portal.jobs.station import station  # noqa: F401
