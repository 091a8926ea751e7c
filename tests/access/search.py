"""The search is everybody's; what it finds is what each may see (tests/portal/search/test_permissions.py)."""

from . import for_everyone

ROWS = {
    "search": for_everyone(query="?q=lao+cai"),
    "suggest": for_everyone(query="?q=lao+cai"),
    "forget": for_everyone(ok=302, method="post"),
}
