"""The record of the documents' tests, which papers made by a job hang on."""

from tests.portal.documents.conftest import partner, stranger  # noqa: F401 - fixtures are found by name
