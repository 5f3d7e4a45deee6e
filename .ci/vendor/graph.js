// What the picture of the whole graph is drawn with: `graphKit` of viz/static/vendor/graph.js.
export { default as Graph } from "graphology";
export { default as Sigma } from "sigma";
export { EdgeLineProgram, EdgeRectangleProgram, NodePointProgram } from "sigma/rendering";
export { floatColor } from "sigma/utils";
