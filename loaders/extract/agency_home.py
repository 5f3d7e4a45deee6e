"""Names as a document's own: its province goes without saying, and a bare "Ban Chỉ đạo" is the one that speaks."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from loaders.extract import agencies
from ontology import authority
from ontology.model import Metadata

_BARE = frozenset({"Ban Chỉ đạo", "Ban Chỉ huy", "Ban Quản lý", "Hội đồng", "Tổ công tác", "Ủy ban", "Trung tâm"})


def naming(metadata: Metadata) -> Callable[[str], str]:
    """What a document calls an agency, as the name by which it is known there.

    In a document of Quảng Trị "Sở Nội vụ tỉnh Quảng Trị" is "Sở Nội vụ", "Công an tỉnh Sơn La" stays.
    """
    home = metadata.place
    full = {name.casefold(): name for line in metadata.addressees for name in agencies.listed(line.value)}
    issuer = metadata.issuer.value if metadata.issuer else ""

    @cache
    def named(name: str) -> str:
        if name in _BARE and issuer.startswith(f"{name} "):
            name = issuer
        name = full.get(f"{name} trực thuộc trung ương".casefold(), name)
        return authority.without_home(name, home) if home else name

    return named
