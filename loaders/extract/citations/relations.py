"""What a sentence says of a document that it mentions, decided by the verb that governs the mention.

Mentions inside the title of another document belong to that document ("A sửa đổi B" inside a list of legal
bases says A amends B). The others are governed by the nearest verb to their left in the sentence, seen through
lists ("X; Y và Z") and through the substance of a document ("các nhiệm vụ được giao tại X"); a word that only
points ("theo X", "tại X") makes a plain citation. A passive turns the direction ("A được sửa đổi bởi B").
"""

from __future__ import annotations

from dataclasses import replace

from loaders.extract.citations import acts, clause, expiry, nesting, provisions
from loaders.extract.citations.acts import SUBJECT
from loaders.extract.citations.clause import AUDIENCE, LISTED_ONLY, Clause
from loaders.extract.citations.governing import MASK, Sentences, lexicon
from loaders.extract.citations.kinds import same_rank
from loaders.extract.citations.mentions import Mention
from loaders.extract.citations.reading import Reading
from loaders.extract.patterns import compiled

BRACKET = compiled(r"\([^()]*\)")
LETTERED = compiled(r"(?:^|[;:,.\s])(?:\p{L}|\d{1,2})\)\s")  # "a) …; b) …" closes no bracket
CALLED = compiled(r"(?:sau đây|dưới đây)?\s*(?:gọi|viết)\s+(?:chung |tắt )?là\s*[:“\"]?\s*$")
REACH = 4000  # characters of an endless sentence that are read for each mention
HEAD = 400  # characters that hold what a sentence opens with
SUBJECT_WORDS = 12  # words between a document and the passive said of it, where no comma parts them
APPRAISAL = compiled(r"^báo cáo\s+(?:thẩm tra|thẩm định|tiếp thu|giải trình)")
APPRAISED = compiled(r"(?:thẩm định|thẩm tra)\s+(?:tại|theo)\s+(?:các\s+)?$")
ENCLOSING = compiled(r"ban hành kèm theo\s+" + SUBJECT + r"\s+$")
IN_FORCE = compiled(r"có hiệu lực[^,;]{0,80}")
NAME_IN_TITLE = 0.88  # a law or plan by name inside a title: measured on few
LEAST_SURE = 0.7  # what many documents in one list share


