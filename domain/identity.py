"""Identifiers. All are UUIDs; the names keep one from being passed for another."""

from typing import NewType
from uuid import UUID

ReportId = NewType("ReportId", UUID)
CaseId = NewType("CaseId", UUID)
ProceedingId = NewType("ProceedingId", UUID)
AppealId = NewType("AppealId", UUID)
PaperId = NewType("PaperId", UUID)

ActorId = NewType("ActorId", UUID)
"""An account that acts: staff, respondent, the named local operator."""

PartyId = NewType("PartyId", UUID)
"""A person in the party register. The register, never an event, knows the name."""

OrganId = NewType("OrganId", UUID)
"""An organ (机关) in the organ register."""

BodyId = NewType("BodyId", UUID)
"""An organ acting as deciding or reviewing authority; the same UUID as its ``OrganId``."""

PostId = NewType("PostId", UUID)
"""A post (职务) in the register of posts."""

EvidenceId = NewType("EvidenceId", UUID)
AllegationId = NewType("AllegationId", UUID)
RecusalId = NewType("RecusalId", UUID)
PointId = NewType("PointId", UUID)
AmendmentId = NewType("AmendmentId", UUID)
DocumentId = NewType("DocumentId", UUID)

ItemId = NewType("ItemId", UUID)
"""Something that a duty is about: an item to publish, a column, an interface."""
