"""People and records are those of the documents' tests."""

from tests.portal.documents.conftest import (  # noqa: F401 - fixtures are found by name
    administrator,
    centre,
    editor,
    partner,
    person_in_office,
    province,
    reader,
    stranger,
)
