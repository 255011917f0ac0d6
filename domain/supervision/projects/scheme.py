"""The kinds of project as data: gates, reports and findings, each with the provision that a breach offends."""

from enum import StrEnum

import msgspec

from domain.rulebook.labels import Label


class Milestone(StrEnum):
    """What is on record of a project: what others said of it, and what was done."""

    OPINION = "opinion"
    EX_ANTE_EVALUATION = "ex-ante-evaluation"
    APPROVAL = "approval"
    FUNDING = "funding"
    COMPLETION_REPORT = "completion-report"
    EX_POST_EVALUATION = "ex-post-evaluation"
    ACCEPTANCE = "acceptance"
    USE = "use"
    OPERATIONAL_EVALUATION = "operational-evaluation"
    OPERATION_FUNDING = "operation-funding"


class Gate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A step and what must be on record, favourable, by its day. ``provision`` None: the text attaches money, not a breach."""

    step: Milestone
    needs: tuple[Milestone, ...]
    consequence: Label
    provision: str | None = None


class Recurring(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A report that comes due again and again under a rule of fixed days."""

    rule: str
    provision: str


class Finding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that a check may find, and the provision that it offends unless it was approved."""

    code: str
    label: Label
    provision: str


class ProjectKind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of project."""

    code: str
    label: Label
    instrument: str
    gates: tuple[Gate, ...] = ()
    report: Recurring | None = None
    findings: tuple[Finding, ...] = ()

    def finding(self, code: str) -> Finding | None:
        """The finding called *code*."""
        return next((one for one in self.findings if one.code == code), None)


class ProjectScheme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All kinds."""

    kinds: tuple[ProjectKind, ...]

    def kind(self, code: str) -> ProjectKind | None:
        """The kind called *code*."""
        return next((kind for kind in self.kinds if kind.code == code), None)
