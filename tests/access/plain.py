"""Addresses without a namespace: signing in and out, one's sessions, the language, the sign of life."""

from . import for_everyone, page

ROWS = {
    "healthz": for_everyone(anonymous=200),
    "set_language": for_everyone(302, method="post"),
    "account_login": for_everyone(302, anonymous=200),
    "account_logout": for_everyone(anonymous=302),
    "account_inactive": for_everyone(anonymous=200),
    "account_change_password": for_everyone(),
    "account_reset_password": for_everyone(anonymous=200),
    "account_reset_password_done": for_everyone(anonymous=200),
    "account_reset_password_from_key": for_everyone(anonymous=200, args=lambda world: ["1", "a-b"]),
    "account_reset_password_from_key_done": for_everyone(anonymous=200),
    "usersessions_list": page(others=200),
}
