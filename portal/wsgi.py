"""What a WSGI server loads: `gunicorn portal.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

application = get_wsgi_application()
_ = get_resolver().url_patterns  # every view is loaded now, not with the first request

# What is loaded stays: the collector need not walk through it again in the middle of each page. A page makes
# some tens of thousands of short-lived objects, none of which waits for the collector to go.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 20)
