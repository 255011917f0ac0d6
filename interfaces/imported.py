"""What an import came to: counts that add up, and every row that needs a person's eye."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from application.casework.lead_import import Filed, Planned
from application.casework.publication_import import Taken
from application.imports.reading import Fault, Reading
from application.register_import import Entered
from interfaces.import_faults import of_row


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """``rows`` = ``created`` + ``unchanged`` + ``refused``. In a preview the counts are what an import would give.

    ``duplicates`` counts likely duplicates, and ``questions`` unknown organs, among the created.
    """

    reading: Reading
    preview: bool = False
    none_kept: bool = False
    planned: tuple[Planned, ...] = ()
    created_rows: tuple[Planned, ...] = ()
    late_faults: tuple[Fault, ...] = ()

    def with_nothing_kept(self) -> "Result":
        """All rows refused because one was."""
        return msgspec.structs.replace(self, none_kept=True)

    def with_plan(self, planned: Sequence[Planned]) -> "Result":
        """What would be created."""
        new = tuple(row for row in planned if row.new)
        return msgspec.structs.replace(self, planned=tuple(planned), created_rows=new)

    def with_filed(self, filed: Sequence[Filed]) -> "Result":
        """What was created."""
        return msgspec.structs.replace(
            self,
            planned=tuple(each.planned for each in filed),
            created_rows=tuple(each.planned for each in filed if each.created),
            late_faults=tuple(each.fault for each in filed if each.fault is not None),
        )

    @property
    def rows(self) -> int:
        """All rows that are not blank."""
        return self.reading.rows

    @property
    def created(self) -> int:
        """Rows that became leads."""
        return len(self.created_rows)

    @property
    def refused(self) -> int:
        """Rows that cannot be taken."""
        if self.none_kept:
            return self.rows
        return self.rows - len(self.reading.records) + len(self.late_faults)

    @property
    def unchanged(self) -> int:
        """Rows that were leads already."""
        return self.rows - self.created - self.refused

    @property
    def duplicates(self) -> int:
        """Likely duplicates among the created."""
        return sum(row.like is not None for row in self.created_rows)

    @property
    def questions(self) -> int:
        """Created leads whose organ the register does not know."""
        return sum(row.organ is None for row in self.created_rows)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault of every row."""
        return self.reading.faults + self.late_faults

    def shown(self) -> "LeadsImported":
        """What a person or program is told."""
        return LeadsImported(
            rows=self.rows,
            created=self.created,
            unchanged=self.unchanged,
            refused=self.refused,
            duplicates=self.duplicates,
            questions=self.questions,
            preview=self.preview,
            faults=tuple(map(_shown, self.faults)),
            unread_sheets=self.reading.ignored_sheets,
            likely_duplicates=tuple(
                LikelyDuplicate(line=row.lead.line, of=row.like, of_line=row.like_line)
                for row in self.created_rows
                if row.like is not None
            ),
            leads=tuple(map(_planned, self.planned)) if self.preview else (),
        )


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """What every import counts. ``whole``: one refused row refuses all, so that none is kept."""

    reading: Reading
    preview: bool = False
    whole: bool = False

    @property
    def late_faults(self) -> tuple[Fault, ...]:
        """What stood against rows that could be read."""
        return ()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault of every row."""
        return self.reading.faults + self.late_faults

    @property
    def none_kept(self) -> bool:
        """Whether good rows were refused with the bad ones."""
        return self.whole and bool(self.faults)

    @property
    def rows(self) -> int:
        """All rows that are not blank."""
        return self.reading.rows


class RegisterResult(Counted, frozen=True, kw_only=True):
    """``rows`` = ``created`` + ``unchanged`` + ``refused``; ``corrected`` are among the created.

    ``entered`` is None when the rows themselves already settled that.
    """

    entered: Entered | None = None

    @property
    def late_faults(self) -> tuple[Fault, ...]:
        """What stood against rows that could be read."""
        return self.entered.faults if self.entered else ()

    @property
    def refused(self) -> int:
        """Rows that cannot be taken."""
        return self.rows if self.none_kept else len({(fault.sheet, fault.line) for fault in self.faults})

    @property
    def created(self) -> int:
        """Rows that made an entry."""
        return self.entered.created if self.entered and not self.none_kept else 0

    @property
    def unchanged(self) -> int:
        """Rows that the register had already."""
        return self.rows - self.created - self.refused

    def shown(self) -> "EntriesImported":
        """What a person or program is told."""
        return EntriesImported(
            rows=self.rows,
            created=self.created,
            unchanged=self.unchanged,
            refused=self.refused,
            corrected=self.entered.corrected if self.entered and not self.none_kept else 0,
            preview=self.preview,
            faults=tuple(map(_shown, self.faults)),
            unread_sheets=self.reading.ignored_sheets,
            namesakes=self.entered.namesakes if self.entered else (),
        )


class PublicationsResult(Counted, frozen=True, kw_only=True):
    """``rows`` = ``created`` + ``unchanged`` + ``refused``.

    ``taken`` is None when the rows themselves already settled that.
    """

    taken: Taken | None = None

    @property
    def late_faults(self) -> tuple[Fault, ...]:
        """What stood against rows that could be read."""
        return self.taken.faults if self.taken else ()

    @property
    def created(self) -> int:
        """Rows that said something new."""
        return self.taken.created if self.taken and not self.none_kept else 0

    @property
    def unchanged(self) -> int:
        """Rows that said nothing new."""
        return self.taken.unchanged if self.taken and not self.none_kept else 0

    @property
    def refused(self) -> int:
        """Rows that cannot be taken."""
        return self.rows - self.created - self.unchanged

    def shown(self) -> "PublicationsImported":
        """What a person or program is told."""
        return PublicationsImported(
            rows=self.rows,
            created=self.created,
            unchanged=self.unchanged,
            refused=self.refused,
            breaches=self.taken.breaches if self.taken else 0,
            matters=self.taken.matters if self.taken else (),
            preview=self.preview,
            faults=tuple(map(_shown, self.faults)),
            unread_sheets=self.reading.ignored_sheets,
        )


class FaultShown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why a row is refused: the place in the file, what stands there, and in ``zh`` and ``en`` what to do."""

    line: int
    column: str
    value: str
    code: str
    zh: str
    en: str
    sheet: str = ""


