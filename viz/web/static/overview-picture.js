"use strict";
// The picture: sigma draws the dots and lines, a worker betters their places.
const MANY = 6000; // ties; while such a picture moves, it shows its dots only
const LABEL = 40; // letters of a name in the picture
const OTHERS = { light: "#6b7684", dark: "#8c98a6" };
// Told apart in both themes; the legend names each.
const HUES = {
  light: ["#1d6fae", "#a8560a", "#33704d", "#8b3f7c", "#a5312f", "#5c5fae", "#776200", "#1f7467", "#b03a52", "#4c6a1b", "#7b5840", "#274b82"],
  dark: ["#6fb3ea", "#f0a35c", "#77c796", "#d98bcb", "#f0867f", "#a3a6f5", "#d9bf4a", "#6cc9bb", "#f28aa0", "#aecb70", "#d0a98c", "#8fb0ee"],
};
const YEARS = { light: ["#b9a26a", "#7d8f3e", "#2e8364", "#1d6a96", "#3b3f94"], dark: ["#7c6a3a", "#a1a84a", "#5fc39b", "#64b5ea", "#b7b9ff"] };

const darkness = matchMedia("(prefers-color-scheme: dark)");
const stillness = matchMedia("(prefers-reduced-motion: reduce)");
const theme = () => (darkness.matches ? "dark" : "light");
const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const shortened = (text) => (text.length > LABEL ? `${text.slice(0, LABEL - 1).trimEnd()}…` : text);

/** How each document is coloured, and what the colours mean: [{name, colour, count}], the most frequent first. */
function colouring(corpus, way, shown) {
  const by = { kind: byKind, community: byCommunity, year: byYear, issuer: byIssuer }[way];
  const { of, names, colours } = by(corpus);
  const counts = new Map();
  for (let at = 0; at < corpus.size; at++) if (shown[at]) counts.set(of(at), (counts.get(of(at)) ?? 0) + 1);
  const entries = [...counts].map(([value, count]) => ({ name: names(value), colour: colours(value), count, value }));
  if (way === "year") entries.sort((a, b) => a.value - b.value);
  else entries.sort((a, b) => (a.value === -1) - (b.value === -1) || b.count - a.count);
  return { colour: (at) => colours(of(at)), entries };
}

function byKind(corpus) {
  const style = (value) => told.kinds[corpus.kinds[value]] ?? told.kinds[""];
  return { of: (at) => corpus.kind[at], names: (value) => style(value).name, colours: (value) => style(value)[theme()] };
}

/** The values that most documents have get a colour each, the others share one. */
function ofMany(values, names) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const first = [...counts].filter(([value]) => names(value)).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, HUES.light.length);
  const rank = new Map(first.map(([value], at) => [value, at]));
  return {
    of: (at) => (rank.has(values[at]) ? values[at] : -1),
    names: (value) => (value === -1 ? words.others : names(value)),
    colours: (value) => (value === -1 ? OTHERS[theme()] : HUES[theme()][rank.get(value)]),
  };
}

function byCommunity(corpus) {
  const leader = new Map();
  for (const at of corpus.order) if (!leader.has(corpus.community[at])) leader.set(corpus.community[at], at);
  return ofMany(corpus.community, (value) => filled(words.around, { document: shortened(corpus.label[leader.get(value)]) }));
}

function byIssuer(corpus) {
  return ofMany(corpus.issuer, (value) => corpus.issuers[value]);
}

/** Years in five stretches with about as many documents in each. */
function byYear(corpus) {
  const known = corpus.year.filter(Boolean).sort((a, b) => a - b);
  const starts = [...new Set([0, 1, 2, 3, 4].map((part) => known[Math.floor((known.length * part) / 5)]))].filter(Boolean);
  const stretch = (year) => (year ? starts.findLastIndex((start) => start <= year) : 99);
  const end = (value) => (value + 1 < starts.length ? starts[value + 1] - 1 : known[known.length - 1]);
  return {
    of: (at) => stretch(corpus.year[at]),
    names: (value) => (value === 99 ? words.unknown : starts[value] === end(value) ? `${end(value)}` : `${starts[value]}–${end(value)}`),
    colours: (value) => (value === 99 ? OTHERS[theme()] : YEARS[theme()][value]),
  };
}

