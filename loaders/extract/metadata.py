"""The document's own fields from its head, its end, and the heading of its appendices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from loaders.extract import agencies, dates, head, signature, subject
from loaders.extract.patterns import compiled
from loaders.outline import Outline, Part
from ontology import authority
from ontology.document_number import DocumentNumber
from ontology.model import INFERRED, Assertion, Citation, Metadata, Task

PROVINCE = compiled(r"(?:tỉnh|thành phố|TP\.?)\s+(\p{Lu}\p{L}+(?:[\s\-]+\p{Lu}\p{L}+){0,3})", ignore_case=False)
LOUD_PROVINCE = compiled(r"(?:TỈNH|THÀNH PHỐ)\s+(\p{Lu}+(?:[\s\-]+\p{Lu}+){0,3})", ignore_case=False)
ACTS = compiled(r"^[\p{L}\s]{0,30}?\s(?:ban hành|có ý kiến|yêu cầu|quyết định|đề nghị|chỉ đạo|thông báo)")
MAILBOX = compiled(r"[A-Za-z\d_.\-]*?([a-z]{2,8})@([a-z]+)\.gov\.vn")
SITE = compiled(r"(?:@|//|www\.|\s)(?:[A-Za-z\d_\-]+\.)*([a-z]+)\.gov\.vn")


def read(outline: Outline) -> Metadata:
    """All fields of the document; what the text does not say stays None or is labelled inferred."""
    number = head.number(outline)
    kind = subject.kind(outline, number)
    day, signed_at = head.date_and_place(outline)
    heading = head.from_appendix(outline, kind.value if kind else None)
    if heading and (number is None or not number.value[0].isdigit()):
        number = heading.number if number is None or heading.number.value[0].isdigit() else number
        kind = kind or replace(heading.number, value=heading.kind, rule="appendix-kind", confidence=0.8)
    day = day or (heading.date if heading else None) or head.passed(outline)
    signed = signature.read(outline)
    place = _place(outline, signed_at, day)
    issuer = head.issuer(outline, place) or _issuer_of_end(outline, number, place)
    if issuer is None:
        issuer = _issuer_of_mailbox(outline)
    return Metadata(
        type=kind,
        number=number,
        date=day,
        issuer=issuer,
        title=subject.title(outline),
        signer=signed.signer,
        signer_position=signed.position,
        signing_authority=signed.authority,
        recipients=signature.recipients(outline),
        addressees=subject.addressees(outline),
        place=place.name if place and not _central(issuer) else None,
    )


def _registered(name: str) -> bool:
    """Whether a name is that of one known body, not of a group or of an office without its name ("Sở")."""
    bare = name.removesuffix(" tỉnh").removesuffix(" thành phố")
    return any(isinstance(authority.look_up(n), (authority.Body, authority.LocalBody)) for n in (name, bare))


def _central(issuer: Assertion | None) -> bool:
    return issuer is not None and isinstance(authority.look_up(issuer.value), authority.Body)


def _place(outline: Outline, signed_at: str | None, day: Assertion | None) -> authority.Place | None:
    """The document's province: the letterhead's, that of the date line, or the one it names most."""
    on = dates.earliest_day(day.value if day else None) or _latest_year(outline)
    letterhead = head.letterhead(outline)
    for name in [*(_loud(letterhead[0]) if letterhead else []), *([signed_at] if signed_at else [])]:
        found = authority.place(name, on)
        if found is not None:
            return found
    return _most_named(outline, on)


def _loud(words: str) -> list[str]:
    """Provinces named in capitals, longest reading first: "TỈNH QUẢNG TRỊ SỞ NỘI VỤ"."""
    names = []
    for match in LOUD_PROVINCE.finditer(words):
        tokens = match.group(1).split()
        names += [" ".join(tokens[:n]) for n in range(len(tokens), 0, -1)]
    return names


def _most_named(outline: Outline, on: date | None) -> authority.Place | None:
    counts: Counter[str] = Counter()
    for match in PROVINCE.finditer(outline.text.chars):
        tokens = match.group(1).split()
        for n in range(len(tokens), 0, -1):
            name = " ".join(tokens[:n])
            if authority.places(name):
                counts[name] += 1
                break
    for match in SITE.finditer(outline.text.chars):
        counts.update(_place_of_domain(match.group(1)))
    if not counts:
        return None
    (best, most), *rest = counts.most_common()
    if rest and rest[0][1] * 2 > most:
        return None
    return authority.place(best, on)


def _place_of_domain(domain: str) -> list[str]:
    name = head.places_run_together().get(domain)
    return [name] if name else []


def _latest_year(outline: Outline) -> date | None:
    """A day in the latest year that the text dates anything to: its own day is not before that."""
    years = [int(m.group(1)) for m in YEAR.finditer(outline.text.chars)]
    return date(max(years), 1, 1) if years else None


DAY = len("2023-05-05")
YEAR = compiled(r"/((?:19|20)\d{2})[^\d/]")


def _issuer_of_end(outline: Outline, number: Assertion | None, place: authority.Place | None) -> Assertion | None:
    """Without a letterhead: who says "… ban hành" in the opening, who signs, or whom the number's symbol names."""
    for block in outline.blocks[:25]:
        if block.part not in (Part.HEAD, Part.BASIS):
            continue
        words = outline.words(block)
        acting = next((m for m in agencies.find(words) if ACTS.match(words[m.end :]) and _registered(m.name)), None)
        name = agencies.issuer(words[acting.start : acting.end], place) if acting else None
        if acting and name:
            s, e = outline.text.source_span(block.content + acting.start, block.content + acting.end)
            return Assertion(value=name, start=s, end=e, rule="acting", confidence=0.93)
    signed = signature.read(outline).authority
    if signed and signed.value.startswith("TM."):
        first = signed.value.split(",")[0].removeprefix("TM.").strip()
        name = agencies.issuer(first, place)
        if name:
            return Assertion(value=name, start=signed.start, end=signed.end, rule="signed-for", confidence=0.9)
    parsed = DocumentNumber.find(number.value) if number else None
    name = authority.issuer_of_symbol(parsed, place) if parsed else None
    if number and name:
        return Assertion(value=name, start=number.start, end=number.end, rule="own-symbol", confidence=0.85)
    return None


