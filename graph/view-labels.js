// Names in a picture: as many as there is room for, in an order of worth; drawn on a canvas or written as SVG.

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif";

/** Wraps a name into at most three lines. */
function wrapped(name, width = 21) {
  const lines = [""];
  for (const word of name.split(/\s+/)) {
    if (lines[lines.length - 1] && (lines[lines.length - 1] + word).length > width) lines.push("");
    lines[lines.length - 1] = `${lines[lines.length - 1]} ${word}`.trim().slice(0, 34);
  }
  return lines.length > 3 ? [...lines.slice(0, 2), `${lines[2]} …`] : lines;
}
const rows = [];
const rowsOf = (node) => (rows[node] ||= wrapped(entities[node].name));

const ruler = document.createElement("canvas").getContext("2d");

/** A pen that writes on a canvas, with a rim in the color of the paper. */
function inkOn(context, paper) {
  context.textAlign = "center";
  context.lineJoin = "round";
  context.strokeStyle = paper;
  context.lineWidth = 3.5;
  return (text, x, y, size, weight, color) => {
    context.font = `${weight} ${size}px ${FONT}`;
    context.fillStyle = color;
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
  };
}

/** A pen that writes into an SVG element. */
function inkIn(parent, paper) {
  return (text, x, y, size, weight, color) => {
    const slanted = weight === "italic";
    parent.append(draw("text", { x: x.toFixed(1), y: y.toFixed(1), "font-size": size, "font-weight": slanted ? 400 : weight, "font-style": slanted ? "italic" : "normal", fill: color, stroke: paper, "stroke-width": 3.5, "stroke-linejoin": "round", "paint-order": "stroke", "text-anchor": "middle", "font-family": FONT }, text));
  };
}

/** Puts texts where no other stands yet. */
function labeler(width, height, pen) {
  const taken = [];
  const block = (...box) => taken.push(box);
  const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  const isFree = (box) => !taken.some((one) => meet(box, one));
  const deep = (lines, size) => lines.length * size * 1.15 + 2;
  function halfOf(lines, size, weight) {
    ruler.font = `${weight} ${size}px ${FONT}`;
    return Math.max(...lines.map((line) => ruler.measureText(line).width)) / 2 + 3;
  }
  function put(lines, box, size, weight, color) {
    taken.push(box);
    lines.forEach((line, i) => pen(line, (box[0] + box[2]) / 2, box[1] + (i + 0.9) * size * 1.15, size, weight, color));
    return true;
  }
  function write(lines, x, y, size, weight, color, forced = false) {
    const half = halfOf(lines, size, weight);
    if (x > 0 && x < width) x = Math.min(Math.max(x, half), Math.max(width - half, half)); // not cut at the rim
    const box = [x - half, y, x + half, y + deep(lines, size)];
    if (box[2] < 0 || box[0] > width || box[3] < 0 || box[1] > height) return false;
    return (forced || isFree(box)) && put(lines, box, size, weight, color);
  }
  /** A text below a shape, above, right or left: where it covers the fewest shapes, and at most so many. */
  function writeBeside(lines, x, y, reach, size, weight, color, shapes, most, forced = false) {
    const [half, tall] = [halfOf(lines, size, weight), deep(lines, size)];
    const middle = x > 0 && x < width ? Math.min(Math.max(x, half), Math.max(width - half, half)) : x;
    const corners = [[middle - half, y + reach + 2], [middle - half, y - reach - tall], [x + reach + 2, y - tall / 2], [x - reach - 2 - 2 * half, y - tall / 2]];
    const boxes = corners.map(([left, top]) => [left, top, left + 2 * half, top + tall]);
    const free = boxes.filter((box, i) => isFree(box) && (i === 0 || (box[0] >= 0 && box[2] <= width && box[1] >= 0 && box[3] <= height)));
    if (!free.length) return forced && put(lines, boxes[0], size, weight, color);
    const covered = free.map((box) => shapes.filter((one) => meet(box, one)).length);
    const least = Math.min(...covered);
    return (forced || least <= most) && put(lines, free[covered.indexOf(least)], size, weight, color);
  }
  return { write, writeBeside, block };
}
