"""Actors that are not accounts. Fixed ids, so that the log names them the same way for ever."""

from uuid import UUID

from domain.identity import ActorId

SYSTEM = ActorId(UUID("00000000-0000-4000-8000-000000000001"))
"""A rule of the program acted, and is named as the one that did."""

LOCAL_OPERATOR = ActorId(UUID("00000000-0000-4000-8000-000000000002"))
"""Whoever runs the command line on the machine that holds the data."""

PUBLIC = ActorId(UUID("00000000-0000-4000-8000-000000000003"))
"""A member of the public without account, with or without a reporter's code."""
