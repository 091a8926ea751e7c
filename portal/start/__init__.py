"""What runs when there is no server?

`ensure(var)` joins the PostgreSQL and the Valkey that live under `var`, and starts them if nobody uses them
yet. The last user to leave, in whatever way it ends, takes them down: see `portal.start.keeper`.
"""

from portal.start.usage import StartError, ensure, release

__all__ = ["StartError", "ensure", "release"]
