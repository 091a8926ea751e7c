"""How an account is called in mails and messages."""


def user_display(user) -> str:
    return str(user)
