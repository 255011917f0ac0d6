"""Casework: each command of the four streams with its access, its neighbours and its consequences in other streams."""
