"""Pages about oneself."""

from . import for_everyone

ROWS = {
    "profile": for_everyone(),
    "one_time_code": for_everyone(anonymous=200),
    "new_password": for_everyone(302),
}
