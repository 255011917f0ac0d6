"""Who may do what to what. One pure function over one table (``access_table.toml``); what the table lacks is denied."""

from collections.abc import Mapping
from enum import StrEnum
from importlib.resources import files
from typing import TypeAlias
from uuid import UUID

import msgspec

from domain.identity import ActorId, BodyId, PartyId, ReportId


class Role(StrEnum):
    """What an account may be granted; most for one body, each from day to day."""

    REPORTER = "reporter"
    RESPONDENT = "respondent"
    INTAKE = "intake"
    LEAD_MANAGER = "lead-manager"
    INVESTIGATOR = "investigator"
    CASE_REVIEWER = "case-reviewer"
    DECIDER = "decider"
    APPROVER = "approver"
    APPEAL_HANDLER = "appeal-handler"
    LEGAL_OFFICER = "legal-officer"
    CUSTODIAN = "custodian"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


DESK = frozenset({Role.INTAKE, Role.LEAD_MANAGER})
"""Roles on whose desk a report lies with which no body has dealt yet: on that of every body but the one complained of.
Whoever takes it in, passes it on, declines it or writes to its reporter has it from then on."""

STAFF = frozenset(Role) - {Role.REPORTER, Role.RESPONDENT, Role.AUDITOR, Role.ADMINISTRATOR}
"""Roles in which somebody works for a body: they serve there. An auditor or administrator may look after several."""

WITHOUT_BODY = frozenset({Role.REPORTER, Role.RESPONDENT, Role.AUDITOR, Role.ADMINISTRATOR})
"""Roles that may be granted without naming a body. An auditor without body audits the whole deployment. A respondent's
body is the organ that the account speaks for; without one it is the account's own person who answers. Every other role
without a body reaches no matter at all."""


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """A role in force today, for one body."""

    role: Role
    body: BodyId | None = None

    def covers(self, bodies: frozenset[BodyId]) -> bool:
        """Whether a matter in the hands of *bodies* is in those of this grant's body."""
        if self.body is None:
            return self.role is Role.AUDITOR and bool(bodies)
        return self.body in bodies


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """Whoever is signed in, with the roles in force today.

    ``party`` is the person of the register to whom the account belongs; ``report`` is set for whoever came with a
    reporter's code, who has no account and only the role of reporter. ``factor_owed``: a role of theirs requires a
    second factor and the account has none, so that they may do nothing but set it up.
    """

    account: ActorId
    grants: tuple[Grant, ...] = ()
    party: PartyId | None = None
    report: ReportId | None = None
    factor_owed: bool = False

    @property
    def speaks_for(self) -> frozenset[BodyId]:
        """The organs for which the account answers."""
        return frozenset(g.body for g in self.grants if g.role is Role.RESPONDENT and g.body is not None)

    def works_at_desk_of(self, body: BodyId) -> bool:
        """Whether the subject takes reports in for *body*."""
        return any(grant.role in DESK and grant.body == body for grant in self.grants)


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """How a subject stands to one matter. The default stands to nothing.

    ``bodies`` keep it or decide on part of it; ``keeper`` is the one of them that keeps a case. ``consulted`` are the
    organs of a consultation, the one that asks and those that are asked: whoever speaks for one of them acts for it.
    ``forums`` are bodies that examine an appeal in it.
    """

    bodies: frozenset[BodyId] = frozenset()
    keeper: BodyId | None = None
    own: bool = False
    reporter: bool = False
    assigned: bool = False
    appeal_handler: bool = False
    forums: frozenset[BodyId] = frozenset()
    consulted: frozenset[BodyId] = frozenset()
    locked_out: bool = False  # recused, or a conflict of interest: overrides everything else


NO_MATTER = Relation()
"""For what concerns no matter yet: lists, registers, new things."""


class Stage(StrEnum):
    """As much of a matter's state as access depends on: whether its respondent has been notified."""

    BEFORE_NOTICE = "before-notice"
    AFTER_NOTICE = "after-notice"


class Allowed(msgspec.Struct, frozen=True, kw_only=True):
    """Yes. ``roles`` are those through which: the answer shows what the most entitled of them may see."""

    roles: frozenset[Role]


