"""Casework: each command of every stream with its access, its neighbours and its consequences in other streams."""
