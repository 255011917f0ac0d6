"""A digest of rows that does not depend on their order: a server may give the same rows back in another one."""

import hashlib

_MODULUS = 1 << 256


class RowSum:
    """Sum of the SHA-256 of each line of ``COPY`` text. Equal for the same rows, any of them more than once included."""

    def __init__(self) -> None:
        self._sum = 0
        self._rest = b""
        self.rows = 0

    def add(self, block: bytes) -> None:
        """Take the next piece of the text; it may end within a line."""
        *lines, self._rest = (self._rest + block).split(b"\n")
        for line in lines:
            self._sum += int.from_bytes(hashlib.sha256(line).digest())
        self.rows += len(lines)

    def hexdigest(self) -> str:
        """64 hexadecimal digits. A last line without its end is not counted: ``COPY`` ends every line."""
        return f"{self._sum % _MODULUS:064x}"
