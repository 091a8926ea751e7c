"""`celery -A tests.portal.jobs.worker_app`: the portal's own worker and clock, which also know the tests' jobs."""

from portal.celery import app

app.conf.imports = ("tests.portal.jobs.handlers",)