def _issuer_of_mailbox(outline: Outline) -> Assertion | None:
    """The office behind the mailbox to which answers go: "vp.sct@quangtri.gov.vn"."""
    for match in MAILBOX.finditer(outline.text.chars):
        places = _place_of_domain(match.group(2))
        place = authority.place(places[0], _latest_year(outline)) if places else None
        name = authority.issuer_of_symbol(match.group(1).upper(), place) if place else None
        if name:
            s, e = outline.text.source_span(match.start(), match.end())
            because = f"hộp thư {match.group()}"
            return Assertion(
                value=name, start=s, end=e, rule="mailbox", confidence=0.7, status=INFERRED, because=because
            )
    return None


def with_inferred_date(fields: Metadata, cited: Sequence[Citation], duties: Sequence[Task]) -> Metadata:
    """An undated document lies between the latest document it cites and the first time limit it sets."""
    limits = sorted((t for t in duties if t.deadline and len(t.deadline) == DAY), key=lambda t: t.deadline or "")
    if fields.date is not None or not limits:
        return fields
    first = limits[0]
    days = [c.date for c in cited if c.date and len(c.date) == DAY and c.date <= (first.deadline or "")]
    after = max(days, default="")
    shared = next((after[:n] for n in (7, 4) if after and after[:n] == (first.deadline or "")[:n]), None)
    if shared is None:
        return fields
    because = f"sau {after} (văn bản được viện dẫn), trước {first.deadline} (thời hạn giao)"
    inferred = Assertion(
        value=shared, start=first.start, end=first.end, rule="between", confidence=0.6, status=INFERRED, because=because
    )
    return replace(fields, date=inferred)