/** The names of a round of drawing. */
function drawLabels(renderer, named, paint) {
  const context = renderer.getCanvases().labels.getContext("2d");
  const settings = { ...renderer.getSettings(), ...paint };
  context.font = `${settings.labelSize}px ${settings.labelFont}`;
  const taken = [];
  const free = (box) => taken.every((other) => box[2] < other[0] || other[2] < box[0] || box[3] < other[1] || other[3] < box[1]);
  for (const node of named.splice(0).sort((a, b) => (b.strong ?? false) - (a.strong ?? false) || b.size - a.size)) {
    const left = node.x + node.size + 3;
    const box = [left - 2, node.y - 9, left + context.measureText(node.label).width + 2, node.y + 9];
    if (!node.strong && !free(box)) continue;
    taken.push(box);
    drawLabel(context, node, settings);
  }
}

/** A name beside its dot, on a rim of paper so that lines do not cross it out. */
function drawLabel(context, node, settings) {
  if (!node.label) return;
  const strong = node.strong ? "700 " : "";
  context.font = `${strong}${settings.labelSize}px ${settings.labelFont}`;
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = settings.paper;
  context.fillStyle = settings.ink;
  const [x, y] = [node.x + node.size + 3, node.y + settings.labelSize / 3];
  context.strokeText(node.label, x, y);
  context.fillText(node.label, x, y);
}

/** The dot under the pointer, ringed. */
function drawHover(context, node, settings) {
  context.beginPath();
  context.arc(node.x, node.y, node.size + 3, 0, Math.PI * 2);
  context.lineWidth = 3;
  context.strokeStyle = settings.accent;
  context.stroke();
  drawLabel(context, { ...node, strong: true }, settings);
}

/** A picture of the corpus in `host`. `view()` says what is to be seen: {left, far, chosen, colour}. */
function pictureOf(corpus, host, view, onChoose) {
  const graph = new graphKit.Graph({ multi: true, type: "directed" });
  const largest = Math.max(1, ...corpus.cited);
  const least = corpus.size > 6000 ? 1.6 : corpus.size > 1000 ? 2.2 : 3.5;
  for (let at = 0; at < corpus.size; at++) {
    const size = least + 17 * Math.sqrt(corpus.cited[at] / largest) * Math.min(1, corpus.size / 60 + 0.3);
    graph.addNode(at, { x: corpus.x[at], y: corpus.y[at], size, label: shortened(corpus.label[at]) });
  }
  const drawnAs = ["line", "dashed", "dashed", "bar"];
  for (let tie = 0; tie < corpus.ties; tie++) {
    graph.addEdgeWithKey(tie, corpus.source[tie], corpus.target[tie], { type: drawnAs[corpus.sign[tie]] });
  }
  const paint = {};
  const repaint = () => {
    paint.paper = token("paper");
    paint.ink = token("ink");
    paint.accent = token("accent");
    paint.faded = darkness.matches ? "#2c343e" : "#e3e7ed";
    paint.ties = darkness.matches ? ["#343e4a", "#d08a34", "#e0a050", "#ff8f85"] : ["#d3d9e1", "#b45309", "#c2701c", "#b42318"];
    paint.lit = darkness.matches ? ["#9fb0c4", "#f5b063", "#f5b063", "#ff8f85"] : ["#5b6b7e", "#b45309", "#b45309", "#b42318"];
  };
  repaint();
  const settings = {
    nodeProgramClasses: { circle: Dots },
    nodeHoverProgramClasses: { circle: Dots },
    edgeProgramClasses: { line: Lines, dashed: Dashes, bar: Bars },
    defaultDrawNodeLabel: (_, node) => named.push(node),
    defaultDrawNodeHover: (context, node, own) => drawHover(context, node, { ...own, ...paint }),
    nodeReducer: (key, data) => ({ ...data, ...nodeLook(corpus, Number(key), view(), paint) }),
    edgeReducer: (key, data) => ({ ...data, ...edgeLook(corpus, Number(key), view(), paint) }),
    labelFont: token("font") || "sans-serif",
    labelSize: 13,
    labelDensity: 1,
    labelGridCellSize: 110,
    labelRenderedSizeThreshold: corpus.size > 6000 ? 4 : 5,
    minEdgeThickness: 0.9,
    stagePadding: 24,
    zIndex: true,
    hideEdgesOnMove: corpus.ties > MANY,
    hideLabelsOnMove: corpus.ties > MANY,
    minCameraRatio: 0.005,
    maxCameraRatio: 3,
    allowInvalidContainer: true,
  };
  const named = []; // the names to be drawn: those of larger dots first, none over another
  const renderer = new Picture(graph, host, settings);
  renderer.on("afterRender", () => drawLabels(renderer, named, paint));
  renderer.setCustomBBox(renderer.getBBox());
  renderer.on("clickNode", ({ node }) => onChoose(Number(node)));
  renderer.on("clickStage", () => onChoose(null));
  for (const side of ["enterNode", "leaveNode"]) renderer.on(side, () => host.classList.toggle("over", side === "enterNode"));
  if (corpus.ties > MANY) dotsAloneWhileMoving(renderer, host);
  const refresh = () => renderer.refresh({ skipIndexation: true });
  darkness.addEventListener("change", () => {
    repaint();
    view().recolour();
    refresh();
  });
  return { graph, renderer, refresh, paint, camera: renderer.getCamera() };
}

