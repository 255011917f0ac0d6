"""Duties (公开与共享义务): what an organ has to publish, keep current or provide, and what was observed of it."""
