"""For `celery -A`: the portal's own worker and clock, which also know the jobs of the tests."""

from portal.celery import app

app.conf.imports = ("tests.portal.jobs.handlers",)
