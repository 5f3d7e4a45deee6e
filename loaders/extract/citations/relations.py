"""What a sentence says of a document that it mentions, decided by the verb that governs the mention.

Mentions inside the title of another document belong to that document ("A sửa đổi B" inside a list of legal
bases says A amends B). The others are governed by the nearest verb to their left in the sentence, seen through
lists ("X; Y và Z") and through the substance of a document ("các nhiệm vụ được giao tại X"); a word that only
points ("theo X", "tại X") makes a plain citation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from loaders.extract.citations import acts, nesting
from loaders.extract.citations.governing import MASK, Trigger, key, lexicon, sentence_bounds
from loaders.extract.citations.mentions import PROVISION, Mention
from loaders.extract.patterns import compiled, whole

ASKING = frozenset({"Tờ trình", "Báo cáo", "Công văn", "Văn bản"})
NEAR_WORDS = 14  # a verb farther to the left than this governs something else
NEAR_ACT_WORDS = 9
BRACKET = compiled(r"\([^()]*\)")
FUNDING = compiled(r"kinh phí|nguồn (?:vốn|kinh)")
PURPOSE = compiled(r"(?:^|[^\p{L}])(?:để|nhằm|mà|phục vụ)\s+(?:\p{L}+\s+){0,2}$")
LISTED_ONLY = compiled(
    r"^[\s,;:.–\-“”\"\x01]*(?:(?:và|cùng|cùng với|hoặc|các|những|số|nói chung và)[\s,;:–\-“”\"]*){0,3}$"
)
AUDIENCE = compiled(
    r"(?:đến|cho|tới|trong)\s+(?:toàn thể|toàn bộ|từng|đội ngũ|tất cả|các tầng lớp)?\s*(?:cán bộ"
    r"|công chức|đảng viên|người dân|nhân dân|viên chức|hội viên|đoàn viên)"
)
CALLED = compiled(r"(?:sau đây|dưới đây)?\s*(?:gọi|viết)\s+(?:chung |tắt )?là\s*[:“\"]?\s*$")
EXPIRES, EXPIRES_REACH = compiled(r"^[^;.]{0,400}?hết hiệu lực"), 420
REACH = 4000  # characters of an endless sentence that are read for each mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one mention's sentence says; `source` is the index of the mention that acts, None for this document."""

    relation: str
    specific: str | None = None
    source: int | None = None
    trigger: str | None = None
    rule: str = "none"
    confidence: float = 0.7
    start: int = 0
    end: int = 0
    also: tuple[tuple[int, str], ...] = ()  # (acting mention, relation) besides


