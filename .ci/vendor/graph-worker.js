// ForceAtlas2 beside the page: takes places and edges once, then gives better places until it is told to stop.
// The library's own worker is made of a blob, which the pages' policy does not allow.
import iterate from "graphology-layout-forceatlas2/iterate.js";
import defaults from "graphology-layout-forceatlas2/defaults.js";

let nodes = null;
let edges = null;
let settings = null;

self.addEventListener("message", ({ data }) => {
  if (data.nodes) {
    nodes = data.nodes;
    edges = data.edges;
    settings = { ...defaults, ...data.settings };
  }
  if (data.rounds && nodes) {
    for (let round = 0; round < data.rounds; round++) iterate(settings, nodes, edges);
    const places = nodes.slice();
    self.postMessage({ places }, [places.buffer]);
  }
});
