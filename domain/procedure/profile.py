"""One procedure profile: its rules with their sources, its periods and numbers, its ways of review."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from domain.calendar.period import Period
from domain.procedure.basis import Source
from domain.procedure.execution import Execution, Ground
from domain.procedure.impediment import Impediment
from domain.procedure.lifting import Lifting
from domain.procedure.restoration import Restorable
from domain.procedure.track import Track, TrackUse


class Label(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Our own short words, both languages."""

    zh: str
    en: str


class RuleText(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """What a refusal says, in every profile alike: the sentence and the remedy. ``source`` is a source code of the profile.

    ``fact`` is the fact of the rulebooks that the rule asks for, where it asks for one; ``act`` the command by which the
    remedy is done, where it is another one (``proceeding.serve-notice``).
    """

    source: str
    zh: str
    en: str
    remedy_zh: str
    remedy_en: str
    fact: str | None = None
    act: str | None = None


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule of procedure as one profile holds it."""

    code: str
    applies: bool
    source: Source
    zh: str
    en: str
    remedy_zh: str
    remedy_en: str
    fact: str | None = None
    act: str | None = None


class PeriodSetting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A length of time, written ``6m``, ``5wd``, ``30d``."""

    value: str
    source: Source

    def __post_init__(self) -> None:
        Period.parse(self.value)

    @property
    def period(self) -> Period:
        """The length, for ``domain.calendar.deadline``."""
        return Period.parse(self.value)


class NumberSetting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A count of persons; at least 1."""

    value: int
    source: Source

    def __post_init__(self) -> None:
        if self.value < 1:
            raise ValueError("a number of persons is at least 1")


class KindsSetting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Kinds of evidence, by code; at least one."""

    value: tuple[str, ...]
    source: Source

    def __post_init__(self) -> None:
        if not self.value:
            raise ValueError("a setting of kinds names at least one")


class Settings(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """Every number of the procedure.

    ``decision_period`` runs from the filing of the case to the decision, ``decision_cap`` is the longest it may become,
    ``statement_period`` runs from service of the notice, ``service_period`` from the decision. ``minimum_officers`` holds
    for checkers, investigators and those who take a piece of evidence; ``fetched_kinds`` are the only kinds of evidence that
    a system can fetch without them; ``quorum`` holds for voters in the collective discussion.
    None: the profile knows no such period.
    """

    decision_period: PeriodSetting
    decision_cap: PeriodSetting
    statement_period: PeriodSetting
    minimum_officers: NumberSetting
    fetched_kinds: KindsSetting
    quorum: NumberSetting
    appeal_handlers: NumberSetting
    service_period: PeriodSetting | None = None
    triage_period: PeriodSetting | None = None
    pay_change_period: PeriodSetting | None = None
    pay_change_cap: PeriodSetting | None = None
    report_period: PeriodSetting | None = None


class NoTrack(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """For whom the text opens no way of review at all, and the question that this leaves."""

    subject: str
    question: str
    label: Label
    source: Source


class Consent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """These measures need the consent of the body that stands in this relation to the respondent."""

    measures: tuple[str, ...]
    of: str


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """The procedure for one kind of respondent and measure. ``subjects`` are ``organ`` and ``person``.

    ``periods`` are the measures that bind for a time, each with the deadline rule that says how long, ``liftings`` how that
    time ends. A profile without them knows neither: none is made up.
    """

    code: str
    label: Label
    decided_by: Label
    subjects: tuple[str, ...]
    rules: Mapping[str, Rule]
    sources: Mapping[str, Source]
    settings: Settings
    tracks: tuple[tuple[TrackUse, Track], ...]
    no_tracks: tuple[NoTrack, ...] = ()
    executions: tuple[Execution, ...] = ()
    consents: tuple[Consent, ...] = ()
    grounds: tuple[Ground, ...] = ()
    restorations: tuple[Restorable, ...] = ()
    impediments: tuple[Impediment, ...] = ()
    periods: Mapping[str, str] = msgspec.field(default_factory=dict)
    liftings: tuple[Lifting, ...] = ()

    def lifting_on(self, day: date) -> Lifting | None:
        """How a sanction is lifted whose period ends on *day*; None where no text on file says so."""
        return next((one for one in self.liftings if one.holds_on(day)), None)

    def needs(self, measure: str, need: str) -> bool:
        """Whether *measure* is incomplete without *need* (``acceptance``, ``scope``, ``due-date``, ``rectification`` ...)."""
        return any(measure in one.measures and need in one.needs for one in self.executions)

    def consents_for(self, measures: tuple[str, ...]) -> tuple[str, ...]:
        """The relations of the bodies whose consent one of *measures* needs, each once."""
        return tuple(dict.fromkeys(one.of for one in self.consents if set(one.measures) & set(measures)))

    def fact_of(self, rule: str) -> str | None:
        """The fact that *rule* asks for; None when it asks for none."""
        known = self.rules.get(rule)
        return known.fact if known else None

    def ground(self, code: str, result: str) -> Ground | None:
        """The ground called *code* if a review may give it for *result*, else None."""
        return next((ground for ground in self.grounds if ground.code == code and result in ground.results), None)

    def impediment(self, code: str, subject: str) -> Impediment | None:
        """The impediment called *code* if a respondent of that kind (``organ``, ``person``) can have it, else None."""
        return next((one for one in self.impediments if one.code == code and subject in one.subjects), None)

    def applies(self, rule: str) -> bool:
        """Whether *rule* binds here. A rule that the data does not know binds: silence switches nothing off."""
        known = self.rules.get(rule)
        return known is None or known.applies

    def tracks_for(
        self, subject: str, measures: tuple[str, ...], decided_on: date
    ) -> tuple[tuple[TrackUse, Track], ...]:
        """Ways of review open against a decision of *decided_on* with *measures*, with how sure each is."""
        return tuple(
            (use, track) for use, track in self.tracks if use.covers(subject, measures) and track.is_open_on(decided_on)
        )

    def track(self, code: str) -> Track | None:
        """The track called *code*, or None when this profile does not open it to anybody."""
        return next((track for _, track in self.tracks if track.code == code), None)


class _Override(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a profile changes about one rule."""

    applies: bool = True
    source: Source | None = None


class _File(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    code: str
    label: Label
    decided_by: Label
    subjects: tuple[str, ...]
    sources: dict[str, Source]
    settings: Settings
    tracks: tuple[TrackUse, ...] = ()
    no_track: tuple[NoTrack, ...] = ()
    execution: tuple[Execution, ...] = ()
    consents: tuple[Consent, ...] = ()
    periods: dict[str, str] = msgspec.field(default_factory=dict)
    liftings: tuple[Lifting, ...] = ()
    rules: dict[str, _Override] = msgspec.field(default_factory=dict)


RECORD = "record"
"""The source code of rules that keep the record true (dates, identities, nothing twice). No profile switches them off."""


def parse_rules(files: Iterable[bytes]) -> dict[str, RuleText]:
    """The wording of the rules, from one TOML file per stream.

    Raises:
        msgspec.ValidationError: a field is missing, unknown or of the wrong kind.
        ValueError: a rule is given twice.
    """
    texts: dict[str, RuleText] = {}
    for data in files:
        for code, text in msgspec.toml.decode(data, type=dict[str, RuleText]).items():
            if code in texts:
                raise ValueError(f"rule {code} is given twice")
            texts[code] = text
    return texts


def parse_tracks(data: bytes) -> dict[str, Track]:
    """The ways of review, by code. Raises msgspec.ValidationError."""
    return {track.code: track for track in msgspec.toml.decode(data, type=dict[str, tuple[Track, ...]])["tracks"]}


def parse(
    data: bytes,
    texts: Mapping[str, RuleText],
    tracks: Mapping[str, Track],
    grounds: tuple[Ground, ...] = (),
    restorations: tuple[Restorable, ...] = (),
    impediments: tuple[Impediment, ...] = (),
) -> Profile:
    """The profile in *data*, completed with what the profiles share.

    That is the wording, the tracks, the grounds of review, the restorations and the impediments to carrying out.

    Raises:
        msgspec.ValidationError: a field is missing, unknown or of the wrong kind.
        ValueError: a rule without source, an unknown rule or track, or a rule of record switched off.
    """
    file = msgspec.toml.decode(data, type=_File)
    for code in file.rules:
        if code not in texts:
            raise ValueError(f"{file.code} changes a rule that nobody knows: {code}")
    for use in file.tracks:
        if use.track not in tracks:
            raise ValueError(f"{file.code} opens a track that nobody knows: {use.track}")
    for code, source in ((one.code, one.source) for one in grounds):
        _named(file, source, code)
    for code, source in ((one.code, one.source) for one in impediments):
        _named(file, source, code)
    for code, source in ((one.kind, one.source) for one in restorations):
        _named(file, source, code)
    return Profile(
        code=file.code,
        label=file.label,
        decided_by=file.decided_by,
        subjects=file.subjects,
        sources=file.sources,
        settings=file.settings,
        tracks=tuple((use, tracks[use.track]) for use in file.tracks),
        no_tracks=file.no_track,
        executions=file.execution,
        consents=file.consents,
        grounds=grounds,
        restorations=restorations,
        impediments=impediments,
        periods=file.periods,
        liftings=file.liftings,
        rules={code: _rule(file, code, text) for code, text in texts.items()},
    )


def _named(file: _File, source: str, code: str) -> None:
    if source not in file.sources:
        raise ValueError(f"{file.code} names no source {source} for {code}")


def _rule(file: _File, code: str, text: RuleText) -> Rule:
    override = file.rules.get(code, _Override())
    if text.source == RECORD and not override.applies:
        raise ValueError(f"{file.code} switches off a rule of record: {code}")
    source = override.source or file.sources.get(text.source)
    if source is None:
        raise ValueError(f"{file.code} names no source {text.source} for {code}")
    return Rule(
        code=code,
        applies=override.applies,
        source=source,
        zh=text.zh,
        en=text.en,
        remedy_zh=text.remedy_zh,
        remedy_en=text.remedy_en,
        fact=text.fact,
        act=text.act,
    )
