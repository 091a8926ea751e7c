"""A record to hang files on. Imports stand inside: this file may be read before Django is set up."""

import pytest


@pytest.fixture
def stranger(db):
    """An account without an office sees nothing."""
    from tests.factories.accounts import UserFactory

    return UserFactory(username="khach")


@pytest.fixture
def partner(centre):
    """All who hold an office see it; the International Department changes it."""
    from tests.portal.documents.samples import make_partner

    return make_partner("Liên hiệp Công đoàn Lào")
