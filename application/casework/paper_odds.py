"""What a paper names, against what the record says: for whoever signs it, and for the step that goes on with it."""

from collections.abc import Callable, Iterable
from typing import Any

from application.casework.advice import advise
from application.casework.around import Around
from application.casework.dossier import Dossier
from application.casework.paper_material import PaperMaterial
from domain.cases.events import AllegationFramed, FindingMade
from domain.identity import ProceedingId
from domain.papers.content import Content
from domain.papers.odds import Comparison, Named, Odd, days_in, named_in, odds
from domain.papers.template import Template
from domain.papers.terms import About
from domain.papers.use import Told
from domain.recorded import Recorded, stored_name
from domain.rulebook.labels import Label

LONG = 4
"""A label of fewer characters is a word of every day too, and tells nothing of what is found."""

RESOLVED = frozenset({"proceeding.deliberated.v1", "proceeding.decision-made.v1"})
"""From here on the record has the measures; before, they are those that the law permits."""

FACTS = frozenset({"proceeding.element-found.v1", "proceeding.factor-found.v1"})


class PaperOdds:
    """Compares the words of papers with the record."""

    def __init__(self, around: Around, material: PaperMaterial) -> None:
        self._around, self._material = around, material

    async def of(self, template: Template, dossier: Dossier, content: Content) -> tuple[Odd, ...]:
        """What the drafter's own sentences in a paper to the respondent name and the record does not."""
        if (
            template.addressee is None
            or template.about not in {About.PROCEEDING, About.APPEAL}
            or dossier.track is None
        ):
            return ()
        if not any(one.slot is not None for one in content.sentences):
            return ()
        recorded = await self._material.recorded(dossier)
        rulebooks = (await self._around.catalogue()).rulebooks
        snapshot, today = await self._around.registers(), self._around.today()
        known = {*_measures(recorded), *_facts(recorded)}
        measures = _named((one.code, one.label) for book in rulebooks for one in book.measures)
        if not any(stored_name(one.event) in RESOLVED for one in recorded):
            permitted = await self._permitted(dossier)
            measures = {} if permitted is None else measures
            known |= permitted or frozenset()
        return odds(
            content,
            Comparison(
                measures=measures,
                facts=_named(
                    ((one.code, one.label) for book in rulebooks for one in book.facts),
                    wanted=lambda words: len(words) >= LONG,
                ),
                bodies={one.name: frozenset({str(one.organ)}) for one in snapshot.organs(today)},
                borne_out=frozenset(known),
            ),
        )

    async def told(self, template: Template, dossier: Dossier, content: Content) -> Told:
        """What the paper tells to be decided and to be found."""
        recorded = await self._material.recorded(dossier)
        at = {(one.stream, one.version): one.event for one in recorded}
        facts = [
            event
            for one in content.sentences
            if one.slot is None
            for source in one.sources
            if isinstance(event := at.get((source.stream, source.version)), FindingMade)
        ]
        findings = frozenset((each.allegation, each.fact) for each in facts) if facts else None
        said = [one.zh for one in content.sentences if one.slot in template.deciding]
        if not template.deciding or any(self._elsewhere(one) for one in said):
            return Told(findings=findings)
        text, rulebooks = "\n".join(said), (await self._around.catalogue()).rulebooks
        measures = _named((one.code, one.label) for book in rulebooks for one in book.measures)
        results = {code: (label.zh, label.en) for code, label in self._material.words["Said"].items()}
        track = dossier.track.state if dossier.track is not None else None
        reviewed = track.decision if track is not None and dossier.appeal is not None else None
        return Told(
            measures=tuple(measures[words] for words in sorted(named_in(text, measures))),
            results=frozenset(code for code, words in results.items() if named_in(text, words)),
            days=days_in(text),
            known=frozenset(one.measure for one in reviewed.measures) if reviewed is not None else frozenset(),
            findings=findings,
        )

    def _elsewhere(self, sentence: str) -> bool:
        """Whether the sentence only says where the words are found: in a file that is no text."""
        words = self._material.words["Reference"]
        return any(sentence.startswith(words[kind].zh.partition("{")[0]) for kind in ("file", "paper"))

    async def _permitted(self, dossier: Dossier) -> frozenset[str] | None:
        """The measures that the law permits on today's record; None where that cannot be told."""
        if dossier.file is None or dossier.track is None:
            return None
        track = dossier.track
        advice = await advise(self._around, dossier.file, ProceedingId(track.id), track.state)
        return None if advice is None else frozenset(advice.recommendation.forms.permitted)


def _named(labels: Iterable[tuple[str, Label]], *, wanted: Callable[[str], bool] = bool) -> Named:
    found: dict[str, frozenset[str]] = {}
    for code, label in labels:
        for words in filter(wanted, (label.zh, label.en)):
            found[words] = found.get(words, frozenset()) | {code}
    return found


def _measures(recorded: tuple[Recorded[Any], ...]) -> Iterable[str]:
    for one in recorded:
        yield from (taken.measure for taken in getattr(one.event, "measures", ()))


def _facts(recorded: tuple[Recorded[Any], ...]) -> Iterable[str]:
    for one in recorded:
        event = one.event
        if isinstance(event, FindingMade):
            yield event.fact
        elif isinstance(event, AllegationFramed):
            yield event.ground
        elif stored_name(event) in FACTS:
            yield event.fact if hasattr(event, "fact") else event.factor
