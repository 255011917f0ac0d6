"""What a calendar or a deadline cannot answer, by stable code."""


class CalendarError(Exception):
    """A question the calendar cannot answer as put.

    ``code`` is stable kebab-case; its sentence and remedy in both languages belong to the surface. ``about`` names the
    offending value or day as text, in a fixed order that the sentence can quote.
    """

    def __init__(self, code: str, *about: str) -> None:
        self.code, self.about = code, about
        super().__init__(": ".join((code, *about)))
