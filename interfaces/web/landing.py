"""Where somebody begins: the public start, or the first page of their own roles."""

from collections.abc import Collection

from application.access import Role, Subject, owes_factor

PUBLIC_START = "/"
ACCOUNT = "/account"
"""The page of one's own account, where a second factor is set up."""
OWN_START = "/home"
"""Leads whoever is signed in to their own start and everybody else to the public one: for pages that do not know who asks."""


def landing(roles: Collection[Role]) -> str:
    """Where somebody with these roles begins."""
    held = frozenset(roles)
    if Role.RESPONDENT in held:
        return "/own"
    if held <= {Role.ADMINISTRATOR}:
        return "/administration"
    if held <= {Role.INTAKE, Role.CUSTODIAN}:
        return "/inbox"
    return "/today"


def start_of(subject: Subject | None, *, unknown: bool = False) -> str:
    """Where *subject* begins. *unknown*: there may be a session that was not looked up."""
    if subject is not None and owes_factor(subject, "work.read"):
        return ACCOUNT
    if subject is not None:
        return landing({grant.role for grant in subject.grants})
    return OWN_START if unknown else PUBLIC_START
