"use strict";
// The graph of the page: documents and ties by column, what is beside what, search and filters.
const told = JSON.parse(document.getElementById("told").textContent);
const words = told.words;
const SIGNS = ["stated", "inferred", "maybe", "conflict"]; // by the number in the data
const collator = new Intl.Collator("vi");

/** A text with {names} filled in. */
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
const number = (value) => value.toLocaleString(told.lang === "vi" ? "vi-VN" : "en-GB");

/** Small letters without diacritics; marks between words are blanks. */
const folded = (text) =>
  text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replaceAll("đ", "d").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** What the page knows of the graph. `data` has a list for each column. */
function corpusOf(data) {
  const count = data.path.length;
  const ties = data.source.length;
  const beside = neighbours(data, count, ties);
  const order = Array.from({ length: count }, (_, at) => at);
  order.sort((a, b) => data.cited[b] - data.cited[a] || data.held[b] - data.held[a] || collator.compare(data.label[a], data.label[b]));
  const byPath = new Map(data.path.map((path, at) => [path, at]));
  const groups = told.relations.filter((each) => data.relations.includes(each.name));
  return { ...data, size: count, ties, beside, order, byPath, groups, texts: null };
}

/** The ties of each document, as one list with the place where each document's begin. */
function neighbours(data, count, ties) {
  const first = new Uint32Array(count + 1);
  for (let tie = 0; tie < ties; tie++) {
    first[data.source[tie] + 1]++;
    first[data.target[tie] + 1]++;
  }
  for (let at = 0; at < count; at++) first[at + 1] += first[at];
  const next = first.slice();
  const list = new Uint32Array(2 * ties);
  for (let tie = 0; tie < ties; tie++) {
    list[next[data.source[tie]]++] = tie;
    list[next[data.target[tie]]++] = tie;
  }
  return { of: (at) => list.subarray(first[at], first[at + 1]) };
}

/** What a tie is called in the list of relations: its relation, or what its sign says. */
const groupOf = (corpus, tie) => corpus.relations[corpus.relation[tie]] || SIGNS[corpus.sign[tie]];
const otherEnd = (corpus, tie, at) => (corpus.source[tie] === at ? corpus.target[tie] : corpus.source[tie]);

/** Documents by words in any order, most cited first; all of them for no words. */
function sought(corpus, typed) {
  const wanted = folded(typed).split(" ").filter(Boolean);
  if (!wanted.length) return corpus.order;
  corpus.texts ??= corpus.label.map(
    (label, at) => ` ${folded(`${label} ${corpus.title[at]} ${corpus.issuers[corpus.issuer[at]]}`)}`,
  );
  return corpus.order.filter((at) => wanted.every((word) => corpus.texts[at].includes(` ${word}`)));
}

/** Which documents and ties the filters leave, and how many each choice would give. */
function filtered(corpus, filters) {
  const { size, kind, issuer, held, year } = corpus;
  const hidden = new Set(corpus.kinds.flatMap((slug, at) => (filters.kinds.has(slug) ? [at] : [])));
  const shown = new Uint8Array(size);
  const counts = { kind: new Uint32Array(corpus.kinds.length), issuer: new Uint32Array(corpus.issuers.length), state: [0, 0], group: {} };
  let documents = 0;
  for (let at = 0; at < size; at++) {
    const byKind = !hidden.has(kind[at]);
    const byState = filters.state === "all" || (filters.state === "held") === Boolean(held[at]);
    const byIssuer = filters.issuer === "" || corpus.issuers[issuer[at]] === filters.issuer;
    const byYear = !(filters.from && !(year[at] >= filters.from)) && !(filters.to && !(year[at] && year[at] <= filters.to));
    if (byState && byIssuer && byYear) counts.kind[kind[at]]++;
    if (byKind && byState && byYear) counts.issuer[issuer[at]]++;
    if (byKind && byIssuer && byYear) counts.state[held[at]]++;
    if (byKind && byState && byIssuer && byYear) {
      shown[at] = 1;
      documents++;
    }
  }
  const drawn = new Uint8Array(corpus.ties);
  let ties = 0;
  for (let tie = 0; tie < corpus.ties; tie++) {
    if (!shown[corpus.source[tie]] || !shown[corpus.target[tie]]) continue;
    const group = groupOf(corpus, tie);
    counts.group[group] = (counts.group[group] ?? 0) + 1;
    if (!filters.relations.has(group)) {
      drawn[tie] = 1;
      ties++;
    }
  }
  return { shown, drawn, counts, documents, ties };
}

/** How many steps each document is from one, up to `steps`: itself 0. */
function around(corpus, left, start, steps) {
  const far = new Map([[start, 0]]);
  let front = [start];
  for (let step = 1; step <= steps; step++) {
    const onward = [];
    for (const at of front) {
      for (const tie of corpus.beside.of(at)) {
        const other = otherEnd(corpus, tie, at);
        if (left.drawn[tie] && !far.has(other)) {
          far.set(other, step);
          onward.push(other);
        }
      }
    }
    front = onward;
  }
  return far;
}
