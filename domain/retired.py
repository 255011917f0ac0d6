"""Event types that are no longer written, each with the pure function to the type that took its place.

A type comes here when it leaves its union: old rows keep their name and bytes for ever, and are read as what they mean
today. The function sees the old event only; what was not recorded stays ``None``, never a guess.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from domain.recorded import Event

Upcast = Callable[[Any], Event]

RETIRED: Mapping[type[Event], Upcast] = MappingProxyType({})
"""Retired type to the function that brings its events up to date, one step; steps follow each other."""
