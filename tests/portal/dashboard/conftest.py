"""The table of reporting windows, and the day, for every test of the home page."""

import pytest


@pytest.fixture(autouse=True)
def windows(db):
    from portal.deadlines.reference import load  # models: Django is not ready while this file is read

    load()


@pytest.fixture
def today():
    from django.utils import timezone

    return timezone.localdate()
