"""What is made good after a decision fell or was varied: for whom, and when the text itself asks for it."""

import msgspec


class Restorable(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """One kind of restoration (``post``, ``pay``, ``reputation``, ``compensation``).

    ``subjects`` are those to whom it can be due at all (``organ``, ``person``). The text asks for it where one of
    ``measures`` had been carried out, or, with ``after_announcement``, where the decision had been announced and was
    revoked. Otherwise whether it is due is for a person to say. ``source`` is a source code of the profile.
    """

    kind: str
    subjects: tuple[str, ...]
    source: str
    measures: tuple[str, ...] = ()
    after_announcement: bool = False

    def by_text(self, measures: tuple[str, ...], *, announced: bool) -> bool:
        """Whether the text asks for it once *measures* were undone, and the revoked decision had been *announced*."""
        return bool(set(measures) & set(self.measures)) or (announced and self.after_announcement)


def parse_restorations(data: bytes) -> tuple[Restorable, ...]:
    """The kinds, each once.

    Raises:
        msgspec.ValidationError: a field is missing, unknown or of the wrong kind.
        ValueError: a kind is given twice.
    """
    found = msgspec.toml.decode(data, type=dict[str, tuple[Restorable, ...]])["restorations"]
    kinds = [one.kind for one in found]
    if len(set(kinds)) != len(kinds):
        raise ValueError("a kind of restoration is given twice")
    return found
