"""Tasks, responsibilities for indices, explanations of indices and targets of made plans and letters."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from benchmarks.corpus.lines import DATE, DECIMAL, FileLines
from benchmarks.corpus.offices import Office, office
from benchmarks.corpus.papers import Level, Paper
from ontology import iri
from ontology.namespaces import RDF, RDFS, VB
from ontology.vocabulary import indices

_TASKS = {
    Level.RESOLUTION: 3.0, Level.PRIME_MINISTER: 2.0, Level.DECISION: 0.3, Level.PLAN: 4.0, Level.LETTER: 1.5,
    Level.DEPARTMENT_LETTER: 0.6,
}  # fmt: skip
_WORK = (
    "Tham mưu ban hành kế hoạch", "Rà soát, báo cáo tình hình", "Tổ chức tập huấn", "Kiểm tra việc thực hiện",
    "Cập nhật cơ sở dữ liệu", "Công khai kết quả", "Đề xuất giải pháp", "Tổng hợp, báo cáo kết quả",
)  # fmt: skip
_ROLES = (VB.Raise, VB.Plan, VB.Assess, VB.Communicate)
_SHARE = {"responsibility": 0.04, "definition": 0.03, "target": 0.15}  # of plans
_YEAR = DATE.replace("#date", "#gYear")
_MONTH = DATE.replace("#date", "#gYearMonth")


def add_duties(lines: FileLines, paper: Paper, chance: Random) -> None:
    """What the document charges whom with; only plans answer for indices and set targets."""
    often = _TASKS.get(paper.level, 0.0)
    acting = _acting(paper)
    for _ in range(round(chance.uniform(0, 2 * often))):
        _task(lines, paper, acting, chance)
    if paper.level is Level.PLAN:
        for what, write in (("responsibility", _responsibility), ("definition", _definition), ("target", _target)):
            if chance.random() < _SHARE[what]:
                for _ in range(chance.randint(1, 5)):
                    write(lines, paper, chance)


_NATIONAL = tuple(
    office(name) for name in ("Bộ Nội vụ", "Bộ Tài chính", "Văn phòng Chính phủ", "Bộ Công an", "Bộ Tư pháp", "Bộ Y tế")
)


def _acting(paper: Paper) -> Sequence[Office]:
    return _NATIONAL if paper.province is None else (*paper.province.departments, paper.province.committee)


def _one(among: Sequence[Office], chance: Random) -> Office:
    """The first are the busiest."""
    return among[int(len(among) * chance.random() ** 2)]


def _task(lines: FileLines, paper: Paper, acting: Sequence[Office], chance: Random) -> None:
    node = f"<{iri.task(lines.sha, lines.at)}>"
    lead, words = _one(acting, chance), f"{chance.choice(_WORK)} {paper.title.lower()}"
    lines.add(
        f"{node} <{RDF.type}> <{VB.Task}>", f"{node} <{VB.assignedIn}> <{paper.iri}>",
        f'{node} <{RDFS.label}> "{words}"@vi', f'{node} <{VB.description}> "{words}"',
        f"{node} <{VB.leadAgency}> <{lines.office(lead)}>", f'{node} <{VB.section}> "II.{chance.randint(1, 9)}"',
    )  # fmt: skip
    helping = paper.province.everybody if paper.province and chance.random() < 0.3 else _one(acting, chance)
    if helping is not lead and chance.random() < 0.5:
        lines.add(f"{node} <{VB.coordinatingAgency}> <{lines.office(helping)}>")
    _deadline(lines, node, int(paper.date[:4]) + chance.randint(0, 1), chance)
    lines.proof(node, f"{lead.name} {words}", "assignment", "0.9")


def _deadline(lines: FileLines, node: str, year: int, chance: Random) -> None:
    drawn = chance.random()
    if drawn < 0.6:
        month, day = chance.randint(1, 12), chance.randint(1, 28)
        when, told = f'"{year}-{month:02}-{day:02}"{DATE}', f"trước ngày {day}/{month}/{year}"
    elif drawn < 0.7:
        quarter = chance.randint(1, 4)
        last = ("03-31", "06-30", "09-30", "12-31")[quarter - 1]
        when, told = f'"{year}-{last}"{DATE}', f"quý {quarter}/{year}"
        lines.add(f'{node} <{VB.deadlineQuarter}> "{year}-Q{quarter}"')
    elif drawn < 0.85:
        month = chance.randint(1, 12)
        when, told = f'"{year}-{month:02}"{_MONTH}', f"tháng {month}/{year}"
    else:
        return
    lines.add(f"{node} <{VB.deadline}> {when}", f'{node} <{VB.deadlineText}> "{told}"')


def _responsibility(lines: FileLines, paper: Paper, chance: Random) -> None:
    node = f"<{iri.responsibility(lines.sha, lines.at)}>"
    acting, index = _one(_acting(paper), chance), chance.choice(indices())
    lines.add(
        f"{node} <{RDF.type}> <{VB.Responsibility}>", f"{node} <{VB.assignedIn}> <{paper.iri}>",
        f"{node} <{VB.agency}> <{lines.office(acting)}>", f"{node} <{VB.index}> <{iri.index(index.code)}>",
        f"{node} <{VB.role}> <{chance.choice(_ROLES)}>", f"{node} <{VB.status}> <{VB.Stated}>",
    )  # fmt: skip
    lines.proof(node, f"{acting.name} chịu trách nhiệm về {index.vi}", "charge", "0.92")


def _definition(lines: FileLines, paper: Paper, chance: Random) -> None:
    node, index = f"<{iri.definition(lines.sha, lines.at)}>", chance.choice(indices())
    lines.add(
        f"{node} <{RDF.type}> <{VB.IndexDefinition}>", f"{node} <{VB.assignedIn}> <{paper.iri}>",
        f"{node} <{VB.index}> <{iri.index(index.code)}>",
    )  # fmt: skip
    if chance.random() < 0.5:
        lines.add(f'{node} <{VB.definition}> "{index.vi}"')
    lines.proof(node, f"{index.code}: {index.vi}", "definition", "0.95")


def _target(lines: FileLines, paper: Paper, chance: Random) -> None:
    node, value = f"<{iri.target(lines.sha, lines.at)}>", chance.randint(50, 100)
    words = f"{paper.title} đạt trên {value}%"
    lines.add(
        f"{node} <{RDF.type}> <{VB.Target}>", f"{node} <{VB.assignedIn}> <{paper.iri}>",
        f'{node} <{VB.description}> "{words}"', f'{node} <{VB.comparator}> ">="',
        f'{node} <{VB.value}> "{value}"{DECIMAL}', f'{node} <{VB.unit}> "%"',
        f'{node} <{VB.year}> "{paper.date[:4]}"{_YEAR}',
    )  # fmt: skip
    if chance.random() < 0.2:
        lines.add(f"{node} <{VB.index}> <{iri.index(chance.choice(indices()).code)}>")
    lines.proof(node, words, "figure", "0.85")
