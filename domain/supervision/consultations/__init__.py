"""Consultations (信息发布协调): before a release that concerns another organ, that organ is asked, and silence counts."""
