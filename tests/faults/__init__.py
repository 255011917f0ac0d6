"""Faults on purpose: cut connections, killed servers, held locks. Short by default, whole campaigns with --long."""
