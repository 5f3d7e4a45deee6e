"""The clause to the left of a mention: which of its words governs the document, and so what is said of it.

`left` are the words from the start of the sentence to the mention, other mentions and their titles masked and the
provision taken off: "Thực hiện các nhiệm vụ được giao tại ".
"""

from __future__ import annotations

from dataclasses import replace

from loaders.extract.citations import acts
from loaders.extract.citations.governing import MASK, Trigger, lexicon
from loaders.extract.citations.kinds import KINDS, canonical
from loaders.extract.citations.reading import Reading
from loaders.extract.patterns import Match, compiled, whole

ASKING = frozenset({"Tờ trình", "Báo cáo", "Công văn", "Văn bản"})
# Nobody proposes by a document that binds: "Theo đề nghị của Sở X về thực hiện Nghị định Y" says nothing of Y.
BINDING = frozenset(
    {
        "Hiến pháp",
        "Bộ luật",
        "Luật",
        "Pháp lệnh",
        "Nghị định",
        "Thông tư",
        "Thông tư liên tịch",
        "Quyết định",
        "Chỉ thị",
    }
)
DETAILING = frozenset({None, "Nghị định", "Thông tư", "Thông tư liên tịch"})
HOLDING = frozenset({"tại", "của", "trong", "nêu tại", "quy định tại", "quy định của", "tại các"})
BASIS_WORDS = 30
NEAR_WORDS = 14  # a verb farther to the left than this governs something else
NEAR_ACT_WORDS = 9
FUNDING = compiled(r"kinh phí|nguồn (?:vốn|kinh)")
PURPOSE = compiled(r"(?:^|[^\p{L}])(?:để|nhằm|mà|phục vụ)\s+(?:\p{L}+\s+){0,2}$")
LISTED_ONLY = compiled(
    r"^[\s,;:.–\-“”\"\x01]*(?:(?:\p{L}|\d{1,2})[.)]\s*)?"
    r"(?:(?:và|cùng|cùng với|hoặc|các|những|số|nói chung và)[\s,;:–\-“”\"]*){0,3}$"
)
AUDIENCE = compiled(
    r"(?:đến|cho|tới|trong)\s+(?:toàn thể|toàn bộ|từng|đội ngũ|tất cả|các tầng lớp)?\s*(?:cán bộ"
    r"|công chức|đảng viên|người dân|nhân dân|viên chức|hội viên|đoàn viên)"
)
INFORMING = compiled(r"(?:thông tin|cập nhật|phản ánh|đưa tin|đăng tải|truyền thông|tuyên truyền)")
JOINED = compiled(r"^\s*(?:,|và|, và)\s*(?:tổ chức\s+)?$")
ASIDE = compiled(r"\(\s*$")  # a bracket that opens with an act speaks of what stands before it


# "xây dựng Nghị định quy định chi tiết Luật X": the decree will do so, not the document that speaks of it.
SUBJECT_KIND = compiled(
    r"(?:^|[^\p{L}])(các\s+|những\s+|ban hành\s+)?(" + KINDS + r")\s+(?:mới\s+)?(?:về\s+)?(?:việc\s+)?$"
)