class Hidden(msgspec.Struct, frozen=True):
    """No, and the subject may not learn that the thing exists: answered as if it did not."""


class Forbidden(msgspec.Struct, frozen=True):
    """No, though the subject may know of the thing."""


class FactorOwed(msgspec.Struct, frozen=True):
    """No, not before the subject has set up the second factor that a role of theirs requires."""


Access: TypeAlias = Allowed | Hidden | Forbidden | FactorOwed


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What a list may show. Every list query takes one, and a row must meet at least one of the first eight.

    Rows from whose matter ``locked_out`` is recused never appear, whichever they meet.
    """

    everything: bool = False
    bodies: frozenset[BodyId] = frozenset()
    desks: frozenset[BodyId] = frozenset()  # bodies on whose desk untaken reports lie, unless complained of
    assigned_to: ActorId | None = None
    appeals_of: ActorId | None = None  # under an appeal that this handler examines
    respondents: frozenset[UUID] = frozenset()  # the subject's own, as a person or for an organ, once notified
    consulted: frozenset[BodyId] = frozenset()  # organs spoken for, that ask or are asked in a consultation
    report: ReportId | None = None
    locked_out: ActorId


class _SecondFactor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    before: tuple[str, ...]
    advised: tuple[Role, ...]


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    known_by: dict[str, tuple[str, ...]]
    lists: dict[str, str]
    second_factor: _SecondFactor
    actions: dict[str, tuple[str, ...]]


class _Pair(msgspec.Struct, frozen=True):
    """One entry of the table. ``role`` is None for everyone; ``public`` asks for no account."""

    role: Role | None
    relation: str
    stage: Stage | None = None
    public: bool = False


_RELATIONS = frozenset(
    {"own", "reporter", "assigned", "appeal-handler", "forum", "own-body", "keeper", "consulted", "any"}
)


def _pair(text: str) -> _Pair:
    who, _, rest = text.partition("/")
    relation, _, stage = rest.partition("@")
    if relation not in _RELATIONS:
        raise ValueError(f"no such relation: {text}")
    role = None if who in {"everyone", "public"} else Role(who)
    return _Pair(role, relation, Stage(stage) if stage else None, who == "public")


_TABLE = msgspec.toml.decode(files("application").joinpath("access_table.toml").read_bytes(), type=_Table)
_PAIRS: Mapping[str, tuple[_Pair, ...]] = {
    action: tuple(_pair(text) for text in pairs) for action, pairs in _TABLE.actions.items()
}

_FOR_A_FORUM: frozenset[Role | None] = frozenset(
    pair.role for pairs in _PAIRS.values() for pair in pairs if pair.relation == "forum"
)

GENERAL: frozenset[str] = frozenset(
    action for action, pairs in _PAIRS.items() if all(pair.relation == "any" for pair in pairs)
)
"""Actions that concern no matter: whether somebody may do them is known before anything is loaded."""

ACTIONS: frozenset[str] = frozenset(_PAIRS)
"""Every action there is. A route that declares another one must not start."""

FACTOR_ADVISED: tuple[Role, ...] = _TABLE.second_factor.advised
"""Roles that should have a second factor even where none is required."""

LISTS: frozenset[str] = frozenset(_TABLE.lists)
"""Every action that asks for a list: ``scope_of`` says what it may show."""


def decide_access(
    subject: Subject | None, action: str, relation: Relation = NO_MATTER, stage: Stage = Stage.BEFORE_NOTICE
) -> Access:
    """Whether *subject* (None: nobody is signed in) may do *action* to a matter to which they stand in *relation*.

    Whoever is locked out of a matter may do nothing to it and does not learn of it, whatever their roles. An action
    that the table does not know is nobody's.
    """
    if owes_factor(subject, action):
        return FactorOwed()
    roles = _roles(subject, action, relation, stage)
    if roles is not None:
        return Allowed(roles=roles)
    if subject is None:
        return Hidden()
    openings = _TABLE.known_by.get(action.partition(".")[0])
    if openings is None:
        return Forbidden() if action in ACTIONS and not relation.locked_out else Hidden()
    knows = any(_roles(subject, opening, relation, stage) is not None for opening in openings)
    return Forbidden() if knows else Hidden()


def owes_factor(subject: Subject | None, action: str) -> bool:
    """Whether *subject* has to set up a second factor before *action*, whatever their roles."""
    return subject is not None and subject.factor_owed and action not in _TABLE.second_factor.before


def roles_for(action: str) -> frozenset[Role]:
    """The roles that may issue *action*, each within its own reach."""
    return frozenset(pair.role for pair in _PAIRS[action] if pair.role is not None)


def bodies_acting(subject: Subject, action: str) -> frozenset[BodyId]:
    """The bodies for which *subject* holds a role to which the table gives *action*: only for those do they act."""
    roles = {pair.role for pair in _PAIRS.get(action, ())}
    return frozenset(grant.body for grant in subject.grants if grant.role in roles and grant.body is not None)


def forums_served(subject: Subject) -> frozenset[BodyId]:
    """The bodies for which *subject* holds a role that reads what an appeal with that body is about."""
    return frozenset(one.body for one in subject.grants if one.role in _FOR_A_FORUM and one.body is not None)


def scope_of(subject: Subject, action: str) -> Scope | None:
    """What the list *action* may show *subject*; None when the subject may not ask for the list at all.

    What they may open only for the body that examines an appeal is in no list but that of appeals.
    """
    if not isinstance(decide_access(subject, action), Allowed):
        return None
    scope = Scope(locked_out=subject.account)
    for pair in _PAIRS[_TABLE.lists[action]]:
        for grant in subject.grants:
            if grant.role is pair.role:
                scope = _widened(scope, pair, grant, subject)
    if _TABLE.lists[action] in {"report.read", "report.read-paper"}:
        desks = {grant.body for grant in subject.grants if grant.role in DESK and grant.body is not None}
        return msgspec.structs.replace(scope, desks=frozenset(desks))
    return scope


def _widened(scope: Scope, pair: _Pair, grant: Grant, subject: Subject) -> Scope:
    match pair.relation:
        case "own-body" if grant.body is not None:
            return msgspec.structs.replace(scope, bodies=scope.bodies | {grant.body})
        case "own-body" if grant.role is Role.AUDITOR:
            return msgspec.structs.replace(scope, everything=True)
        case "assigned":
            return msgspec.structs.replace(scope, assigned_to=subject.account)
        case "appeal-handler":
            return msgspec.structs.replace(scope, appeals_of=subject.account)
        case "own":
            own = {each for each in (subject.party, grant.body) if each is not None}
            return msgspec.structs.replace(scope, respondents=scope.respondents | own)
        case "consulted" if grant.body is not None:
            return msgspec.structs.replace(scope, consulted=scope.consulted | {grant.body})
        case "reporter":
            return msgspec.structs.replace(scope, report=subject.report)
        case _:
            return scope


def _roles(subject: Subject | None, action: str, relation: Relation, stage: Stage) -> frozenset[Role] | None:
    """The roles through which the table allows it (none for what everyone may do), or None when it does not."""
    if relation.locked_out:
        return None
    found: set[Role] = set()
    allowed = False
    for pair in _PAIRS.get(action, ()):
        if pair.stage not in {None, stage}:
            continue
        if pair.role is None:
            allowed |= pair.public or (subject is not None and subject.report is None)
            continue
        for grant in subject.grants if subject else ():
            if grant.role is pair.role and _stands(grant, pair.relation, relation):
                found.add(grant.role)
    return frozenset(found) if found or allowed else None


def _stands(grant: Grant, needed: str, relation: Relation) -> bool:
    match needed:
        case "own":
            return relation.own
        case "reporter":
            return relation.reporter
        case "assigned":
            return relation.assigned
        case "appeal-handler":
            return relation.appeal_handler
        case "forum":
            return grant.body is not None and grant.body in relation.forums
        case "own-body":
            return grant.covers(relation.bodies)
        case "keeper":
            return grant.body is not None and grant.body == relation.keeper
        case "consulted":
            return grant.body in relation.consulted
        case _:
            return True
