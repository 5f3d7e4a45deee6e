"use strict";
// What stands beside the picture: list, filters, legend, the chosen document, the table. Texts are only set as text.
const LISTED = 30;
const NEIGHBOURS = 60; // of one relation, shown at once
const ROWS = 50;
const ISSUERS = 150;
const byId = (id) => document.getElementById(id);

/** An element with attributes (`on…`: what happens) and what is in it. */
function el(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...inside.filter((each) => each !== null && each !== undefined));
  return made;
}

const svg = (name, attributes) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

/** A sign of the legend: a dot, a ring or a line. */
function sign(shape, colour) {
  const frame = svg("svg", { width: 26, height: 14, viewBox: "0 0 26 14", "aria-hidden": "true" });
  if (shape === "dot") frame.append(svg("circle", { cx: 13, cy: 7, r: 5, fill: colour }));
  else if (shape === "ring") frame.append(svg("circle", { cx: 13, cy: 7, r: 4.5, fill: "none", stroke: colour, "stroke-width": 2.5 }));
  else frame.append(svg("line", { x1: 1, y1: 7, x2: 25, y2: 7, stroke: colour, "stroke-width": shape === "thick" ? 3 : 2, "stroke-dasharray": shape === "dashed" ? "4 3" : "none" }));
  return frame;
}

const kindOf = (corpus, at) => told.kinds[corpus.kinds[corpus.kind[at]]] ?? told.kinds[""];
const hasPages = () => Boolean(byId("stage").dataset.from);
const pageOf = (corpus, at) => `/doc/${corpus.path[at].split("/").map(encodeURIComponent).join("/")}`;

/** The letters of a document's kind, on its colour. */
function badge(corpus, at) {
  const mark = el("span", { class: "kind", title: kindOf(corpus, at).name }, kindOf(corpus, at).code);
  mark.style.background = kindOf(corpus, at).light;
  return mark;
}

/** A document as a button that chooses it. */
function chooser(corpus, at, choose, ...more) {
  return el("button", { type: "button", class: "pick", onclick: () => choose(at) }, badge(corpus, at), el("span", {}, corpus.label[at], ...more));
}

function showFound(corpus, places, typed, choose) {
  const count = places.length;
  const first = places.slice(0, LISTED);
  byId("found").replaceChildren(
    ...first.map((at) => el("li", {}, chooser(corpus, at, choose, el("small", {}, ` ${number(corpus.cited[at])}`)))),
  );
  const many = count > LISTED ? filled(words.first, { count: number(count), first: LISTED }) : filled(words.found, { count: number(count) });
  byId("seek-said").textContent = !count ? words.nothing : typed ? many : words.most_cited;
}

function relationWord(name) {
  return told.relations.find((each) => each.name === name)?.word ?? words[name];
}

/** A box to tick with its count. */
function box(value, text, count, ticked, onToggle, shape) {
  const input = el("input", { type: "checkbox", value });
  input.checked = ticked;
  input.addEventListener("change", () => onToggle(value, input.checked));
  return el("label", {}, input, shape ?? null, el("span", {}, text), el("span", { class: "count" }, number(count)));
}

function showFilters(corpus, left, filters, toggle) {
  const names = [...corpus.groups.map((each) => each.name), ...SIGNS.slice(2).filter((name) => left.counts.group[name] || filters.relations.has(name))];
  byId("relations").replaceChildren(
    ...names.map((name) => box(name, relationWord(name), left.counts.group[name] ?? 0, !filters.relations.has(name), (value, on) => toggle("relations", value, on))),
  );
  byId("kinds").replaceChildren(
    ...corpus.kinds.map((slug, at) => box(slug, (told.kinds[slug] ?? told.kinds[""]).name, left.counts.kind[at], !filters.kinds.has(slug), (value, on) => toggle("kinds", value, on))),
  );
  const [cited, held] = left.counts.state;
  for (const option of byId("state").options) {
    const count = { all: cited + held, held, cited }[option.value];
    option.textContent = `${option.dataset.word} (${number(count)})`;
  }
  byId("state").value = filters.state;
  const issuers = corpus.issuers.map((name, at) => [name, left.counts.issuer[at]]).filter(([name]) => name).slice(0, ISSUERS);
  byId("issuer").replaceChildren(
    el("option", { value: "" }, words.all_issuers),
    ...issuers.map(([name, count]) => el("option", { value: name }, `${name} (${number(count)})`)),
  );
  byId("issuer").value = filters.issuer;
  byId("year-from").value = filters.from || "";
  byId("year-to").value = filters.to || "";
}

function showSummary(corpus, left) {
  const all = left.documents === corpus.size;
  const values = { shown: number(left.documents), all: number(corpus.size), ties: number(left.ties), known: number(corpus.known) };
  const more = corpus.size >= 20000 ? ` ${filled(words.left_out, values)}` : "";
  byId("summary").textContent = corpus.size ? `${filled(all ? words.summary : words.summary_part, values)}.${more}` : words.empty;
}

