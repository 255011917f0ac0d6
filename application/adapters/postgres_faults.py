"""Why the embedded database cannot be used, each with a stable code. ``about`` fills the sentence shown to people."""

from application.errors import ApplicationError


class DatabaseFault(ApplicationError):
    """The embedded database cannot be started or reached. Nothing stored is touched by any of these."""

    code = "database-fault"

    def __init__(self, *about: str) -> None:
        self.about = about
        super().__init__(*about)


class BinariesMissing(DatabaseFault):
    """No PostgreSQL program was found. ``about``: where it was looked for."""

    code = "database-programs-missing"


class VersionDiffers(DatabaseFault):
    """The data folder was made by another major version. ``about``: that version, the versions at hand."""

    code = "database-version-differs"


class FolderNotOurs(DatabaseFault):
    """The data folder belongs to another user of the machine. ``about``: the folder."""

    code = "data-folder-not-ours"


class StartedElsewhere(DatabaseFault):
    """A PostgreSQL that was not started by Wenze runs on the data folder. ``about``: the folder, its process id."""

    code = "database-started-elsewhere"


class DidNotStart(DatabaseFault):
    """The server ended while starting. ``about``: the file that holds its own words."""

    code = "database-did-not-start"


class StillBusy(DatabaseFault):
    """Another command holds the data folder and its database did not answer in time. ``about``: the folder."""

    code = "database-still-busy"


class InUse(DatabaseFault):
    """The folder cannot be erased while a database runs on it. ``about``: the folder."""

    code = "database-in-use"


class Replaced(DatabaseFault):
    """The database of the folder was erased or replaced under a service that used it. ``about``: the folder."""

    code = "database-replaced"
