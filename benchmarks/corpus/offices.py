"""Agencies of a made corpus: those of the whole country, and the same offices in each of some provinces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ontology import iri
from ontology.authority import LocalBody, Place, agency_slug, look_up, registry, with_place
from ontology.namespaces import ORG, RDF, RDFS, SKOS, VB

FIRST_YEAR, LAST_YEAR = 2011, 2024  # no province of these years began or ended in them
DOCUMENTS_A_PROVINCE = 1500  # a larger corpus covers more provinces, each as busy as before

MINISTRIES = ("Bộ Nội vụ", "Bộ Tài chính", "Bộ Công an", "Bộ Y tế", "Bộ Tư pháp", "Bộ Công Thương", "Bộ Xây dựng")
DEPARTMENTS = (
    "Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính", "Sở Công Thương", "Sở Xây dựng", "Sở Y tế", "Sở Khoa học và Công nghệ",
    "Sở Giáo dục và Đào tạo", "Sở Ngoại vụ", "Sở Văn hóa, Thể thao và Du lịch",
)  # fmt: skip
EVERYBODY = "Các cơ quan, đơn vị, địa phương"


@dataclass(frozen=True)
class Office:
    """An agency; `lines` tell of it as every file does that names it, each without the name of its graph."""

    name: str
    slug: str
    symbol: str
    place: Place | None = None
    group: bool = False

    @cached_property
    def iri(self) -> str:
        return iri.agency(self.slug)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        kind = VB.AgencyGroup if self.group else ORG.Organization
        found = [
            f"<{self.iri}> <{RDF.type}> <{kind}>",
            f'<{self.iri}> <{RDFS.label}> "{self.name}"@vi',
            f'<{self.iri}> <{SKOS.prefLabel}> "{self.name}"@vi',
        ]
        if self.group:
            found.append(f"<{self.iri}> <{ORG.classification}> <{iri.agency_kind(self.name)}>")
        if self.place is not None and self.place.since is not None:
            found.append(f"<{self.iri}> <{VB.place}> <{iri.place(self.place.name, self.place.since.year)}>")
        return tuple(found)


def office(name: str, place: Place | None = None) -> Office:
    """The agency of this name, in that province where it is one of a province."""
    known = look_up(name)
    symbols = getattr(known, "symbols", ())
    return Office(
        name=with_place(name, None, place) if place else name,
        slug=agency_slug(name, place),
        symbol=symbols[0] if symbols else "",
        place=place if isinstance(known, LocalBody) or place else None,
        group=name == EVERYBODY,
    )


@dataclass(frozen=True)
class Province:
    """One province with its committee, council, departments, and all its bodies addressed together."""

    place: Place

    @cached_property
    def committee(self) -> Office:
        return office("Ủy ban nhân dân", self.place)

    @cached_property
    def council(self) -> Office:
        return office("Hội đồng nhân dân", self.place)

    @cached_property
    def departments(self) -> tuple[Office, ...]:
        return tuple(office(name, self.place) for name in DEPARTMENTS)

    @cached_property
    def everybody(self) -> Office:
        return office(EVERYBODY, self.place)


def provinces(documents: int) -> tuple[Province, ...]:
    """The provinces of a corpus of that many documents, four at least."""
    found = [each for each in registry().places if _lasting(each)]
    return tuple(Province(each) for each in found[: max(4, documents // DOCUMENTS_A_PROVINCE)])


def _lasting(place: Place) -> bool:
    first, last = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
    return place.since is not None and place.since < first and (place.until is None or place.until > last)