function showLegend(corpus, colour, picture) {
  const line = ([shape, shade, text, count]) =>
    el("li", {}, sign(shape, shade), el("span", {}, text), count === undefined ? null : el("span", { class: "count" }, number(count)));
  const signs = new Set(corpus.sign);
  const shades = picture?.paint.lit ?? [];
  const lines = [["line", shades[0], words.stated], ["dashed", shades[1], words.inferred], ["dashed", shades[2], words.maybe], ["thick", shades[3], words.conflict]];
  const ink = token("muted");
  byId("signs").replaceChildren(
    el("ul", { class: "plain" }, ...colour.entries.slice(0, 13).map((each) => line(["dot", each.colour, each.name, each.count]))),
    el("ul", { class: "plain" }, line(["dot", ink, words.filled]), line(["ring", ink, words.ring]), ...lines.filter((_, at) => signs.has(at)).map(line)),
  );
}

/** The chosen document: what it is, and what is beside it, by relation and direction. */
function showChosen(corpus, left, at, steps, act) {
  const panel = byId("chosen");
  if (at === null) {
    panel.replaceChildren(el("p", { class: "muted" }, words.choose));
    return;
  }
  const facts = [kindOf(corpus, at).name, corpus.year[at] || null, corpus.issuers[corpus.issuer[at]] || null].filter(Boolean).join(" · ");
  const title = corpus.title[at] && corpus.title[at] !== corpus.label[at] ? corpus.title[at] : null;
  panel.replaceChildren(
    el("button", { type: "button", class: "close", onclick: () => act.choose(null), "aria-label": words.close, title: words.close }, "×"),
    el("h2", {}, corpus.label[at]),
    title && el("p", {}, title),
    el("p", { class: "muted small" }, facts),
    el("p", { class: "small" }, el("span", { class: corpus.held[at] ? "state" : "state cited" }, corpus.held[at] ? words.held : words.cited), ` ${filled(words.cited_by, { count: number(corpus.cited[at]) })}`),
    hasPages() ? el("p", {}, el("a", { href: pageOf(corpus, at) }, words.open), " · ", el("a", { href: `${pageOf(corpus, at)}/lineage` }, words.lineage)) : el("p", { class: "small" }, filled(words.command, { reference: corpus.label[at] })),
    stepChoice(steps, act),
    ...neighbourLists(corpus, left, at, steps, act),
  );
}

function stepChoice(steps, act) {
  const choice = (value, text) => el("button", { type: "button", "aria-pressed": String(steps === value), onclick: () => act.step(value) }, text);
  return el("div", { class: "steps", role: "group", "aria-label": words.steps }, choice(1, words.one_step), choice(2, words.two_steps));
}

function neighbourLists(corpus, left, at, steps, act) {
  const groups = new Map();
  for (const tie of corpus.beside.of(at)) {
    if (!left.drawn[tie]) continue;
    const name = groupOf(corpus, tie);
    const acting = corpus.source[tie] === at;
    const word = told.relations.find((each) => each.name === name);
    const heading = (acting ? word?.word : word?.inverse || word?.word) ?? words[name];
    const place = (acting ? 0 : 100) + told.relations.indexOf(word);
    const group = groups.get(heading) ?? groups.set(heading, { place, ties: [] }).get(heading);
    group.ties.push(tie);
  }
  if (!groups.size) return [el("p", { class: "nobody" }, words.no_neighbours)];
  const lists = [...groups].sort((a, b) => a[1].place - b[1].place).flatMap(([heading, { ties }]) => {
    ties.sort((a, b) => corpus.cited[otherEnd(corpus, b, at)] - corpus.cited[otherEnd(corpus, a, at)]);
    const rest = ties.length - NEIGHBOURS;
    return [
      el("h3", {}, heading, el("span", { class: "count" }, number(ties.length))),
      el("ul", { class: "plain" }, ...ties.slice(0, NEIGHBOURS).map((tie) => el("li", {}, chooser(corpus, otherEnd(corpus, tie, at), act.choose, ...remarks(corpus, tie))))),
      rest > 0 ? el("p", { class: "muted small" }, filled(words.and_more, { count: number(rest) })) : null,
    ];
  });
  if (steps === 2) lists.push(el("p", { class: "muted" }, filled(words.two_step_count, { count: number(around(corpus, left, at, 2).size - 1) })));
  return lists.filter(Boolean);
}

/** What is to be known of a tie besides its relation. */
function remarks(corpus, tie) {
  const found = [];
  if (corpus.sign[tie] === 1) found.push(" ", el("span", { class: "state inferred" }, words.inferred_mark));
  if (corpus.count[tie] > 1) found.push(el("small", {}, ` ${filled(words.times, { count: corpus.count[tie] })}`));
  return found;
}

/** The same documents as rows: what the search finds among what the filters leave. */
function showRows(corpus, places, rows, choose) {
  const first = places.slice(0, rows);
  byId("rows").replaceChildren(...first.map((at) => row(corpus, at, choose)));
  byId("rows-said").textContent = filled(words.rows, { first: number(first.length), count: number(places.length) });
  byId("more").hidden = rows >= places.length;
}

function row(corpus, at, choose) {
  return el(
    "tr", {},
    el("th", { scope: "row" }, el("button", { type: "button", class: "pick", onclick: () => choose(at) }, el("span", {}, corpus.label[at]))),
    el("td", {}, kindOf(corpus, at).name),
    el("td", {}, String(corpus.year[at] || "")),
    el("td", {}, corpus.issuers[corpus.issuer[at]]),
    el("td", {}, corpus.held[at] ? words.held : words.cited),
    el("td", { class: "number" }, number(corpus.cited[at])),
    el("td", { class: "number" }, number(corpus.beside.of(at).length)),
  );
}
