"""Readings for others to read: one self-contained HTML file, a fragment for a notebook."""
