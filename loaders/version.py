"""What reads a file: a store reads again what an earlier version has read."""

from __future__ import annotations

EXTRACTOR_VERSION = "2"
