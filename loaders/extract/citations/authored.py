"""Who issued a document and when, where the sentence says so in front of it.

"Ngày 16/6/2025, Quốc hội đã thông qua Luật …", "kết luận của Bộ Chính trị tại Thông báo số …".
"""

from __future__ import annotations

from dataclasses import replace

from loaders.extract import agencies, dates
from loaders.extract.citations.mentions import Mention
from loaders.extract.patterns import compiled
from ontology.authority import Place
from ontology.document_number import DocumentNumber, Regime

REACH = 200  # characters in front of the mention
ISSUED = compiled(
    r"\s(?:(?:đã\s+)?(?:có|ban hành|ký ban hành|ký|thông qua|phê duyệt|gửi|trình|tiếp tục ban hành)|(?:nêu\s+)?tại)"
    r"\s+(?:các\s+)?$"
)
ON = compiled(r"(?:^|[^\p{L}])ngày\s+" + dates.DATE + r"\s*,?\s*$")
JOINT = compiled(r"^\s*(?:,|và)\s*$")


def completed(words: str, mention: Mention, place: Place | None) -> Mention:
    """The mention with the date and issuer that stand in front of it, where it has none of its own."""
    if mention.date and mention.issuer and not mention.issuer_inferred:
        return mention
    left = words[max(0, mention.begins - REACH) : mention.begins]
    issued = ISSUED.search(left[-32:])
    if issued is None:
        return mention
    stop = len(left) - len(left[-32:]) + issued.start()
    named = _agencies(left[:stop])
    if not named:
        return mention
    if mention.date is None and (on := ON.search(left[: named[0].start])) and (day := dates.of_match(on.groups())):
        mention = replace(mention, date=day, date_inferred=True)
    if mention.issuer is None or (mention.issuer_inferred and _of_party(mention)):
        names = [agencies.issuer(left[a.start : a.end], place) or a.name for a in named]
        mention = replace(mention, issuer=", ".join(names), issuer_inferred=False)
    return mention


def _agencies(left: str) -> list[agencies.AgencyMention]:
    """The agencies that the words end with, joined by commas or "và"."""
    chain: list[agencies.AgencyMention] = []
    stop = len(left.rstrip())
    for agency in reversed(agencies.find(left)):
        if agency.end != stop and not (chain and JOINT.match(left[agency.end : stop])):
            break
        chain.insert(0, agency)
        stop = agency.start
    return chain


def _of_party(mention: Mention) -> bool:
    """A Party symbol names the whole committee, whichever of its bodies signed."""
    number = DocumentNumber.find(mention.number or "")
    return number is not None and number.regime is Regime.PARTY
