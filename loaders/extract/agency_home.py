"""Names as a document's own: its province goes without saying, and a bare "Ban Chỉ đạo" is the one that speaks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from loaders.extract import agencies, dates
from ontology import authority
from ontology.model import Metadata

_BARE = frozenset({"Ban Chỉ đạo", "Ban Chỉ huy", "Ban Quản lý", "Hội đồng", "Tổ công tác", "Ủy ban", "Trung tâm"})

_OF_THE_COMMUNES = frozenset({"Ủy ban nhân dân cấp xã", "Hội đồng nhân dân cấp xã"})
_TWO_LEVELS = date(2025, 7, 1)  # from then on there are no districts and townships


def naming(metadata: Metadata) -> Callable[[str], str]:
    """What a document calls an agency, as the name by which it is known there.

    In a document of Quảng Trị "Sở Nội vụ tỉnh Quảng Trị" is "Sở Nội vụ", "Công an tỉnh Sơn La" stays; in one
    of 2023 "Ủy ban nhân dân cấp xã" are those of "các xã, phường, thị trấn".
    """
    home = metadata.place
    full = {name.casefold(): name for line in metadata.addressees for name in agencies.listed(line.value)}
    issuer = metadata.issuer.value if metadata.issuer else ""

    day = dates.earliest_day(metadata.date.value) if metadata.date else None
    communes = None if day is not None and day >= _TWO_LEVELS else "các xã, phường, thị trấn"

    @cache
    def named(name: str) -> str:
        if communes and name in _OF_THE_COMMUNES:
            return name.replace("cấp xã", communes)
        if name == "Địa phương":
            return "Các địa phương"
        if name in _BARE and issuer.startswith(f"{name} "):
            name = issuer
        name = full.get(f"{name} trực thuộc trung ương".casefold(), name)
        return authority.without_home(name, home) if home else name

    return named