/** What shows nothing while a large picture moves is not laid over it either: each layer costs as much as the dots. */
function dotsAloneWhileMoving(renderer, host) {
  let still;
  renderer.getCamera().on("updated", () => {
    host.classList.add("moving");
    clearTimeout(still);
    still = setTimeout(() => host.classList.remove("moving"), 150);
  });
}

function nodeLook(corpus, at, view, paint) {
  if (!view.left.shown[at]) return { hidden: true };
  const far = view.far?.get(at);
  if (view.far && far === undefined) return { color: paint.faded, rim: paint.faded, label: null, zIndex: 0 };
  const colour = view.colour(at);
  return {
    color: corpus.held[at] ? colour : mixed(colour, paint.paper),
    rim: colour,
    forceLabel: at === view.chosen || (far === 1 && view.far.size < 30),
    strong: at === view.chosen,
    highlighted: at === view.chosen,
    zIndex: at === view.chosen ? 3 : view.far ? 2 : corpus.held[at] ? 1 : 0,
  };
}

const mixes = new Map();
/** A colour with much paper in it: what stands inside the ring of a document that is only cited. */
function mixed(colour, paper) {
  const key = colour + paper;
  if (!mixes.has(key)) {
    const channel = (text, at) => parseInt(text.slice(at, at + 2), 16);
    const mix = [1, 3, 5].map((at) => Math.round(channel(colour, at) * 0.25 + channel(paper, at) * 0.75).toString(16).padStart(2, "0"));
    mixes.set(key, `#${mix.join("")}`);
  }
  return mixes.get(key);
}

function edgeLook(corpus, tie, view, paint) {
  if (!view.left.drawn[tie]) return { hidden: true };
  const sign = corpus.sign[tie];
  const size = [0.6, 1.2, 1.2, 2.4][sign];
  if (!view.far) return { color: paint.ties[sign], size, zIndex: sign };
  const [from, to] = [view.far.get(corpus.source[tie]), view.far.get(corpus.target[tie])];
  if (from === undefined || to === undefined || Math.min(from, to) >= view.steps) return { hidden: true };
  return { color: paint.lit[sign], size: size + 0.5, zIndex: sign + 1 };
}

/** Bring documents into sight: one, or all of these. */
function look(picture, places, calm) {
  const spots = places.map((at) => picture.renderer.getNodeDisplayData(at)).filter(Boolean);
  if (!spots.length) return;
  const [xs, ys] = [spots.map((spot) => spot.x), spots.map((spot) => spot.y)];
  const [low, high] = [Math.min, Math.max].map((end) => ({ x: end(...xs), y: end(...ys) }));
  const ratio = Math.min(1.1, Math.max(0.12, 1.4 * Math.max(high.x - low.x, high.y - low.y)));
  const state = { x: (low.x + high.x) / 2, y: (low.y + high.y) / 2, ratio };
  if (calm || stillness.matches) picture.camera.setState(state);
  else picture.camera.animate(state, { duration: 350 });
}

/** The picture as one PNG, its paper included. */
function downloadPicture(picture, name) {
  picture.renderer.render();
  const layers = Object.values(picture.renderer.getCanvases());
  const whole = document.createElement("canvas");
  whole.width = layers[0].width;
  whole.height = layers[0].height;
  const context = whole.getContext("2d");
  context.fillStyle = token("paper");
  context.fillRect(0, 0, whole.width, whole.height);
  for (const layer of layers) context.drawImage(layer, 0, 0);
  whole.toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
}
