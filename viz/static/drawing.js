"use strict";
// The picture: vis-network moves and zooms, the boxes and ways are drawn here at the places computed beforehand.
const SMALL = 0.62; // below this zoom a box shows its number only, in letters that can still be read
const theme = {};
function readTheme() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["paper", "band", "ink", "muted", "line", "accent", "doubt", "alarm", "font"]) {
    theme[name] = style.getPropertyValue(`--${name}`).trim();
  }
  theme.dark = matchMedia("(prefers-color-scheme: dark)").matches;
}

const font = (size, weight) => `${weight || 400} ${size}px ${theme.font}`;
const short = (text) => text.replace("Ủy ban nhân dân", "UBND").replace("Hội đồng nhân dân", "HĐND");

/** As much of a text as fits into a width. */
function fitted(ctx, text, width) {
  if (ctx.measureText(text).width <= width) return text;
  let end = text.length;
  while (end > 1 && ctx.measureText(`${text.slice(0, end)}…`).width > width) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}

/** A text on at most `most` lines, broken at spaces. */
function wrapped(ctx, text, width, most) {
  const lines = [];
  let rest = text.split(" ");
  while (rest.length && lines.length < most - 1) {
    let count = 1;
    while (count < rest.length && ctx.measureText(rest.slice(0, count + 1).join(" ")).width <= width) count += 1;
    lines.push(fitted(ctx, rest.slice(0, count).join(" "), width));
    rest = rest.slice(count);
  }
  return rest.length ? [...lines, fitted(ctx, rest.join(" "), width)] : lines;
}

function rounded(ctx, x, y, width, height, radius) {
  ctx.beginPath();
  ctx.moveTo(x + radius, y);
  ctx.arcTo(x + width, y, x + width, y + height, radius);
  ctx.arcTo(x + width, y + height, x, y + height, radius);
  ctx.arcTo(x, y + height, x, y, radius);
  ctx.arcTo(x, y, x + width, y, radius);
  ctx.closePath();
}

function badge(ctx, x, y, sign, colour) {
  ctx.beginPath();
  ctx.arc(x, y, 10, 0, 2 * Math.PI);
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.fillStyle = "#fff";
  ctx.font = font(14, 700);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(sign, x, y + 0.5);
}

const STRIP = 34;
function drawBox(ctx, at, x, y, scale) {
  const doc = data.documents[at];
  const kind = kinds.get(doc.kind);
  const { width, height } = data.box;
  const left = x - width / 2;
  const top = y - height / 2;
  const line = theme.dark ? kind.darkLine : kind.fill;
  const troubled = conflictsOf.has(at);
  ctx.save();
  ctx.globalAlpha = lit && !lit.documents.has(at) ? 0.22 : 1;
  if (chosen.document === at) {
    rounded(ctx, left - 5, top - 5, width + 10, height + 10, 10);
    ctx.strokeStyle = theme.accent;
    ctx.lineWidth = 4;
    ctx.stroke();
  }
  rounded(ctx, left, top, width, height, 6);
  ctx.fillStyle = doc.held ? kind.fill : theme.paper;
  ctx.fill();
  ctx.save();
  ctx.clip();
  ctx.globalAlpha *= doc.held ? 0.28 : 0.16;
  ctx.fillStyle = doc.held ? "#000" : line;
  ctx.fillRect(left, top, STRIP, height);
  ctx.restore();
  rounded(ctx, left, top, width, height, 6);
  ctx.setLineDash(doc.held ? [] : [6, 4]);
  ctx.lineWidth = troubled ? 3 : 1.6;
  ctx.strokeStyle = troubled ? theme.alarm : line;
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.textBaseline = "middle";
  ctx.textAlign = "center";
  ctx.fillStyle = doc.held ? "#fff" : line;
  ctx.font = font(kind.code.length > 3 ? 11 : 13, 700);
  ctx.fillText(kind.code, left + STRIP / 2, y);
  ctx.textAlign = "left";
  ctx.fillStyle = doc.held ? "#fff" : theme.ink;
  (scale < SMALL ? fewWords : allWords)(ctx, doc, left + STRIP + 8, y, width - STRIP - 14, scale);
  if (troubled) badge(ctx, left + width - 2, top + 2, "!", theme.alarm);
  else if (doc.gap) badge(ctx, left + width - 2, top + 2, "?", theme.doubt);
  ctx.restore();
}

