"""Supervision instruments (监督手段): each keeps its own steps, and each breach that it finds may become a lead."""
