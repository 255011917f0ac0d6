"""Which kinds of problem may be the same facts, though one door calls them by a provision and another by a finding."""

import msgspec


class SameFacts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Codes that may be about the same facts: ``problems`` of inspections, ``provisions`` of rulebooks."""

    problems: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()


class Likeness(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Groups of codes. ``general`` are problems so general that they may be about anything of the organ."""

    general: tuple[str, ...] = ()
    same: tuple[SameFacts, ...] = ()

    def of(self, code: str) -> tuple[str, ...]:
        """*code* and every code that may be about the same facts, in alphabetical order."""
        found = {code, *self.general}
        for group in self.same:
            if code in group.problems or code in group.provisions:
                found |= {*group.problems, *group.provisions}
        return tuple(sorted(found))
