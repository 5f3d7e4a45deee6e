"use strict";
// ForceAtlas2 in a worker: goes on from the places that came with the data, until they hardly change.
const PUSH = 12;
const PER_NODE = 10;
const PER_TIE = 3;
const MOST_TURNS = 40;
const PAUSE = 250; // milliseconds between two changes, so that the eye can follow
const SETTLED = 0.0012; // of the picture's extent, on average a turn

/** Starts, pauses and goes on; `onChange(running)` is told. */
function arranging(corpus, picture, address, onChange) {
  let worker = null;
  let running = false;
  let turns = 0;
  const rounds = corpus.size > 6000 ? 1 : corpus.size > 1500 ? 3 : 8;
  const extent = Math.max(1, ...corpus.x.map(Math.abs), ...corpus.y.map(Math.abs));

  const stop = () => {
    running = false;
    onChange(false);
  };
  const next = () => running && worker.postMessage({ rounds });
  const start = () => {
    if (!worker) {
      worker = new Worker(address);
      worker.addEventListener("message", ({ data }) => taken(data.places));
      worker.addEventListener("error", stop);
      worker.postMessage(matrices(corpus));
    }
    running = true;
    turns = 0;
    onChange(true);
    next();
  };
  const taken = (places) => {
    if (!running) return;
    let moved = 0;
    picture.graph.updateEachNodeAttributes(
      (key, each) => {
        const [x, y] = [places[key * PER_NODE], places[key * PER_NODE + 1]];
        moved += Math.hypot(x - each.x, y - each.y);
        each.x = x;
        each.y = y;
        return each;
      },
      { attributes: ["x", "y"] },
    );
    turns++;
    if (turns >= MOST_TURNS || moved / corpus.size < SETTLED * extent) stop();
    else setTimeout(() => requestAnimationFrame(next), PAUSE);
  };
  return { toggle: () => (running ? stop() : start()), start, stop };
}

/** Nodes and ties as the worker takes them. */
function matrices(corpus) {
  const nodes = new Float32Array(corpus.size * PER_NODE);
  const edges = new Float32Array(corpus.ties * PER_TIE);
  for (let at = 0; at < corpus.size; at++) {
    nodes.set([corpus.x[at], corpus.y[at], 0, 0, 0, 0, 1 + corpus.beside.of(at).length, 1, 1, corpus.apart[at]], at * PER_NODE);
  }
  for (let tie = 0; tie < corpus.ties; tie++) {
    edges.set([corpus.source[tie] * PER_NODE, corpus.target[tie] * PER_NODE, 1], tie * PER_TIE);
  }
  // The same forces as in viz/spreading.py.
  const settings = { linLogMode: true, strongGravityMode: true, scalingRatio: PUSH, gravity: PUSH / 400, slowDown: 10, barnesHutOptimize: corpus.size > 800, barnesHutTheta: 0.9 };
  return { nodes, edges, settings };
}
