"""The stream of a paper follows from what it is for, so that two people who begin the same paper meet in one."""

from uuid import UUID, uuid5

from domain.identity import PaperId

_PAPERS = UUID("2f6f0e0b-7d43-5b1e-9c55-0c8e6a4f1d21")


def paper_id(matter: UUID, template: str, ordinal: int) -> PaperId:
    """Id of the paper of that kind that is the *ordinal*-th of the matter, from 1."""
    return PaperId(uuid5(_PAPERS, f"{matter} {template} {ordinal}"))
