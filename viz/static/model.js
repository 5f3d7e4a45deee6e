"use strict";
// What the page knows, and how it is searched and walked. Texts of documents are only ever set as text.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const data = read("data");
const boxes = read("boxes");
const ways = read("ways");
const words = data.words;
const byId = (id) => document.getElementById(id);

/** A template of words.toml with its {…} filled in. */
const say = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** An element with properties and children; strings become text, never markup. */
function make(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (name.startsWith("aria-") || name === "role" || name === "lang") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** Letters and figures only, without diacritics and case: "Quyết định 76/NQ-CP" -> "quyet dinh 76 nq cp". */
const folded = (text) =>
  text
    .replace(/[đĐ]/g, "d")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const kinds = new Map(data.kinds.map((kind) => [kind.slug, kind]));
/** A number left blank ("/UBND-NC") tells no document from another. */
const hasNumber = (doc) => /^\d/.test(doc.number || "");
const names = data.documents.map((doc) => (doc.file && !hasNumber(doc) ? `${doc.label} (${doc.file})` : doc.label));
const haystacks = data.documents.map((doc) => {
  const number = folded(doc.number || "");
  const said = [doc.label, doc.number, doc.title, doc.issuer, kinds.get(doc.kind).name, ...doc.dates, doc.file];
  return ` ${folded(said.filter(Boolean).join(" "))} ${number.replace(/ /g, "")}`;
});

/** The documents in which every word of the question begins a word; those named so come first. */
function search(question) {
  const asked = folded(question).split(" ").filter(Boolean);
  const found = data.documents
    .map((_, at) => at)
    .filter((at) => asked.every((word) => haystacks[at].includes(` ${word}`)));
  const collator = new Intl.Collator("vi", { numeric: true });
  const phrase = asked.join(" ");
  const rank = (at) =>
    (phrase && folded(data.documents[at].number || "").startsWith(phrase) ? 0 : 2) + (data.documents[at].held ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b) || collator.compare(names[a], names[b]));
}

const shown = new Set(data.relationOrder);
const relationWord = (name) => data.relationWords[name] || name;
/** The relations of a way that the filter lets through, the most telling first. */
const visible = (way) => way.relations.filter((at) => shown.has(data.relations[at].relation));

/** The ways that lead from a document to all its bases and to all that rests on it; doubt is no step. */
function lineage(start) {
  const reached = { documents: new Set([start]), ways: new Set() };
  for (const [near, far] of [
    ["from", "to"],
    ["to", "from"],
  ]) {
    const waiting = [start];
    const seen = new Set(waiting);
    while (waiting.length) {
      const at = waiting.pop();
      for (const [number, way] of ways.entries()) {
        if (way[near] !== at || !visible(way).length) continue;
        const doubtful = data.relations[way.relations[0]].uncertain;
        if (doubtful && at !== start) continue;
        reached.ways.add(number);
        reached.documents.add(way[far]);
        if (!doubtful && !seen.has(way[far])) {
          seen.add(way[far]);
          waiting.push(way[far]);
        }
      }
    }
  }
  return reached;
}

const conflictsOf = new Map();
data.conflicts.forEach((conflict, number) =>
  conflict.involves.forEach((at) => conflictsOf.set(at, [...(conflictsOf.get(at) || []), number])),
);

/** What is chosen: nothing, a document {document}, or a way {way}. */
let chosen = {};
let lit = null;
const listeners = [];
function choose(next) {
  chosen = next;
  lit = null;
  if (next.document !== undefined) lit = lineage(next.document);
  if (next.way !== undefined)
    lit = { documents: new Set([ways[next.way].from, ways[next.way].to]), ways: new Set([next.way]) };
  listeners.forEach((listener) => listener());
}
