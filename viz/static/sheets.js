"use strict";
// The tables beside the picture: all relations, owners of the indices, contradictions.
const head = (...columns) =>
  make(
    "thead",
    {},
    make(
      "tr",
      {},
      columns.map((column) => make("th", { scope: "col" }, column)),
    ),
  );

function relationTable() {
  const rows = data.relations.map((relation) =>
    make(
      "tr",
      { className: relation.conflicts.length ? "conflict" : "" },
      make("td", {}, link(relation.source)),
      make("td", {}, relationWord(relation.relation)),
      make("td", {}, link(relation.target)),
      make("td", {}, relation.quotations.map(quotation)),
      make(
        "td",
        {},
        [
          relation.uncertain ? words.maybe_line : relation.inferred ? words.inferred : words.stated,
          clipped(relation.speaker || ""),
        ]
          .filter(Boolean)
          .join(" · "),
      ),
    ),
  );
  return make(
    "table",
    {},
    head(words.acting, words.relations, words.basis, words.quotation, words.how),
    make("tbody", {}, rows),
  );
}

const OWNING = ["raise", "plan", "assess"]; // to speak of an index in public makes no owner
const ROLES = [...OWNING, "communicate"];
function owner(said) {
  const from = said.document === null || said.document === undefined ? "" : link(said.document);
  return make(
    "details",
    {},
    make("summary", {}, said.agency, said.inferred ? ` (${words.inferred})` : ""),
    said.quotations.map(quotation),
    make("p", { className: "small" }, from, said.because ? ` · ${words.because}: ${said.because}` : ""),
  );
}

function indexTable() {
  const row = (index) => {
    const all = data.owners.filter((said) => said.index === index.code);
    const name = make("th", { scope: "row" }, index.code, make("span", { className: "small block" }, index.name));
    const cell = (role) => make("td", {}, all.filter((said) => said.role === role).map(owner));
    const owned = all.some((said) => OWNING.includes(said.role));
    const owning = owned ? OWNING.map(cell) : make("td", { colSpan: OWNING.length, className: "nobody" }, words.nobody);
    return make("tr", {}, name, owning, cell("communicate"));
  };
  return make(
    "table",
    {},
    head(words.index, ...ROLES.map((role) => words[role])),
    make("tbody", {}, data.indices.map(row)),
  );
}

function conflictList() {
  if (!data.conflicts.length) return make("p", {}, words.no_conflicts);
  return make(
    "ul",
    { className: "relations" },
    data.conflicts.map((conflict) =>
      make(
        "li",
        { className: "relation conflict" },
        make("p", { className: "sentence" }, conflict.label),
        make(
          "p",
          {},
          conflict.involves.flatMap((at) => [link(at), " "]),
        ),
        conflict.quotations.map(quotation),
      ),
    ),
  );
}
