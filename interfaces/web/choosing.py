"""Options of a select, drawn once for what they are drawn from; each page only marks the one that was chosen."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Generic, TypeVar
from uuid import UUID

from markupsafe import Markup

from application.access import Role, Subject
from application.adapters.accounts import Account
from domain.rulebook.catalogue import Catalogue
from interfaces.web.directory import Names
from interfaces.web.wording import LANGUAGES, Language, Texts
from projections.docket.appeals import STAGES as OF_APPEALS
from projections.docket.row import Kind, Stage

T = TypeVar("T")

HOLDING = frozenset({Role.INVESTIGATOR, Role.APPEAL_HANDLER})
"""Offices whose holders have cases and appeals in hand."""

READERS = 64
"""So many lists of officers are kept drawn, one for each group of bodies whose matters are shown."""

_OPTION = Markup('<option value="{}">{}</option>')
_CHOSEN = Markup('<option value="{}" selected>{}</option>')


class Choices:
    """What can be chosen, in order: the value that is sent, and the words for it."""

    def __init__(self, offered: Iterable[tuple[object, str]]) -> None:
        """*offered* has each value once."""
        self._words = {str(value): word for value, word in offered}
        self._drawn = {value: _OPTION.format(value, word) for value, word in self._words.items()}
        self._together = Markup().join(self._drawn.values())

    def chosen(self, value: str) -> Markup:
        """All options, that of *value* marked where it is one of them."""
        if value not in self._words:
            return self._together
        return Markup().join({**self._drawn, value: _CHOSEN.format(value, self._words[value])}.values())


class Last(Generic[T]):
    """What was made last, for as long as it is made of the very same things."""

    def __init__(self) -> None:
        self._of: tuple[object, ...] | None = None
        self._made: T | None = None

    def of(self, *things: object, make: Callable[[], T]) -> T:
        """The last one, or what *make* makes where one of *things* is another object than then."""
        made = self._made
        if (
            made is None
            or self._of is None
            or any(one is not other for one, other in zip(self._of, things, strict=True))
        ):
            made = self._made = make()
            self._of = things
        return made


class Offered:
    """What lists can be narrowed to, as the registers, the accounts and the law have it now: the same for every reader."""

    def __init__(self) -> None:
        self._organs = Last[Choices]()
        self._officers = Last[Choices]()
        self._holders: dict[tuple[frozenset[UUID] | None, UUID | None], Last[Choices]] = {}
        self._measures = {language: Last[Choices]() for language in LANGUAGES}

    def organs(self, names: Names) -> Choices:
        """The organs of today, by name."""
        return self._organs.of(
            names.organs, make=lambda: Choices(sorted(names.organs.items(), key=lambda one: one[1].lower()))
        )

    def officers(self, names: Names) -> Choices:
        """Whoever has an account, by sign-in name."""
        return self._officers.of(names.accounts, names.called, make=lambda: _called(names, names.accounts.values()))

    def holders(self, names: Names, bodies: frozenset[UUID] | None, also: UUID | None = None) -> Choices:
        """Whoever has or had a matter of *bodies* in hand (of any where None), by sign-in name; *also* whom the list is asked for."""
        key = (bodies, also)
        if key not in self._holders and len(self._holders) >= READERS:
            self._holders.clear()
        return self._holders.setdefault(key, Last[Choices]()).of(
            names.accounts,
            names.called,
            make=lambda: _called(
                names, (one for one in names.accounts.values() if one.id == also or holds_matters(one, bodies))
            ),
        )

    def measures(self, catalogue: Catalogue, texts: Texts) -> Choices:
        """The measures of all rulebooks, in the words of the newest edition."""
        return self._measures[texts.language].of(
            catalogue,
            make=lambda: Choices(
                {one.code: texts.say(one.label) for book in catalogue.rulebooks for one in book.measures}.items()
            ),
        )


def holds_matters(account: Account, bodies: frozenset[UUID] | None, *, still: bool = False) -> bool:
    """Whether *account* had an office whose holders have cases or appeals in hand, for one of *bodies* (for any where None).

    *still*: it has it, and can be used.
    """
    return not (still and account.disabled) and any(
        role.role in HOLDING
        and (bodies is None or role.body is None or role.body in bodies)
        and not (still and role.withdrawn_at is not None)
        for role in account.roles
    )


def bodies_of(subject: Subject) -> frozenset[UUID] | None:
    """The bodies for which *subject* works; None for whoever works for no single one."""
    bodies = [grant.body for grant in subject.grants]
    return None if None in bodies else frozenset(one for one in bodies if one is not None)


def _called(names: Names, accounts: Iterable[Account]) -> Choices:
    by_name = sorted(accounts, key=lambda one: one.name.lower())
    return Choices((account.id, names.chosen_by(account.id)) for account in by_name)


@cache
def kinds(language: Language) -> Choices:
    """Every kind of matter that the docket holds."""
    texts = Texts(language)
    return Choices((kind.value, texts(f"kind.{kind.value}")) for kind in Kind)


@cache
def stages(language: Language, *, of_appeals: bool = False) -> Choices:
    """Every stage of any kind of matter, or those of appeals alone."""
    texts = Texts(language)
    return Choices(
        (stage.value, texts.or_code("stage", stage.value)) for stage in (OF_APPEALS if of_appeals else Stage)
    )