function fewWords(ctx, doc, x, y, width, scale) {
  const size = Math.min(21, 12 / scale);
  ctx.font = font(size, 700);
  const text = doc.number || doc.label;
  const lines =
    ctx.measureText(text).width <= width ? [text] : wrapped(ctx, text.replace(/([/-])(?=.*[/-])?/, "$1 "), width, 2);
  lines.forEach((line, row) => ctx.fillText(line, x, y + (row - (lines.length - 1) / 2) * size * 1.15));
}

function allWords(ctx, doc, x, y, width) {
  ctx.font = font(15, 700);
  const heading = doc.number
    ? [fitted(ctx, doc.number, width)]
    : ((ctx.font = font(12.5, 700)), wrapped(ctx, doc.label, width, 2));
  const when = doc.dates.join(" | ") || words.no_date;
  const lines = doc.number
    ? [short(doc.issuer || ""), when]
    : [[when, short(doc.issuer || "")].filter(Boolean).join(" · ")];
  const rows = [...heading, ...lines.filter(Boolean)];
  rows.forEach((row, number) => {
    ctx.font = number < heading.length ? font(doc.number ? 15 : 12.5, 700) : font(12);
    ctx.fillText(fitted(ctx, row, width), x, y + (number - (rows.length - 1) / 2) * 17.5);
  });
}

// Of so many ways a person follows one at a time: the others step back, and their words wait for it.
const crowded = ways.length > 200;
const presence = (number) => (lit ? (lit.ways.has(number) ? 1 : crowded ? 0.05 : 0.13) : crowded ? 0.4 : 1);

const paths = ways.map((way) => {
  const path = new Path2D();
  const [first, ...rest] = way.points;
  path.moveTo(...first);
  let [px, py] = first;
  for (const [x, y] of rest) {
    const middle = (px + x) / 2;
    if (py === y) path.lineTo(x, y);
    else if (px === x) path.bezierCurveTo(px - data.box.bow, py, x - data.box.bow, y, x, y);
    else path.bezierCurveTo(middle, py, middle, y, x, y);
    [px, py] = [x, y];
  }
  return path;
});

function lineOf(way, number) {
  const said = visible(way).map((at) => data.relations[at]);
  const main = said[0];
  if (main.uncertain) return { colour: theme.doubt, dash: [3, 5], main, more: 0 };
  const troubled = said.some((relation) => relation.conflicts.length);
  const colour = troubled ? theme.alarm : lit && lit.ways.has(number) ? theme.accent : theme.line;
  return {
    colour,
    dash: said.every((relation) => relation.inferred) ? [9, 6] : [],
    main,
    more: new Set(said.map((r) => r.relation)).size - 1,
  };
}

function drawWay(ctx, number, scale) {
  const way = ways[number];
  if (!visible(way).length) return;
  const { colour, dash, main } = lineOf(way, number);
  const strong = lit && lit.ways.has(number);
  ctx.save();
  ctx.globalAlpha = presence(number);
  ctx.strokeStyle = ctx.fillStyle = colour;
  ctx.lineWidth = (strong ? 2.8 : 1.5) * Math.max(1, 0.6 / scale);
  ctx.setLineDash(dash);
  ctx.stroke(paths[number]);
  ctx.setLineDash([]);
  const [[px], [x, y]] = way.points.slice(-2);
  const back = px > x ? 1 : -1; // a bow arrives from the left
  const size = strong ? 13 : 10;
  if (!main.uncertain) {
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.lineTo(x + back * size, y - size / 2);
    ctx.lineTo(x + back * size, y + size / 2);
    ctx.fill();
  }
  ctx.restore();
}