class Reader:
    """Reads the relations of all mentions in one stretch of text.

    `context` are the words that a list hangs on ("Căn cứ các văn bản sau:"), "" where the stretch stands alone;
    `own_kind` is the kind of this document.
    """

    def __init__(self, words: str, mentions: list[Mention], context: str = "", own_kind: str | None = None) -> None:
        self.own_kind = own_kind
        self.words = words
        self.mentions = mentions
        self.context = context
        self.for_people = AUDIENCE.search(words) is not None
        self.lexicon = lexicon()
        self.parents, self.twins = nesting.find(words, mentions)
        self.masked = self._mask()
        self.readings: list[Reading] = []
        self.passives: dict[int, tuple[int, str]] = {}  # which mention each acts on, and how

    def read(self) -> list[Reading]:
        sentences = Sentences(self.words, self.masked)
        for i in range(len(self.mentions)):
            start, end = sentences.around(self.mentions[i].start)
            near = max(start, self.mentions[i].begins - REACH)
            reading = self._passive(i, start) or (
                self._nested(i) if self.parents[i] is not None else self._governed(i, near)
            )
            if self.mentions[i].encloses:
                reading = replace(reading, also=(*reading.also, (i, "promulgates")))
            self.readings.append(replace(self._appraised(i, reading), start=start, end=end))
        return self.readings

    def _appraised(self, i: int, reading: Reading) -> Reading:
        """A report that appraises a proposal proposes nothing itself."""
        if reading.relation != "proposedBy":
            return reading
        start = self.mentions[i].start
        around = APPRAISAL.match(self.words[start : start + 40]) or APPRAISED.search(
            self.words[max(0, start - 40) : start]
        )
        return replace(reading, relation="cites", rule="appraisal", confidence=0.88) if around else reading

    def _mask(self) -> str:
        chars = list(self.words)
        for mention in self.mentions:
            stop = mention.about[1] if mention.about else mention.end
            chars[mention.begins : max(stop, mention.end)] = MASK * (max(stop, mention.end) - mention.begins)
        return "".join(chars)

    # --- what is done to the document before ------------------------------------------------------------

    def _passive(self, i: int, sentence: int) -> Reading | None:
        """ "A được sửa đổi bởi B": B acts on A; this document only cites B."""
        if not i or self.mentions[i - 1].start < sentence:
            return None
        near = self._without_provision(self.words[self.mentions[i - 1].end : self.mentions[i].begins])
        passive = self.lexicon.passive_before(near)
        if passive is None:
            return self._more_of_passive(i)
        relation, words, begins = passive
        if relation != "implements" and not self._said_of(i - 1, begins):
            return None
        acted = self._acted_on(i, relation)
        sure = acted == i - 1 or self.parents[i - 1] is not None
        return self._turned(i, acted, relation, words, 0.9 if sure else 0.8)

    def _said_of(self, previous: int, begins: int) -> bool:
        """Whether the passive belongs to the document before: no subject of its own stands between."""
        a = self.mentions[previous]
        stop = max(a.about[1] if a.about else a.end, a.end)
        gap = self.masked[stop : a.end + begins] if stop <= a.end + begins else ""
        gap = IN_FORCE.sub("", BRACKET.sub(" ", gap)).replace("(", " ").strip(' ,“”"' + MASK)
        return len(gap.split()) <= (0 if "," in gap or ";" in gap else SUBJECT_WORDS)

    def _acted_on(self, i: int, relation: str) -> int:
        """A decree amends decrees: of the document before and those whose title it stands in, the one of its kind."""
        candidate: int | None = i - 1
        while relation == "amends" and candidate is not None:
            if same_rank(self.mentions[candidate].type, self.mentions[i].type):
                return candidate
            candidate = self.parents[candidate]
        return i - 1

    def _turned(self, i: int, acted: int, relation: str, words: str, confidence: float) -> Reading:
        there = self.readings[acted]
        self.readings[acted] = replace(there, also=(*there.also, (i, relation)))
        self.passives[i] = acted, relation
        return Reading(relation="cites", trigger=words, rule="passive", confidence=confidence)

    def _more_of_passive(self, i: int) -> Reading | None:
        """The further ones of "A được sửa đổi bởi B, C và D"."""
        before = self._previous_listed(i)
        if before is None or self.readings[before].rule != "passive":
            return None
        acted, relation = self.passives[before]
        return self._turned(i, acted, relation, self.readings[before].trigger or "", 0.88)

    def _previous_listed(self, i: int) -> int | None:
        """The mention before, or the one whose title ends before, where only a comma or "và" stands between."""
        for j in (i - 1, self.parents[i - 1]):
            if j is None:
                continue
            a, b = self.mentions[j], self.mentions[i]
            stop = max(a.about[1] if a.about else a.end, a.end)
            gap = self._without_provision(self.words[stop : b.begins]) if stop <= b.begins else ";"
            if ";" not in gap and LISTED_ONLY.match(gap):
                return j
        return None

    # --- inside another document's title -------------------------------------------------------------

    def _nested(self, i: int) -> Reading:
        if i in self.twins:
            return replace(self.readings[self.twins[i]], also=())
        parent = self.parents[i] or 0
        holder = self.mentions[parent]
        if holder.number is not None and holder.number == self.mentions[i].number:
            return self.readings[parent]  # named twice; no document acts on itself
        start = holder.about[0] if holder.about and holder.about[0] <= self.mentions[i].start else holder.end
        before = i - 1
        if before != parent and self.parents[before] == parent:
            if LISTED_ONLY.match(
                self._without_provision(self.words[self.mentions[before].end : self.mentions[i].begins])
            ):
                return replace(self.readings[before], also=())
            start = self.mentions[before].end
        reading = self._in_title(parent, self._without_provision(self.words[start : self.mentions[i].begins]))
        known = self.mentions[i].number is not None
        return reading if known else replace(reading, confidence=min(reading.confidence, NAME_IN_TITLE))

    def _in_title(self, parent: int, gap: str) -> Reading:
        triggers = self.lexicon.triggers(gap)
        after = gap[triggers[-1].end :] if triggers else ""
        points = self.lexicon.pointing_end.search(after + " ") is not None
        far = points and len(after.split()) > clause.NEAR_ACT_WORDS
        if not triggers or (far and acts.opening(triggers, gap) is None):
            return Reading(relation="cites", source=parent, rule="in-title", confidence=0.75)
        last = triggers[-1]
        if last.relation in acts.CHANGES and self.mentions[parent].type in clause.ASKING:
            return Reading(relation="cites", source=parent, trigger=last.words, rule="wish", confidence=0.8)
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
        left = said = self._without_provision(self.masked[sentence : mention.begins])
        hung = sentence == 0 and bool(self.context)
        previous = self._previous(i, sentence)
        related = self._related_to_previous(i, previous) if previous is not None else None
        if related is not None:
            return related
        if hung and (LISTED_ONLY.match(left) or acts.ITEM.match(left)):
            act = acts.heading(self.lexicon.triggers(self.context), self.context)
            if act is not None:
                return Reading(relation=act[0], trigger=act[1], rule="list-head", confidence=0.92)
        if hung and LISTED_ONLY.match(left):
            left = self.context + " "
        elif left.rstrip().endswith(":") and (act := acts.heading(self.lexicon.triggers(left), left)):
            return Reading(relation=act[0], trigger=act[1], rule="list-head", confidence=0.92)
        return self._by_words(i, left, said, sentence)

    def _previous(self, i: int, sentence: int) -> int | None:
        """The nearest mention before it in the sentence that stands in no title and in no closed bracket."""
        closed = False
        for j in range(i - 1, -1, -1):
            if self.mentions[j].start < sentence:
                return None
            if self.parents[j] is not None:
                continue
            between = LETTERED.sub(" ", self.masked[self.mentions[j].end : self.mentions[i].begins])
            closed = ")" in between and "(" not in between[: between.index(")")]
            if not closed:
                return j
        return None

    def _related_to_previous(self, i: int, previous: int) -> Reading | None:
        a, b = self.mentions[previous], self.mentions[i]
        stop = max(a.about[1] if a.about else a.end, a.end)
        gap = self._without_provision(BRACKET.sub(" ", self.masked[stop : b.begins])) if stop <= b.begins else ""
        if CALLED.search(gap) and "(" in gap:
            return self.readings[previous]
        if not LISTED_ONLY.match(gap[gap.rfind(";") + 1 :]):
            return None
        inherited = self.readings[previous]
        if inherited.relation == "proposedBy" and b.type in clause.BINDING:  # what was asked for is about it
            return Reading(relation="cites", trigger=inherited.trigger, rule="wish", confidence=0.8)
        return replace(
            inherited,
            also=(),
            confidence=max(LEAST_SURE, round(inherited.confidence - 0.02, 2)),
            rule=inherited.rule if inherited.rule.startswith("list") else f"list-{inherited.rule}",
        )

    def _without_provision(self, left: str) -> str:
        """The words before a mention without "khoản 2 Điều 5" right in front of it."""
        found = provisions.before(left)
        return left[: found[0]] if found else left

    def _by_words(self, i: int, left: str, said: str, sentence: int) -> Reading:
        """The reading of the words to the left; `said` are the sentence's own, without the heading it hangs on."""
        mention = self.mentions[i]
        here = Clause(
            left,
            kind=mention.type,
            own_kind=self.own_kind,
            before=self.masked[: min(sentence, HEAD)],
            here=self.masked[sentence : sentence + HEAD],
            for_people=self.for_people,
        )
        if mention.kind == "named" and ENCLOSING.search(left[-60:]):
            return Reading(relation="promulgates", trigger="ban hành kèm theo", rule="enclosing", confidence=0.85)
        based = here.triggers and here.triggers[0].relation == "basedOn"
        end = max(mention.end, mention.about[1] if mention.about else 0)
        if not based and expiry.lost(self.masked, end, said, self.context if sentence == 0 else ""):
            return Reading(relation="repeals", trigger="hết hiệu lực", rule="expires", confidence=0.92)
        reading = here.read()
        told = reading.rule == "aside" or reading.relation in acts.NAMES
        if based and told and left.rstrip().endswith("("):  # "Căn cứ các Nghị định … (số A, số B)"
            return Reading(
                relation="basedOn", trigger=here.triggers[0].words, rule="governing-bracket", confidence=0.85
            )
        if reading.relation not in acts.NAMES:
            return reading
        previous = self._previous(i, sentence)
        if previous is not None and (based or clause.subject_before(here.triggers, left)):
            return self._done_by(previous, i, reading)
        return replace(reading, relation="basedOn", specific=None, confidence=0.7) if based else reading

    def _done_by(self, previous: int, i: int, reading: Reading) -> Reading:
        """In "Căn cứ A hướng dẫn B" the act is A's: a document never acts through its own legal bases."""
        a, b = self.mentions[previous], self.mentions[i]
        itself = (a.number or a.title) == (b.number or b.title)
        if itself or "dự thảo" in (a.title or "").casefold():
            return Reading(relation="cites", trigger=reading.trigger, rule="wish", confidence=0.8)
        return clause.of(reading, previous, 0.8)
