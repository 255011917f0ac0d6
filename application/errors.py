"""What can go wrong between a person's request and the log. ``interfaces.problems`` is the one table that answers them."""

from typing import Any
from uuid import UUID

from domain.recorded import Recorded


class ApplicationError(Exception):
    """Carries fields, never prose for people; each subclass has a stable ``code``."""

    code = "defect"


class NotAuthorised(ApplicationError):
    """The actor may know of the thing but may not issue this command on it."""

    code = "not-authorised"

    def __init__(self, action: str) -> None:
        self.action = action
        super().__init__(action)


class NotFound(ApplicationError):
    """The thing does not exist, or does not exist for this actor: one answer for both."""

    code = "not-found"


class ConcurrentChange(ApplicationError):
    """A stream is no longer at the version on which the command was decided.

    ``meanwhile`` are the events that the person has not seen, where they may be told of them.
    """

    code = "changed-meanwhile"

    def __init__(self, stream: UUID, expected: int, actual: int) -> None:
        self.stream, self.expected, self.actual = stream, expected, actual
        self.meanwhile: tuple[Recorded[Any], ...] = ()
        super().__init__(f"{stream}: expected version {expected}, found {actual}")


class PressRefused(ApplicationError):
    """A paper cannot be printed: ``fonts-missing``, ``characters-missing`` or ``press-warned``; ``about`` says which."""

    code = "press-refused"

    def __init__(self, why: str, about: tuple[str, ...]) -> None:
        self.code = why
        self.about = about
        super().__init__(f"{why}: {', '.join(about)}")


class KeyReused(ApplicationError):
    """The idempotency key was used before by the same actor for another request."""

    code = "idempotency-key-reused"


class StoreUnavailable(ApplicationError):
    """The database did not answer in time. Nothing is known to be stored; repeat with the same idempotency key."""

    code = "store-unavailable"


class ReadModelsBehind(ApplicationError):
    """A list has not come as far as the reader asked for, though everything is recorded. Ask again a little later."""

    code = "list-behind"


class Erased(NotFound):
    """The thing was there and its subject's key has been destroyed: nobody can read it again."""

    code = "erased"


class SealBroken(ApplicationError):
    """A ciphertext was changed or moved from another row. A defect or an attack, never a user's mistake."""

    code = "seal-broken"

    def __init__(self, table: str, field: str) -> None:
        self.table, self.field = table, field
        super().__init__(f"{table}.{field}")


class KeyFileRefused(ApplicationError):
    """The root key file cannot be trusted or read. ``reason`` says why; see ``application.adapters.keys``."""

    code = "key-file-refused"

    def __init__(self, *, path: str, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}")


class WrongRootKey(ApplicationError):
    """The store was written under another root key than the one in the key file."""

    code = "wrong-root-key"


class ContentRefused(ApplicationError):
    """A document cannot be kept as it is: ``reason`` is ``too-large`` (over 20 MiB) or ``media-type``."""

    code = "document-refused"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class NotAuthenticated(ApplicationError):
    """No session or token, or one that has ended. One answer, whatever the cause."""

    code = "not-authenticated"


class CredentialsWrong(ApplicationError):
    """Unknown account, wrong password, disabled account: one answer, after the same work."""

    code = "credentials-wrong"


class SecondFactorMissing(ApplicationError):
    """The password was right and the account has a second factor: a code is needed too."""

    code = "second-factor-missing"


class SecondFactorWrong(ApplicationError):
    """The password was right and the code was not: of another time, used before, or no code of this account."""

    code = "second-factor-wrong"


class SecondFactorRefused(ApplicationError):
    """It cannot be done as the second factor stands: ``second-factor-on``, ``-off``, ``-not-begun`` or ``-own-first``."""

    def __init__(self, why: str) -> None:
        self.code = why
        super().__init__(why)


class SecondFactorRequired(ApplicationError):
    """A role of the subject requires a second factor, and the account has none: it is set up before anything else."""

    code = "second-factor-required"


class ReasonMissing(ApplicationError):
    """What somebody does to another's account needs a reason, of 500 characters at most."""

    code = "reason-missing"


class ReporterCodeWrong(ApplicationError):
    """No report has this code: one answer, after the same work."""

    code = "reporter-code-wrong"


class TooManyRequests(ApplicationError):
    """A limit is used up, or the slow hashes have no place in the queue. ``retry_after`` is in whole seconds, at least 1."""

    code = "too-many-requests"

    def __init__(self, retry_after: int) -> None:
        self.retry_after = max(1, retry_after)
        super().__init__(str(self.retry_after))


class PasswordRefused(ApplicationError):
    """A new password cannot be used: ``reason`` is ``too-short``, ``too-long``, ``too-plain`` or ``differs`` (typed twice, unlike)."""

    code = "password-refused"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class AccountNameTaken(ApplicationError):
    """Another account has that name."""

    code = "account-name-taken"


class GrantRefused(ApplicationError):
    """A role cannot be granted so: ``reason`` is ``body-missing`` or ``dates-reversed``."""

    code = "grant-refused"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)