class LikelyDuplicate(msgspec.Struct, frozen=True, kw_only=True):
    """A created lead that seems to be about the same as another; ``of_line`` when that one is in the same file."""

    line: int
    of: UUID
    of_line: int | None


class LeadShown(msgspec.Struct, frozen=True, kw_only=True):
    """What a row would become."""

    line: int
    id: UUID
    new: bool
    organ: UUID | None
    organ_named: str
    problem: str | None
    like: UUID | None


class LeadsImported(msgspec.Struct, frozen=True, kw_only=True):
    """``rows`` = ``created`` + ``unchanged`` + ``refused``; ``duplicates`` and ``questions`` are among the created.

    ``unread_sheets`` are the sheets without the headings: of their rows nothing was read, and none is counted.
    """

    rows: int
    created: int
    unchanged: int
    refused: int
    duplicates: int
    questions: int
    preview: bool
    faults: tuple[FaultShown, ...]
    likely_duplicates: tuple[LikelyDuplicate, ...]
    leads: tuple[LeadShown, ...] = ()
    unread_sheets: tuple[str, ...] = ()


class EntriesImported(msgspec.Struct, frozen=True, kw_only=True):
    """``rows`` = ``created`` + ``unchanged`` + ``refused``; ``namesakes`` are lines for somebody to check.

    ``unread_sheets`` as for leads.
    """

    rows: int
    created: int
    unchanged: int
    refused: int
    corrected: int
    preview: bool
    faults: tuple[FaultShown, ...]
    namesakes: tuple[int, ...]
    unread_sheets: tuple[str, ...] = ()


class PublicationsImported(msgspec.Struct, frozen=True, kw_only=True):
    """``rows`` = ``created`` + ``unchanged`` + ``refused``; ``breaches`` stand now in the duties ``matters``.

    ``unread_sheets`` as for leads.
    """

    rows: int
    created: int
    unchanged: int
    refused: int
    breaches: int
    matters: tuple[UUID, ...]
    preview: bool
    faults: tuple[FaultShown, ...]
    unread_sheets: tuple[str, ...] = ()


def _shown(fault: Fault) -> FaultShown:
    said = of_row(fault)
    return FaultShown(
        line=fault.line,
        column=fault.column,
        value=fault.value,
        code=fault.code,
        zh=said.zh,
        en=said.en,
        sheet=fault.sheet,
    )


def _planned(row: Planned) -> LeadShown:
    return LeadShown(
        line=row.lead.line,
        id=row.lead.id,
        new=row.new,
        organ=row.organ,
        organ_named=row.lead.organ,
        problem=row.lead.problem,
        like=row.like,
    )