class Clause:
    """`before` and `here` are the masked words before and from the start of the sentence.

    `kind` is the mention's, `own_kind` this document's.
    """

    def __init__(
        self, left: str, *, kind: str | None, own_kind: str | None, before: str, here: str, for_people: bool
    ) -> None:
        self.left = left
        self.own_kind = own_kind
        self.kind = kind
        self.before = before
        self.here = here
        self.for_people = for_people
        self.lexicon = lexicon()
        self.triggers = self.lexicon.triggers(left)

    def read(self) -> Reading:
        """What the clause says of the document behind it."""
        left, triggers = self.left, self.triggers
        if self._asks():
            return Reading(relation="proposedBy", trigger=" ".join(left.split()[:3]), rule="proposing", confidence=0.95)
        by_rule = self.lexicon.by_rule_end.search(left)
        if by_rule:
            return Reading(relation="cites", trigger=by_rule.group(1), rule="pointing", confidence=0.95)
        head = self._speaking()
        through = self._substance_before()
        seen = self._through_substance(through, head) if through is not None else None
        if seen is not None:
            return seen
        act = acts.opening(triggers, left)
        if act is not None:
            return self._acting(
                act, Reading(relation=act.relation, trigger=act.words, rule="opening-act", confidence=0.9)
            )
        pointing = self.lexicon.pointing_end.search(left)
        if pointing and self._on_the_basis(pointing.group(1)):
            return Reading(relation="basedOn", trigger=triggers[-1].words, rule="governing", confidence=0.9)
        if pointing and not (triggers and triggers[-1].specific == "concretizes"):
            return Reading(relation="cites", trigger=pointing.group(1), rule="pointing", confidence=0.93)
        return self._nearest(head)

    def _on_the_basis(self, pointing: str) -> bool:
        """ "Căn cứ kết luận của Bộ Chính trị tại X" leans on X."""
        clause = self.left[self.left.rfind(";") + 1 :]
        head = self.lexicon.triggers(clause)
        return (
            len(head) == 1
            and head[0].relation == "basedOn"
            and not clause[: head[0].start].strip(" -–+*.")
            and "theo" not in clause.casefold().split()
            and len(clause.replace(MASK, " ").split()) <= BASIS_WORDS
            and pointing.casefold() in HOLDING
        )

    def _asks(self) -> bool:
        """Whether the clause puts the document forward as a proposal: "Xét Tờ trình số …"."""
        last = self.triggers[-1] if self.triggers else None
        if self.kind in BINDING or (last and (last.relation == "basedOn" or subject_before(self.triggers, self.left))):
            return False
        clause = self.left[self.left.rfind(";") + 1 :].lstrip()
        asked = self.kind in ASKING and self.lexicon.asking.search(clause)
        return bool(asked or self.lexicon.proposing.match(clause))

    def _acting(self, act: Trigger, reading: Reading) -> Reading:
        """The reading of an act, unless it is only asked for or said of something else in brackets."""
        if acts.only_wished(act, self.left):
            return Reading(relation="cites", trigger=act.words, rule="wish", confidence=0.8)
        other = self._of_another(SUBJECT_KIND.search(self.left[: act.start]))
        if other or ASIDE.search(self.left[: act.start]) or self._only_told(act, reading):
            return Reading(relation="cites", trigger=act.words, rule="aside", confidence=0.75)
        return reading

    def _of_another(self, subject: Match | None) -> bool:
        """Whether the words before an act name a kind of document that this one is not, and does not issue."""
        if subject is None or self.own_kind is None:
            return False
        how, kind = (subject.group(1) or "").strip().casefold(), canonical(subject.group(2))
        return kind != self.own_kind and how != "ban hành" and (kind != "Văn bản" or bool(how))

    def _only_told(self, act: Trigger, reading: Reading) -> bool:
        """Whether details of a law are spoken of by a document that gives none: only decrees and circulars do."""
        detailing = reading.relation == "guides" and "chi tiết" in act.words.casefold()
        said = (
            reading.rule == "opening-act"
            or self.triggers[0].relation == "basedOn"
            or "này" in self.left[: act.start].casefold().split()
        )
        return detailing and not said and self.own_kind not in DETAILING

    def _speaking(self) -> bool:
        """Whether the sentence, or the item that it elaborates, is about informing people."""
        triggers, left = self.triggers, self.left
        if triggers and self._orders(triggers[0]):
            return False
        if triggers and triggers[0].relation == "disseminates" and (triggers[0].start <= 40 or AUDIENCE.search(left)):
            return not PURPOSE.search(left[: triggers[-1].start])
        if self.before and self.lexicon.elaborating.match(self.here):
            first = self.lexicon.triggers(self.before)
            return bool(first) and first[0].relation == "disseminates" and first[0].start <= 40
        return False

    def _orders(self, trigger: Trigger) -> bool:
        """ "Quán triệt, triển khai X" orders X to be carried out, unless it is to be made known to people."""
        words = trigger.words.casefold()
        both = "triển khai" in words or "thực hiện" in words or self._goes_on_to_order(trigger)
        return both and not self.for_people

    def _goes_on_to_order(self, trigger: Trigger) -> bool:
        """Whether verbs of carrying out are joined to a verb of informing: "phổ biến, quán triệt, triển khai"."""
        end = trigger.end
        for later in self.triggers:
            if later.start < end or not JOINED.match(self.left[end : later.start]):
                continue
            if later.relation == "implements":
                return True
            end = later.end
        return False

    def _substance_before(self) -> int | None:
        """Where "các nhiệm vụ, giải pháp" begin when they lead up to the mention."""
        found = None
        for match in self.lexicon.substance.finditer(self.left):
            tail = self.left[match.end() :]
            if (
                whole(self.left, match.start(), match.end())
                and self.lexicon.substance_tail.match(tail)
                and not FUNDING.search(tail)
            ):
                found = match.start()
        return found

    def _through_substance(self, at: int, head: bool) -> Reading | None:
        """ "thực hiện các nhiệm vụ được giao tại X" carries out X."""
        triggers = [t for t in self.triggers if t.end <= at and t.relation in ("implements", "disseminates", "basedOn")]
        if not triggers:
            return None
        gap = self.left[triggers[-1].end : at]
        gap = gap[-30:] if self.lexicon.elaborating_end.search(gap) else gap
        if len(gap.split()) > NEAR_WORDS or ";" in gap:
            return None
        last = triggers[-1]
        relation = "disseminates" if head and last.relation == "implements" else last.relation
        if relation == "disseminates" and self._orders(last):
            relation = "implements"
        return Reading(
            relation=relation,
            specific=last.specific if relation == last.relation else None,
            trigger=last.words,
            rule="substance",
            confidence=0.86,
        )

    def _nearest(self, head: bool) -> Reading:
        near = [t for t in self.triggers if self._governs(t)]
        if not near:
            return self._ungoverned(head)
        last = near[-1]
        relation, specific = last.relation, last.specific
        before = self.left[: last.start]
        informing = [t for t in self.triggers if t.relation == "disseminates" and t.end <= last.start]
        activity = self.lexicon.activity_end.search(before) is not None
        told = head or (informing and activity) or (activity and INFORMING.search(self.left) is not None)
        if relation == "implements" and told:
            relation, specific = "disseminates", None
        elif relation == "disseminates" and self._orders(last):
            relation = "implements"
        gap = len(self.left[last.end :].split())
        confidence = 0.95 if gap <= 4 else 0.88
        reading = Reading(
            relation=relation, specific=specific, trigger=last.words, rule="governing", confidence=confidence
        )
        return self._acting(last, reading) if last.relation in acts.NAMES else reading

    def _ungoverned(self, head: bool) -> Reading:
        if head:
            words = self.triggers[0].words if self.triggers else None
            return Reading(relation="disseminates", trigger=words, rule="informing", confidence=0.8)
        bare = LISTED_ONLY.match(self.left) is not None
        return Reading(relation="cites", rule="bare" if bare else "none", confidence=0.9 if bare else 0.75)

    def _governs(self, trigger: Trigger) -> bool:
        gap = self.left[trigger.end :]
        if trigger.relation == "basedOn":
            return True
        near = len(gap.replace(MASK, " ").split())
        if trigger.specific == "concretizes":
            return ";" not in gap and near <= 3 * NEAR_WORDS
        return ";" not in gap and near <= (NEAR_ACT_WORDS if trigger.relation in acts.NAMES else NEAR_WORDS)


def subject_before(triggers: list[Trigger], left: str) -> bool:
    """Whether the act that governs is said of the document right before it: "A … thay thế B"."""
    return bool(triggers) and triggers[-1].relation in acts.NAMES and left[: triggers[-1].start].rstrip().endswith(MASK)


def of(reading: Reading, source: int, confidence: float) -> Reading:
    """The same, said of another document's doing."""
    return replace(reading, source=source, confidence=min(confidence, reading.confidence))