class Reader:
    """Reads the relations of all mentions in one stretch of text.

    `context` are the words that a list hangs on ("Căn cứ các văn bản sau:"), "" where the stretch stands alone.
    """

    def __init__(self, words: str, mentions: list[Mention], context: str = "") -> None:
        self.words = words
        self.mentions = mentions
        self.context = context
        self.for_people = AUDIENCE.search(words) is not None
        self.lexicon = lexicon()
        self.parents, self.twins = nesting.find(words, mentions)
        self.masked = self._mask()
        self.readings: list[Reading] = []

    def read(self) -> list[Reading]:
        for i in range(len(self.mentions)):
            start, end = sentence_bounds(self.words, self.masked, self.mentions[i].start)
            near = max(start, self.mentions[i].begins - REACH)
            reading = self._nested(i) if self.parents[i] is not None else self._governed(i, near)
            self.readings.append(replace(reading, start=start, end=end))
        return self.readings

    def _mask(self) -> str:
        chars = list(self.words)
        for mention in self.mentions:
            stop = mention.about[1] if mention.about else mention.end
            chars[mention.begins : max(stop, mention.end)] = MASK * (max(stop, mention.end) - mention.begins)
        return "".join(chars)

    # --- inside another document's title -------------------------------------------------------------

    def _nested(self, i: int) -> Reading:
        if i in self.twins:
            return self.readings[self.twins[i]]
        parent = self.parents[i] or 0
        holder = self.mentions[parent]
        if holder.number is not None and holder.number == self.mentions[i].number:
            return self.readings[parent]  # named twice; no document acts on itself
        start = holder.about[0] if holder.about and holder.about[0] <= self.mentions[i].start else holder.end
        before = i - 1
        if before != parent and self.parents[before] == parent:
            if LISTED_ONLY.match(self.words[self.mentions[before].end : self.mentions[i].begins]):
                return self.readings[before]
            start = self.mentions[before].end
        gap = self._without_provision(self.words[start : self.mentions[i].begins])
        triggers = self.lexicon.triggers(gap)
        if not triggers:
            return Reading(relation="cites", source=parent, rule="in-title", confidence=0.75)
        last = triggers[-1]
        after = gap[last.end :]
        points = self.lexicon.pointing_end.search(after + " ") is not None
        if points and len(after.split()) > NEAR_ACT_WORDS:
            return Reading(relation="cites", source=parent, rule="in-title", confidence=0.75)
        return Reading(
            relation=last.relation,
            specific=last.specific,
            source=parent,
            trigger=last.words,
            rule="in-title",
            confidence=0.9 if points else 0.93,
        )

    # --- governed by this document's own sentence ------------------------------------------------------

    def _governed(self, i: int, sentence: int) -> Reading:
        mention = self.mentions[i]
        left = self._without_provision(self.masked[sentence : mention.begins])
        hung = sentence == 0 and bool(self.context)
        previous = self._previous(i, sentence)
        if previous is not None:
            related = self._related_to_previous(i, previous)
            if related is not None:
                return related
        if hung and LISTED_ONLY.match(left):
            act = acts.heading(self.lexicon.triggers(self.context), self.context)
            if act is not None:
                return Reading(relation=act.relation, trigger=act.words, rule="list-head", confidence=0.9)
            left = self.context + " "
        return self._by_words(i, left, sentence)

    def _previous(self, i: int, sentence: int) -> int | None:
        """The nearest mention before it in the sentence that stands in no title and in no closed bracket."""
        closed = False
        for j in range(i - 1, -1, -1):
            if self.mentions[j].start < sentence:
                return None
            if self.parents[j] is not None:
                continue
            between = self.masked[self.mentions[j].end : self.mentions[i].begins]
            closed = ")" in between and "(" not in between[: between.index(")")]
            if not closed:
                return j
        return None

    def _related_to_previous(self, i: int, previous: int) -> Reading | None:
        a, b = self.mentions[previous], self.mentions[i]
        stop = max(a.about[1] if a.about else a.end, a.end)
        gap = BRACKET.sub(" ", self.masked[stop : b.begins]) if stop <= b.begins else ""
        near = self.words[self.mentions[i - 1].end : b.begins]
        passive = self.lexicon.passive_end.search(self._without_provision(near))
        if passive:
            return self._passive(i - 1, passive.group(1))
        if CALLED.search(gap) and "(" in gap:
            return self.readings[previous]
        if LISTED_ONLY.match(gap[gap.rfind(";") + 1 :]):
            inherited = self.readings[previous]
            if inherited.rule == "passive" and ";" not in gap:
                return self._passive(self._acted_on(previous), inherited.trigger or "")
            return replace(
                inherited,
                also=(),
                confidence=max(0.7, round(inherited.confidence - 0.02, 2)),
                rule=inherited.rule if inherited.rule.startswith("list") else f"list-{inherited.rule}",
            )
        return None

    def _passive(self, previous: int, words: str) -> Reading:
        """ "A được sửa đổi bởi B": B acts on A; this document only cites B."""
        relation = self.lexicon.passive.get(key(words), "amends")
        acted = self.readings[previous]
        self.readings[previous] = replace(acted, also=(*acted.also, (len(self.readings), relation)))
        return Reading(relation="cites", trigger=words, rule="passive", confidence=0.88)

    def _acted_on(self, acting: int) -> int:
        """The mention that the acting one is said to have changed: "A được sửa đổi bởi B, C"."""
        return next(i for i, r in enumerate(self.readings) if any(j == acting for j, _ in r.also))

    def _without_provision(self, left: str) -> str:
        """The words before a mention without "khoản 2 Điều 5" right in front of it."""
        match = PROVISION.search(left)
        return left[: match.start(1)] if match else left

    def _by_words(self, i: int, left: str, sentence: int) -> Reading:
        triggers = self.lexicon.triggers(left)
        clause = left[left.rfind(";") + 1 :].lstrip()
        asked = self.mentions[i].type in ASKING and self.lexicon.asking.search(clause)
        if (asked or self.lexicon.proposing.match(clause)) and not (triggers and triggers[-1].relation == "basedOn"):
            return Reading(relation="proposedBy", trigger=" ".join(left.split()[:3]), rule="proposing", confidence=0.95)
        after = self.words[self.mentions[i].end :][:EXPIRES_REACH]
        if not triggers and "hết hiệu lực" in after.lower() and EXPIRES.match(after):
            return Reading(relation="repeals", trigger="hết hiệu lực", rule="expires", confidence=0.85)
        by_rule = self.lexicon.by_rule_end.search(left)
        head = self._speaking(triggers, left, sentence)
        if by_rule:
            return Reading(relation="cites", trigger=by_rule.group(1), rule="pointing", confidence=0.95)
        through = self._substance_before(left)
        seen = self._through_substance(left, through, head) if through is not None else None
        if seen is not None:
            return seen
        act = acts.opening(triggers, left)
        if act is not None:
            return Reading(relation=act.relation, trigger=act.words, rule="opening-act", confidence=0.85)
        pointing = self.lexicon.pointing_end.search(left)
        if pointing and not (triggers and triggers[-1].specific == "concretizes"):
            return Reading(relation="cites", trigger=pointing.group(1), rule="pointing", confidence=0.93)
        return self._of_previous(i, sentence, triggers, self._nearest(left, triggers, head))

    def _of_previous(self, i: int, sentence: int, triggers: list[Trigger], reading: Reading) -> Reading:
        """In "Căn cứ A hướng dẫn B" the act is A's: a document never acts through its own legal bases."""
        if reading.relation not in acts.NAMES or triggers[0].relation != "basedOn":
            return reading
        previous = self._previous(i, sentence)
        if previous is None:
            return replace(reading, relation="basedOn", specific=None, confidence=0.7)
        return replace(reading, source=previous, confidence=0.8)

    def _speaking(self, triggers: list[Trigger], left: str, sentence: int) -> bool:
        """Whether the sentence, or the item that it elaborates, is about informing people."""
        if triggers and self._orders(triggers[0]):
            return False
        if triggers and triggers[0].relation == "disseminates" and (triggers[0].start <= 40 or AUDIENCE.search(left)):
            return not PURPOSE.search(left[: triggers[-1].start])
        here = self.masked[sentence:]
        if sentence and self.lexicon.elaborating.match(here):
            first = self.lexicon.triggers(self.masked[:sentence])
            return bool(first) and first[0].relation == "disseminates" and first[0].start <= 40
        return False

    def _orders(self, trigger: Trigger) -> bool:
        """ "Quán triệt, triển khai X" orders X to be carried out, unless it is to be made known to people."""
        return "triển khai" in trigger.words.casefold() and not self.for_people

    def _substance_before(self, left: str) -> int | None:
        """Where "các nhiệm vụ, giải pháp" begin when they lead up to the mention."""
        found = None
        for match in self.lexicon.substance.finditer(left):
            tail = left[match.end() :]
            if (
                whole(left, match.start(), match.end())
                and self.lexicon.substance_tail.match(tail)
                and not FUNDING.search(tail)
            ):
                found = match.start()
        return found

    def _through_substance(self, left: str, at: int, head: bool) -> Reading | None:
        """ "thực hiện các nhiệm vụ được giao tại X" carries out X."""
        triggers = [
            t for t in self.lexicon.triggers(left[:at]) if t.relation in ("implements", "disseminates", "basedOn")
        ]
        if not triggers:
            return None
        gap = left[triggers[-1].end : at]
        gap = gap[-30:] if self.lexicon.elaborating_end.search(gap) else gap
        if len(gap.split()) > NEAR_WORDS or ";" in gap:
            return None
        last = triggers[-1]
        relation = "disseminates" if head and last.relation == "implements" else last.relation
        return Reading(
            relation=relation,
            specific=last.specific if relation == last.relation else None,
            trigger=last.words,
            rule="substance",
            confidence=0.86,
        )

    def _nearest(self, left: str, triggers: list[Trigger], head: bool) -> Reading:
        near = [t for t in triggers if self._governs(t, left)]
        if not near:
            if head:
                return Reading(
                    relation="disseminates",
                    trigger=triggers[0].words if triggers else None,
                    rule="informing",
                    confidence=0.8,
                )
            bare = LISTED_ONLY.match(left) is not None
            return Reading(relation="cites", rule="bare" if bare else "none", confidence=0.9 if bare else 0.75)
        last = near[-1]
        gap = len(left[last.end :].split())
        relation, specific = last.relation, last.specific
        if acts.only_wished(last, left):
            return Reading(relation="cites", trigger=last.words, rule="wish", confidence=0.8)
        informing = [t for t in triggers if t.relation == "disseminates" and t.end <= last.start]
        activity = self.lexicon.activity_end.search(left[: last.start]) is not None
        if relation == "implements" and (
            head or (informing and activity) or (activity and INFORMING.search(left) is not None)
        ):
            relation, specific = "disseminates", None
        elif relation == "disseminates" and self._orders(last):
            relation = "implements"
        return Reading(
            relation=relation,
            specific=specific,
            trigger=last.words,
            rule="governing",
            confidence=0.95 if gap <= 4 else 0.88,
        )

    def _governs(self, trigger: Trigger, left: str) -> bool:
        gap = left[trigger.end :]
        limit = NEAR_ACT_WORDS if trigger.relation in acts.NAMES else NEAR_WORDS
        if trigger.relation == "basedOn":
            return True
        if trigger.specific == "concretizes":
            return ";" not in gap and len(gap.replace(MASK, " ").split()) <= 3 * NEAR_WORDS
        return ";" not in gap and len(gap.replace(MASK, " ").split()) <= limit


INFORMING = compiled(r"(?:thông tin|cập nhật|phản ánh|đưa tin|đăng tải|truyền thông|tuyên truyền)")
