"use strict";
// What the graphics card is told. No program draws for picking: which dot is under the pointer is reckoned in the page,
// where reading the picture back would stop it at every move.

/** Dots with a rim; one point each, the cheapest there is. */
class Dots extends graphKit.NodePointProgram {
  constructor(gl, picking, renderer) {
    super(gl, null, renderer);
  }

  getDefinition() {
    const own = super.getDefinition();
    const [position, size, color] = own.ATTRIBUTES;
    return {
      ...own,
      ATTRIBUTES: [position, size, color, { ...color, name: "a_rim" }],
      VERTEX_SHADER_SOURCE: `
        attribute vec2 a_position;
        attribute float a_size;
        attribute vec4 a_color;
        attribute vec4 a_rim;
        uniform float u_sizeRatio;
        uniform float u_pixelRatio;
        uniform mat3 u_matrix;
        varying vec4 v_color;
        varying vec4 v_rim;
        varying float v_wide;
        void main() {
          gl_Position = vec4((u_matrix * vec3(a_position, 1)).xy, 0, 1);
          v_wide = a_size / u_sizeRatio * u_pixelRatio * 2.0;
          gl_PointSize = v_wide + 1.0;
          v_color = a_color;
          v_rim = a_rim;
        }`,
      FRAGMENT_SHADER_SOURCE: `
        precision highp float;
        varying vec4 v_color;
        varying vec4 v_rim;
        varying float v_wide;
        void main(void) {
          float away = length(gl_PointCoord - 0.5) * (v_wide + 1.0);
          float inside = v_wide * 0.5 - max(1.0, v_wide * 0.09);
          vec4 color = mix(v_color, v_rim, clamp(away - inside + 0.5, 0.0, 1.0));
          gl_FragColor = color * clamp(v_wide * 0.5 - away + 0.5, 0.0, 1.0);
        }`,
    };
  }

  processVisibleItem(_, start, data) {
    this.array.set([data.x, data.y, data.size, graphKit.floatColor(data.color), graphKit.floatColor(data.rim)], start);
  }
}

/** Thin lines, one point wide. */
class Lines extends graphKit.EdgeLineProgram {
  constructor(gl, picking, renderer) {
    super(gl, null, renderer);
  }
}

/** Lines as thick as they are said to be. */
class Bars extends graphKit.EdgeRectangleProgram {
  constructor(gl, picking, renderer) {
    super(gl, null, renderer);
  }
}

/** Lines in dashes: the length along the line, and gaps in it. */
class Dashes extends Bars {
  getDefinition() {
    const own = super.getDefinition();
    const varying = "varying float v_feather;";
    const vertex = own.VERTEX_SHADER_SOURCE.replace(varying, `${varying} varying float v_along;`).replace(
      "v_normal = unitNormal;",
      "v_normal = unitNormal; v_along = a_positionCoef * length(a_positionEnd - a_positionStart) / u_correctionRatio;",
    );
    const fragment = own.FRAGMENT_SHADER_SOURCE.replace("mediump", "highp")
      .replace(varying, `${varying} varying float v_along;`)
      .replace("void main(void) {", "void main(void) { if (fract(v_along / 5.0) > 0.55) discard;");
    return { ...own, VERTEX_SHADER_SOURCE: vertex, FRAGMENT_SHADER_SOURCE: fragment };
  }
}

const NEAR = 3; // pixels beside a dot that still mean it

/** sigma with its own answer to which dot is where. */
class Picture extends graphKit.Sigma {
  getNodeAtPosition(place) {
    if (this.mouseCaptor.isMouseDown) return null; // the picture is dragged
    const here = this.viewportToFramedGraph(place);
    const beside = this.viewportToFramedGraph({ x: place.x + 1, y: place.y });
    const pixel = Math.hypot(beside.x - here.x, beside.y - here.y);
    let found = null;
    let nearest = Infinity;
    this.getGraph().forEachNode((key) => {
      const dot = this.nodeDataCache[key]; // getNodeDisplayData would copy it
      if (!dot || dot.hidden) return;
      const away = Math.hypot(dot.x - here.x, dot.y - here.y) / pixel - this.scaleSize(dot.size);
      if (away < NEAR && away < nearest) [found, nearest] = [key, away];
    });
    return found;
  }
}
