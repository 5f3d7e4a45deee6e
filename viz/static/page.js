"use strict";
// The page as a whole: list, search, filters, tabs, keyboard, address.
const network = draw();
byId("graph").network = network;
const phone = matchMedia("(max-width: 760px)");

const address = (at) => `#${encodeURIComponent(data.documents[at].iri.split("/id/").pop())}`;
const addressed = () => data.documents.findIndex((_, at) => address(at) === location.hash);

/** Choose and remember it in the address, so that "back" leads to the choice before. */
function go(next) {
  select("picture");
  if (next.document !== undefined) {
    if (location.hash !== address(next.document)) location.hash = address(next.document);
    choose(next);
    look(next.document);
  } else {
    if (location.hash) history.replaceState(null, "", "#");
    choose(next);
  }
}

/** Bring a document into sight without changing more than needed. */
function look(at) {
  const { x, y } = network.getPosition(at);
  const place = network.canvasToDOM({ x, y });
  const { clientWidth, clientHeight } = byId("graph");
  const margin = 60;
  const inside =
    place.x > margin && place.x < clientWidth - margin && place.y > margin && place.y < clientHeight - margin;
  if (!inside) network.moveTo(within({ x, y }, Math.max(network.getScale(), 0.7)));
}

/** A view of that zoom around a place, moved so that it does not show emptiness beyond the picture's edges. */
function within({ x, y }, scale) {
  const { clientWidth, clientHeight } = byId("graph");
  const clamp = (value, low, high, room) =>
    high - low <= room ? (low + high) / 2 : Math.min(Math.max(value, low + room / 2), high - room / 2);
  const right = data.bands[data.bands.length - 1].right;
  const position = {
    x: clamp(x, 0, right, clientWidth / scale),
    y: clamp(y, data.extent.top - 30 / scale, data.extent.bottom, clientHeight / scale),
  };
  return { position, scale };
}

function overview() {
  network.fit({ animation: false, minZoomLevel: 0.1, maxZoomLevel: 1 });
}

/** At first the whole picture, if it can be read so; else the surroundings of the most telling document. */
function firstLook() {
  overview();
  const readable = phone.matches ? 0.5 : 0.42;
  if (network.getScale() >= readable) return;
  const ties = (at) =>
    ways.filter((way) => way.from === at || way.to === at).length + (data.documents[at].held ? 1000 : 0);
  const start = data.focus ?? data.documents.reduce((best, _, at) => (ties(at) > ties(best) ? at : best), 0);
  if (data.documents.length) network.moveTo(within(network.getPosition(start), phone.matches ? 0.62 : 0.7));
}

function showList() {
  const question = byId("search").value;
  const found = search(question);
  byId("found").textContent = found.length ? say(words.found, { n: found.length }) : words.nothing_found;
  byId("documents").replaceChildren(...found.map(entry));
}

function entry(at) {
  const doc = data.documents[at];
  const kind = kinds.get(doc.kind);
  const code = make("span", { className: "code", "aria-label": kind.name }, kind.code);
  code.style.setProperty("--kind", kind.fill);
  const marks = [doc.held ? words.held : words.cited, conflictsOf.has(at) && words.conflicts]
    .filter(Boolean)
    .join(", ");
  const about = [short(doc.issuer || ""), doc.dates.join(" | "), !hasNumber(doc) && doc.file]
    .filter(Boolean)
    .join(" · ");
  const button = make(
    "button",
    { type: "button", className: doc.held ? "held" : "cited", title: marks, onclick: () => go({ document: at }) },
    code,
    make(
      "span",
      { className: "name" },
      make("span", { className: "label" }, doc.label),
      make("span", { className: "small block" }, about),
    ),
    conflictsOf.has(at) ? make("span", { className: "badge" }, "!") : "",
  );
  if (chosen.document === at) button.setAttribute("aria-current", "true");
  return make("li", {}, button);
}

function showFilters() {
  const count = (name) => data.relations.filter((relation) => relation.relation === name).length;
  byId("relations").replaceChildren(
    ...data.relationOrder.map((name) => {
      const box = make("input", { type: "checkbox", checked: shown.has(name), name: "relation", value: name });
      box.addEventListener("change", () => {
        if (box.checked) shown.add(name);
        else shown.delete(name);
        choose(chosen);
      });
      return make(
        "label",
        {},
        box,
        ` ${relationWord(name)} `,
        make("span", { className: "small" }, `(${count(name)})`),
      );
    }),
  );
}

