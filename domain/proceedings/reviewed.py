"""What a review leaves in the state: its marks, and what was held against the respondent when it was made."""

from domain.proceedings.events import FileReviewed
from domain.proceedings.state import Proceeding, Review


def as_reviewed(event: FileReviewed, proceeding: Proceeding) -> Review:
    """The review of the file as it stood."""
    marks = (
        ("facts", event.facts),
        ("evidence", event.evidence),
        ("qualification", event.qualification),
        ("procedure", event.procedure),
        ("handling", event.handling),
        ("competence", event.competence),
    )
    return Review(
        reviewers=event.reviewers,
        marks=marks,
        opinion=event.opinion,
        report=event.report,
        role=proceeding.role.code if proceeding.role is not None else None,
        held=proceeding.held,
    )
