"""What a respondent was given of the evidence, to be able to answer."""

from datetime import date
from enum import StrEnum

import msgspec

from domain.cases.events import EvidenceKind
from domain.document import DocumentRef
from domain.identity import EvidenceId
from domain.recorded import Event


class WithholdingGround(StrEnum):
    """Why an item is not shown to the respondent. The words are ours: no instrument lists them."""

    OF_STATE = "state-secret"
    OF_WORK = "work-secret"
    OF_TRADE = "trade-secret"
    PRIVACY = "personal-privacy"
    PROTECTION = "protects-others"  # says of nobody whether they reported, testified or neither


class ShownItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An item that the respondent may read, as it lay in the case's file."""

    evidence: EvidenceId
    kind: EvidenceKind
    document: DocumentRef


class WithheldItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An item that the respondent is told of by its ground alone: what kind it is could tell whose it is."""

    evidence: EvidenceId
    ground: WithholdingGround


class MaterialDisclosed(Event, frozen=True, kw_only=True, tag="proceeding.material-disclosed.v1"):
    """Evidence was opened to the respondent, or withheld on a ground. It adds to what was disclosed before."""

    shown: tuple[ShownItem, ...]
    withheld: tuple[WithheldItem, ...]
    disclosed_on: date