function showLegend() {
  const sign = (className, text) =>
    make("li", {}, make("span", { className: `sign ${className}`, "aria-hidden": "true" }), text);
  const kindSign = (kind) => {
    const code = make("span", { className: "code" }, kind.code);
    code.style.setProperty("--kind", kind.fill);
    return make("li", {}, code, `${kind.name} (${kind.count})`);
  };
  const signs = [
    ["box-held", words.held],
    ["box-cited", words.cited],
    ["line-stated", words.stated_line],
    ["line-inferred", words.inferred_line],
    ["line-maybe", words.maybe_line],
    ["line-conflict", words.conflict_line],
  ];
  byId("signs").append(
    make("ul", {}, data.kinds.map(kindSign)),
    make(
      "ul",
      {},
      signs.map(([name, text]) => sign(name, text)),
    ),
  );
}

const TABS = ["picture", "table", "indices", "conflicts"];
function select(name) {
  for (const tab of TABS) {
    byId(`tab-${tab}`).setAttribute("aria-selected", String(tab === name));
    byId(`tab-${tab}`).tabIndex = tab === name ? 0 : -1;
    byId(`view-${tab}`).hidden = tab !== name;
  }
}

function wireTabs() {
  const sheets = { table: relationTable, indices: indexTable, conflicts: conflictList };
  for (const [at, tab] of TABS.entries()) {
    const button = byId(`tab-${tab}`);
    button.addEventListener("click", () => {
      if (sheets[tab] && !byId(`view-${tab}`).childElementCount) byId(`view-${tab}`).append(sheets[tab]());
      select(tab);
    });
    button.addEventListener("keydown", ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (!step) return;
      const next = byId(`tab-${TABS[(at + step + TABS.length) % TABS.length]}`);
      next.focus();
      next.click();
    });
  }
  byId("conflict-count").textContent = data.conflicts.length || "";
  select("picture");
}

function wirePicture() {
  network.on("click", ({ nodes, pointer }) => {
    if (nodes.length) return go({ document: nodes[0] });
    const way = wayAt(network, pointer.canvas);
    return go(way === undefined ? {} : { way });
  });
  byId("graph").addEventListener("mousemove", ({ offsetX, offsetY }) => {
    const over =
      network.getNodeAt({ x: offsetX, y: offsetY }) !== undefined ||
      wayAt(network, network.DOMtoCanvas({ x: offsetX, y: offsetY })) !== undefined;
    byId("graph").style.cursor = over ? "pointer" : "grab";
  });
  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });
  byId("zoom-in").addEventListener("click", () => zoom(1.3));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  byId("fit").addEventListener("click", overview);
}

function wireKeys() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.tagName === "INPUT" && event.target.type === "search";
    if (event.key === "/" && !typing) {
      event.preventDefault();
      byId("search").focus();
    } else if (event.key === "Escape") go({});
  });
  byId("search").addEventListener("keydown", (event) => {
    const first = byId("documents").querySelector("button");
    if (event.key === "Enter" && first) first.click();
  });
}

listeners.push(
  showPanel,
  () => network.redraw(),
  () => {
    byId("documents")
      .querySelectorAll("[aria-current]")
      .forEach((button) => button.removeAttribute("aria-current"));
    if (chosen.document !== undefined) showList();
  },
);
byId("search").addEventListener("input", showList);
addEventListener("hashchange", () => {
  const at = addressed();
  if (at >= 0 && chosen.document !== at) go({ document: at });
  else if (at < 0 && chosen.document !== undefined) choose({});
});
if (phone.matches) for (const id of ["legend", "filters"]) byId(id).open = false;
wireTabs();
wirePicture();
wireKeys();
showFilters();
showLegend();
showList();
firstLook();
const start = addressed() >= 0 ? addressed() : data.focus;
if (start === null || start === undefined) choose({});
else go({ document: start });
document.documentElement.dataset.ready = "true";
