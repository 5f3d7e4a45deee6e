// What the picture of the whole graph is drawn with: `graphKit` of viz/static/vendor/graph.js.
export { default as Graph } from "graphology";
export { default as Sigma } from "sigma";
export { EdgeRectangleProgram, EdgeLineProgram, EdgeProgram, NodeCircleProgram } from "sigma/rendering";
export { floatColor, colorToArray } from "sigma/utils";
export { createNodeBorderProgram } from "@sigma/node-border";
