"""A small record for papers: a case, one track, invented throughout."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid5

from application.adapters.profile_files import other_laws, packaged_profiles
from application.adapters.rulebook_files import packaged
from application.adapters.template_files import packaged_words
from domain.appeals.events import AppealFiled
from domain.cases.events import AllegationFramed, EvidenceEntered, EvidenceKind, FindingMade, FindingStatus
from domain.document import DocumentRef
from domain.identity import (
    ActorId,
    AllegationId,
    BodyId,
    CaseId,
    DocumentId,
    EvidenceId,
    OrganId,
    PartyId,
    ProceedingId,
)
from domain.papers.filling import Material, Standing
from domain.papers.law import LawWords
from domain.papers.wording import Sheeted, Wording
from domain.procedure.profile import Label
from domain.proceedings.events import Deliberated, MeasureTaken, Outcome, ProceedingOpened, Subject
from domain.recorded import Event, Recorded
from domain.rulebook.law_names import LawNames

CASE, TRACK = UUID(int=0xCA), UUID(int=0x7A)
BODY, ORGAN, PERSON = BodyId(UUID(int=0xB0)), OrganId(UUID(int=0xB1)), PartyId(UUID(int=0xF0))
ALLEGATION, ITEM = AllegationId(UUID(int=0xA0)), EvidenceId(UUID(int=0xE0))
OFFICERS = (ActorId(UUID(int=1)), ActorId(UUID(int=2)))
DAY = date(2012, 6, 1)
TEXTS = UUID(int=0xD0)


def text(words: str) -> DocumentRef:
    return DocumentRef(id=DocumentId(uuid5(TEXTS, words)), sha256="0" * 64)


SAID = {text(words).id: words for words in ("窗口不收件。", "登记为证。", "我方的说明。", "纪要")}

OPENED = ProceedingOpened(
    case=CaseId(CASE), subject=Subject.PERSON, organ=ORGAN, person=PERSON, profile="P-QYF", opened_on=DAY
)
FRAMED = AllegationFramed(
    allegation=ALLEGATION,
    ground="application-handling",
    organ=ORGAN,
    conduct_from=date(2012, 3, 5),
    conduct_to=date(2012, 3, 30),
    description=text("窗口不收件。"),
)
ENTERED = EvidenceEntered(
    evidence=ITEM, kind=EvidenceKind.DOCUMENT, document=text("登记为证。"), collected_on=DAY, officers=OFFICERS
)
FOUND = FindingMade(
    allegation=ALLEGATION,
    fact="application-not-accepted",
    status=FindingStatus.ESTABLISHED,
    evidence=(ITEM,),
    found_on=DAY,
    reasons=text("登记为证。"),
)


APPEALED = AppealFiled(
    case=CaseId(CASE),
    proceeding=ProceedingId(TRACK),
    decision="某责决〔2012〕1号",
    decided_by=BODY,
    track="T3",
    step="first",
    forum=BODY,
    filed_on=DAY,
    grounds=text("我方的说明。"),
    in_time=None,
)


def deliberated(*measures: str) -> Deliberated:
    return Deliberated(
        present=OFFICERS,
        voting=OFFICERS,
        recused=(),
        quorum=2,
        minutes=text("纪要"),
        deliberated_on=DAY,
        outcome=Outcome.MEASURES,
        measures=tuple(MeasureTaken(measure=measure) for measure in measures),
    )


def recorded(**streams: tuple[Event, ...]) -> tuple[Recorded[Any], ...]:
    ids = {"case": CASE, "track": TRACK}
    return tuple(
        Recorded(
            stream=ids[name],
            version=version,
            event=event,
            event_id=UUID(int=version),
            actor=OFFICERS[0],
            recorded_at=datetime(2012, 6, 1, tzinfo=UTC),
            correlation=UUID(int=9),
        )
        for name, events in streams.items()
        for version, event in enumerate(events, 1)
    )


def material(
    events: tuple[Recorded[Any], ...],
    *,
    texts: Mapping[Any, str] = SAID,
    files: Mapping[UUID, Sheeted | None] | None = None,
    subject: str = "person",
) -> Material:
    book = packaged().editions("qingyuan-fault-liability")[-1]
    names = {ORGAN: "某局（虚构）", PERSON: "某甲（虚构）", BODY: "某市人民政府（虚构）"}
    return Material(
        recorded=events,
        standing={
            "respondent": Standing(words=Label(zh="某甲（虚构）", en="Mr A (invented)")),
            "organ": Standing(words=Label(zh="某局（虚构）", en="Bureau (invented)")),
            "handling": Standing(words=Label(zh="处分", en="sanction")),
            "step": Standing(words=Label(zh="申诉", en="appeal")),
        },
        wording=Wording(
            names=names,
            evidence={ITEM: 1},
            law=LawWords(book=book, names=LawNames(packaged().rulebooks, other_laws()), subject=subject),
            words=packaged_words(),
            text_of=lambda document: texts.get(document.id),
            files=files or {},
        ),
        profile=packaged_profiles()["P-QYF"],
        subject=subject,
        issuer="某市人民政府（虚构）",
    )
