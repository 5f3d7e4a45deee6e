"""The registry of agencies in W3C ORG: bodies, kinds of local bodies, groups, places, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ontology import authority, iri, turtle
from ontology.authority import Body, Change, Group, LocalBody, Place, registry
from ontology.namespaces import DCTERMS, ORG, RDFS, SKOS, VB
from ontology.schemes import labels

_MADE = "Made from data/agencies.toml by `python -m ontology.build`: change that file, not this one."
_CATEGORIES = {
    "state": ("cơ quan trung ương", "central state body"),
    "party": ("cơ quan của Đảng", "Party body"),
    "ministry": ("bộ, cơ quan ngang bộ", "ministry"),
    "agency": ("cơ quan, đơn vị trung ương", "central agency"),
    "mass": ("tổ chức chính trị - xã hội, hội", "mass organisation"),
    "authority": ("chính quyền địa phương", "local authority"),
    "department": ("sở, cơ quan chuyên môn", "department"),
    "office": ("cơ quan, đơn vị địa phương", "local office"),
    "group": ("nhóm cơ quan", "group of agencies"),
}

Facts = list[tuple[str, Iterable[str]]]


def agencies_ttl() -> str:
    """data/agencies.ttl."""
    return turtle.document(_MADE, _blocks())


def _blocks() -> Iterator[str]:
    known = registry()
    scheme = labels("Loại cơ quan", "Kinds of agencies")
    yield turtle.block(iri.scheme("agency-kinds"), [SKOS.ConceptScheme], scheme)
    used = [body.kind for body in known.bodies] + [body.kind for body in known.local_bodies]
    yield from (_category(kind) for kind in dict.fromkeys((*used, "group")))
    yield from (_body(body) for body in known.bodies)
    yield from (_local_kind(body) for body in known.local_bodies)
    yield from (_group_kind(group) for group in known.groups)
    yield from (_national_group(group) for group in known.groups if group.national)
    yield from (_place(place) for place in known.places)
    yield from _organisations_of_places()
    yield from _events()


def _category(kind: str) -> str:
    vi, en = _CATEGORIES[kind]
    return turtle.block(
        iri.agency_kind(f"category {kind}"),
        [SKOS.Concept],
        [*labels(vi, en), (SKOS.inScheme, [turtle.name(iri.scheme("agency-kinds"))])],
    )


def _body(body: Body) -> str:
    return turtle.block(
        _agency(body.name, None),
        [ORG.Organization],
        [
            *_named(body),
            (ORG.classification, [turtle.name(iri.agency_kind(f"category {body.kind}"))]),
            (ORG.changedBy, [turtle.name(_event(change)) for change in _changes_of(body.name, None)]),
        ],
    )


def _local_kind(body: LocalBody) -> str:
    changes = _changes_of(body.name, None)
    return turtle.block(
        iri.agency_kind(body.name),
        [SKOS.Concept],
        [
            *_named(body),
            (SKOS.inScheme, [turtle.name(iri.scheme("agency-kinds"))]),
            (SKOS.broader, [turtle.name(iri.agency_kind(f"category {body.kind}"))]),
            (DCTERMS.isReplacedBy, [turtle.name(iri.agency_kind(change.after)) for change in changes]),
            (SKOS.historyNote, [turtle.words(_history(change), "vi") for change in changes]),
        ],
    )


def _group_kind(group: Group) -> str:
    return turtle.block(
        iri.agency_kind(group.name),
        [SKOS.Concept],
        [
            *labels(group.name, group.en),
            (SKOS.inScheme, [turtle.name(iri.scheme("agency-kinds"))]),
            (SKOS.broader, [turtle.name(iri.agency_kind("category group"))]),
            (SKOS.altLabel, [turtle.words(alias, "vi") for alias in group.aliases]),
            (SKOS.narrower, [turtle.name(iri.agency_kind(m.name)) for m in _members(group, LocalBody)]),
            *_period(group.since, group.until),
        ],
    )


def _national_group(group: Group) -> str:
    """The group itself, the same wherever it is addressed."""
    return turtle.block(
        _agency(group.name, None),
        [VB.AgencyGroup],
        [
            *labels(group.name, group.en),
            (ORG.classification, [turtle.name(iri.agency_kind(group.name))]),
            (ORG.hasMember, [turtle.name(_agency(member.name, None)) for member in _members(group, Body)]),
        ],
    )


def _members(group: Group, of: type[Body] | type[LocalBody]) -> list[Body | LocalBody]:
    return [member for member in authority.members(group) if isinstance(member, of)]


def _place(place: Place) -> str:
    successors = [turtle.name(iri.place(place.merged_into))] if place.merged_into else []
    return turtle.block(
        iri.place(place.id),
        [VB.Place],
        [
            (RDFS.label, [turtle.words(_capital(place.label), "vi"), turtle.words(place.english, "en")]),
            (VB.level, [turtle.plain(place.type)]),
            *_period(place.since, place.until),
            (DCTERMS.isReplacedBy, successors),
        ],
    )


def _organisations_of_places() -> Iterator[str]:
    """The agencies of single places that the registry knows a change of."""
    local = [change for change in registry().changes if change.place]
    named = dict.fromkeys((name, change.place) for change in local for name in (change.before, change.after))
    for name, place_id in named:
        place = next(place for place in registry().places if place.id == place_id)
        body = authority.look_up(name)
        assert isinstance(body, LocalBody)
        written = [turtle.words(authority.full_name(body, place) or name, "vi")]
        english = [turtle.words(f"{body.en} of {place.english}", "en")]
        changes = [turtle.name(_event(change)) for change in _changes_of(name, place_id)]
        yield turtle.block(
            _agency(name, place),
            [ORG.Organization],
            [
                (RDFS.label, written + english),
                (SKOS.prefLabel, written + english),
                (ORG.classification, [turtle.name(iri.agency_kind(name))]),
                (VB.place, [turtle.name(iri.place(place.id))]),
                (ORG.changedBy, changes),
            ],
        )


def _events() -> Iterator[str]:
    """One event for each new agency, with all those that went into it."""
    changes = [change for change in registry().changes if _concrete(change)]
    for event in dict.fromkeys(map(_event, changes)):
        parts = [change for change in changes if _event(change) == event]
        first = parts[0]
        before = [turtle.name(_side(change, change.before)) for change in parts]
        vi = f"{'; '.join(change.before for change in parts)} → {first.after}"
        yield turtle.block(
            event,
            [ORG.ChangeEvent],
            [
                (RDFS.label, [turtle.words(vi, "vi"), turtle.words(f"Change: {vi}", "en")]),
                (ORG.originalOrganization, before),
                (ORG.resultingOrganization, [turtle.name(_side(first, first.after))]),
                (DCTERMS.date, [turtle.day(first.date)]),
                (DCTERMS.source, [turtle.words(first.source, "vi")]),
                (SKOS.note, [turtle.words(first.note, "en")] if first.note else []),
            ],
        )


def _named(body: Body | LocalBody) -> Facts:
    aliases = [turtle.words(alias, "vi") for alias in body.aliases if alias != body.name]
    return [
        *labels(body.name, body.en),
        (SKOS.altLabel, aliases),
        (VB.symbol, [turtle.plain(symbol) for symbol in body.symbols]),
        *_period(body.since, body.until),
    ]


def _period(since: date | None, until: date | None) -> Facts:
    return [
        (VB.validFrom, [turtle.day(since)] if since else []),
        (VB.validUntil, [turtle.day(until)] if until else []),
    ]


def _changes_of(name: str, place: str | None) -> list[Change]:
    return [change for change in registry().changes if change.before == name and change.place == place]


def _concrete(change: Change) -> bool:
    """Whether single agencies change, and not a kind of them in every place."""
    return change.place is not None or isinstance(authority.look_up(change.before), Body)


def _event(change: Change) -> str:
    return iri.change(change.date.isoformat(), change.after, *([change.place] if change.place else []))


def _side(change: Change, name: str) -> str:
    place = next((place for place in registry().places if place.id == change.place), None)
    return _agency(name, place)


def _agency(name: str, place: Place | None) -> str:
    return iri.agency(authority.agency_slug(name, place))


def _history(change: Change) -> str:
    return f"Từ {change.date:%d/%m/%Y} là {change.after} ({change.source})."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
