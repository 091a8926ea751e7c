"""A file that is not taken, and why."""

from django.core.exceptions import ValidationError


class RefusedFileError(ValidationError):
    """One sentence naming the field, the value found and the value expected; forms show it as it is."""

    def __init__(self, sentence: str, *, code: str, field: str = "file", found: str = "", expected: str = ""):
        super().__init__(sentence, code=code)
        self.field, self.found, self.expected = field, found, expected

    @property
    def sentence(self) -> str:
        return " ".join(self.messages)
