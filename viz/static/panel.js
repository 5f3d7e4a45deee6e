"use strict";
// The side panel: the chosen document or relation in full sentences, each with its proof.
const LONG = 90; // letters of a name in running text; the whole name shows when the pointer rests on it
const clipped = (text) => (text.length > LONG ? `${text.slice(0, LONG).trimEnd()}…` : text);
const link = (at) =>
  make(
    "button",
    { type: "button", className: "link", title: names[at], onclick: () => go({ document: at }) },
    clipped(names[at]),
  );

function proof(relation) {
  const certainty = relation.inferred ? words.inferred : words.stated;
  const facts = [
    certainty,
    relation.speaker && `${words.speaker}: ${clipped(relation.speaker)}`,
    relation.confidence !== null &&
      relation.confidence !== undefined &&
      `${words.confidence}: ${Math.round(relation.confidence * 100)} %`,
    relation.source_provision && `${words.source_provision}: ${relation.source_provision}`,
    relation.provision && `${words.provision}: ${relation.provision}`,
    relation.because && `${words.because}: ${relation.because}`,
    relation.rule && `${words.rule}: ${relation.rule}`,
  ];
  return [
    relation.quotations.map(quotation),
    relation.quotations.length ? "" : make("p", { className: "small" }, words.no_quotation),
    make("p", { className: "small" }, facts.filter(Boolean).join(" · ")),
  ];
}

function quotation(said) {
  const place = [said.file, said.start !== null && say(words.characters, { start: said.start, end: said.end })];
  return make(
    "figure",
    {},
    make("blockquote", { lang: "vi" }, said.text),
    make("figcaption", {}, place.filter(Boolean).join(" · ")),
  );
}

/** "A thực hiện B" with both names as ways to go on, and the proof below. */
function sentence(at, here) {
  const relation = data.relations[at];
  const name = (document) =>
    document === here ? make("strong", { title: names[document] }, clipped(names[document])) : link(document);
  const classes = [
    "relation",
    relation.conflicts.length && "conflict",
    relation.uncertain && "doubt",
    relation.inferred && "inferred",
  ];
  const said = relation.uncertain
    ? make(
        "p",
        { className: "sentence" },
        ...between(words.maybe_sentence, { a: name(relation.source), b: name(relation.target) }),
      )
    : make(
        "p",
        { className: "sentence" },
        name(relation.source),
        ` ${relationWord(relation.relation)} `,
        name(relation.target),
      );
  const alarms = relation.conflicts.map((number) =>
    make("p", { className: "alarm" }, `! ${data.conflicts[number].label}`),
  );
  const why = relation.uncertain ? relation.quotations.map(quotation) : [alarms, proof(relation)];
  return make("li", { className: classes.filter(Boolean).join(" ") }, said, why);
}

/** The parts of a template with elements in place of {a} and {b}. */
const between = (template, parts) => template.split(/\{(\w)\}/).map((part, at) => (at % 2 ? parts[part] : part));

function grouped(heading, found, here) {
  const section = make("section", {}, make("h3", {}, `${heading} (${found.length})`));
  if (!found.length) section.append(make("p", { className: "small" }, words.none));
  for (const name of data.relationOrder) {
    const some = found.filter((at) => data.relations[at].relation === name);
    if (some.length)
      section.append(
        make("h4", {}, `${relationWord(name)} (${some.length})`),
        make(
          "ul",
          { className: "relations" },
          some.map((at) => sentence(at, here)),
        ),
      );
  }
  return section;
}

function facts(doc) {
  const dates =
    doc.dates.join(" | ") +
    (doc.dates.length > 1 ? ` (${words.dates_differ})` : "") +
    (doc.dateInferred && doc.dates.length ? ` (${words.inferred})` : "");
  const rows = [
    [words.number, doc.number],
    [words.kind, kinds.get(doc.kind).name],
    [words.date, dates],
    [words.issuer, doc.issuer && doc.issuer + (doc.issuerInferred ? ` (${words.inferred})` : "")],
    [words.title, doc.title],
    [words.file, doc.file],
    [words.gap, doc.gap],
  ];
  return make(
    "dl",
    {},
    rows.filter(([, value]) => value).map(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]),
  );
}

function documentPanel(at) {
  const doc = data.documents[at];
  const here = (end) =>
    data.relations.map((_, number) => number).filter((number) => data.relations[number][end] === at);
  const certain = (number) => !data.relations[number].uncertain;
  const doubtful = [...here("source"), ...here("target")].filter((number) => !certain(number));
  return [
    make("h2", {}, doc.label),
    make("p", { className: `state ${doc.held ? "held" : "cited"}` }, doc.held ? words.held : words.cited),
    (conflictsOf.get(at) || []).map((number) =>
      make("div", { className: "alarm" }, make("p", {}, `! ${data.conflicts[number].label}`)),
    ),
    facts(doc),
    doubtful.length
      ? make(
          "ul",
          { className: "relations" },
          doubtful.map((number) => sentence(number, at)),
        )
      : "",
    grouped(words.outgoing, here("source").filter(certain), at),
    grouped(words.incoming, here("target").filter(certain), at),
  ].flat();
}

function wayPanel(number) {
  const said = visible(ways[number]);
  return [
    make("h2", {}, relationWord(data.relations[said[0]].relation)),
    make(
      "ul",
      { className: "relations" },
      said.map((at) => sentence(at)),
    ),
  ];
}

function emptyPanel() {
  const held = data.documents.map((_, at) => at).filter((at) => data.documents[at].held);
  const counts = { held: held.length, cited: data.documents.length - held.length, relations: data.relations.length };
  return [
    make("p", {}, say(words.summary, counts)),
    data.leftOut ? make("p", { className: "small" }, say(words.left_out, { n: data.leftOut })) : "",
    make("p", { className: "small" }, words.choose),
    make("h3", {}, `${words.held} (${held.length})`),
    make(
      "ul",
      { className: "plain" },
      held.map((at) => make("li", {}, link(at))),
    ),
    data.conflicts.length ? make("h3", {}, `${words.conflicts} (${data.conflicts.length})`) : "",
    data.conflicts.map((conflict) =>
      make(
        "p",
        { className: "alarm" },
        `! ${conflict.label}`,
        make(
          "span",
          { className: "block" },
          conflict.involves.flatMap((at) => [link(at), " "]),
        ),
      ),
    ),
  ].flat();
}

function showPanel() {
  const panel = byId("panel");
  const contents =
    chosen.document !== undefined
      ? documentPanel(chosen.document)
      : chosen.way !== undefined
        ? wayPanel(chosen.way)
        : emptyPanel();
  const close = make("button", { type: "button", className: "close", onclick: () => go({}) }, words.close);
  const some = chosen.document !== undefined || chosen.way !== undefined;
  panel.replaceChildren(...[some && close, ...contents].filter(Boolean));
  panel.scrollTop = 0;
}