/** The word of a way, above all lines. */
function drawWordOf(ctx, number, scale) {
  const way = ways[number];
  const strong = lit && lit.ways.has(number);
  if (!visible(way).length || ((crowded || scale <= 0.45) && !strong)) return;
  const { colour, main, more } = lineOf(way, number);
  ctx.save();
  ctx.globalAlpha = presence(number);
  drawWord(
    ctx,
    way.word,
    pictureWord(main.relation) + (more ? ` ${say(words.and_more, { n: more })}` : ""),
    colour,
    strong,
    scale,
  );
  ctx.restore();
}

/** The first of several synonyms is enough in the picture; the panel has them all. */
const pictureWord = (name) => (name === "maybeSame" ? words.maybe_short : relationWord(name).split(",")[0]);

function drawWord(ctx, [x, y], text, colour, strong, scale) {
  ctx.font = font(Math.max(12, Math.min(15, 10.5 / scale)), strong ? 700 : 400);
  const width = ctx.measureText(text).width + 6;
  ctx.fillStyle = theme.paper;
  ctx.fillRect(x - width / 2, y - 8, width, 16);
  ctx.fillStyle = colour === theme.line ? theme.muted : colour;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(text, x, y);
}

function drawBands(ctx) {
  const top = data.extent.top - 4000;
  const height = data.extent.bottom - data.extent.top + 8000;
  data.bands.forEach((band, number) => {
    ctx.fillStyle = number % 2 ? theme.band : theme.paper;
    ctx.fillRect(band.left, top, band.right - band.left, height);
  });
}

const bandName = ({ years }) => {
  if (!years.length) return words.undated;
  return years.length > 1 ? `${years[0]}–${years[years.length - 1]}` : String(years[0]);
};

/** The years stay at the upper edge of the window, whatever part of the picture it shows. */
function drawYears(ctx, network) {
  const scale = network.getScale();
  const { y } = network.DOMtoCanvas({ x: 0, y: 0 });
  ctx.save();
  ctx.fillStyle = theme.paper;
  ctx.globalAlpha = 0.9;
  const { x } = network.DOMtoCanvas({ x: 0, y: 0 });
  ctx.fillRect(x, y, 10000 / scale, 26 / scale);
  ctx.globalAlpha = 1;
  ctx.fillStyle = theme.ink;
  ctx.font = font(13 / scale, 700);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (const band of data.bands)
    ctx.fillText(fitted(ctx, bandName(band), band.right - band.left), (band.left + band.right) / 2, y + 13 / scale);
  ctx.restore();
}

function draw() {
  readTheme();
  let network = null;
  const scale = () => (network ? network.getScale() : 1);
  const renderer = ({ ctx, id, x, y }) => ({
    drawNode: () => drawBox(ctx, id, x, y, scale()),
    nodeDimensions: { width: data.box.width, height: data.box.height },
  });
  const nodes = boxes.map(({ id, x, y }) => ({ id, x, y, shape: "custom", ctxRenderer: renderer }));
  network = new vis.Network(byId("graph"), { nodes, edges: [] }, read("options"));
  network.on("beforeDrawing", (ctx) => {
    drawBands(ctx);
    const strong = (number) => (lit && lit.ways.has(number) ? 1 : 0);
    const order = ways.map((_, number) => number).sort((a, b) => strong(a) - strong(b));
    order.forEach((number) => drawWay(ctx, number, scale()));
    order.forEach((number) => drawWordOf(ctx, number, scale()));
  });
  network.on("afterDrawing", (ctx) => drawYears(ctx, network));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    readTheme();
    network.redraw();
  });
  return network;
}

/** The way under a place of the picture, or undefined: exactly under it, else near it, else its word. */
function wayAt(network, { x, y }) {
  const ctx = document.createElement("canvas").getContext("2d");
  const seen = ways.map((_, number) => number).filter((number) => visible(ways[number]).length);
  for (const width of [4, 14]) {
    ctx.lineWidth = width / network.getScale();
    const found = seen.find((number) => ctx.isPointInStroke(paths[number], x, y));
    if (found !== undefined) return found;
  }
  return seen.find((number) => Math.abs(x - ways[number].word[0]) < 40 && Math.abs(y - ways[number].word[1]) < 8);
}
