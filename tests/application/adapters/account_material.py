"""Passwords, a body and a role for tests of accounts."""

from datetime import date
from uuid import UUID

from application.access import Role
from application.accounts import NewGrant
from domain.identity import BodyId

PASSWORD = "四面荷花三面柳，一城山色半城湖 ok"
OTHER_PASSWORD = "correct horse battery staple"
BODY = BodyId(UUID(int=0xB0))
DECIDER = NewGrant(role=Role.DECIDER, body=BODY)
ALWAYS = date(2000, 1, 1)
