"""What can happen, and what the law says about it.

Imports msgspec and the standard library, nothing else: no clock, no row, no file, no random value. A decision is
``(state, command, setting) -> events or refusal``. This package re-exports nothing.
"""
