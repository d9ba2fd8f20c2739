/** A chart as pixels, for the few document viewers that do not show SVG. */
import type { Path } from 'fontkit';
import type { Drawing, Letters, Shape } from '../charts/drawing.ts';
import { areaInks, letterInks, lineInks } from '../charts/inks.ts';
import { lineWidthMm, outlines } from './letters.ts';
import { pngOfDots } from './png.ts';

type Point = readonly [x: number, y: number];

interface Area {
  /** Closed implicitly and filled by the nonzero rule. */
  readonly rings: readonly (readonly Point[])[];
  readonly colour: string;
}

/** Subsamples per pixel row. */
const rowsPerDot = 4;
const dotCorners = 24;
const curveSteps = 6;

/** @param scale pixels per unit of the drawing */
export function pngOf(drawing: Drawing, scale: number): Buffer {
  const [width, height] = [Math.ceil(drawing.width * scale), Math.ceil(drawing.height * scale)];
  const dots = new Uint8Array(width * height * 3).fill(255);
  for (const { rings, colour } of drawing.shapes.flatMap(areasOf)) {
    const scaled = rings.map((ring) => ring.map(([x, y]): Point => [x * scale, y * scale]));
    fill({ dots, width, height }, scaled, colour);
  }
  return pngOfDots(width, height, dots);
}

function areasOf(shape: Shape): Area[] {
  if (shape.kind === 'letters') return lettersAreas(shape);
  if (shape.kind === 'line') {
    const { width, colour } = lineInks[shape.role];
    return [{ rings: [strokeRing(shape.from, shape.to, width)], colour }];
  }
  const colour = areaInks[shape.role];
  if (shape.kind === 'dot') {
    const corners = Array.from({ length: dotCorners }, (_, at): Point => {
      const turn = (2 * Math.PI * at) / dotCorners;
      return [shape.x + shape.radius * Math.cos(turn), shape.y + shape.radius * Math.sin(turn)];
    });
    return [{ rings: [corners], colour }];
  }
  const { x, y, width, height } = shape;
  return [{ rings: [[[x, y], [x + width, y], [x + width, y + height], [x, y + height]]], colour }]; // prettier-ignore
}

function strokeRing([x1, y1]: Point, [x2, y2]: Point, width: number): Point[] {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [dx, dy] = [((y2 - y1) / length) * (width / 2), ((x1 - x2) / length) * (width / 2)];
  return [[x1 + dx, y1 + dy], [x2 + dx, y2 + dy], [x2 - dx, y2 - dy], [x1 - dx, y1 - dy]]; // prettier-ignore
}

function lettersAreas({ text, x, y, anchor, role, upright }: Letters): Area[] {
  const { size, weight, colour } = letterInks[role];
  const width = lineWidthMm(text, size, weight);
  const start = x - { start: 0, middle: width / 2, end: width }[anchor];
  const turned = ([px, py]: Point): Point => (upright ? [x + (py - y), y - (px - x)] : [px, py]);
  return outlines(text, { x: start, baseline: y, sizeMm: size, weight }).map((path) => ({
    rings: ringsOf(path).map((ring) => ring.map(turned)),
    colour,
  }));
}

/** An outline with its curves approximated by short lines. */
function ringsOf({ commands }: Path): Point[][] {
  const rings: Point[][] = [];
  for (const { command, args } of commands) {
    const points = pairs(args);
    if (command === 'moveTo') rings.push(points);
    else if (command === 'lineTo') rings.at(-1)?.push(...points);
    else if (command !== 'closePath') {
      const from = rings.at(-1)!.at(-1)!;
      for (let step = 1; step <= curveSteps; step += 1)
        rings.at(-1)!.push(onCurve([from, ...points], step / curveSteps));
    }
  }
  return rings;
}

function pairs(args: readonly number[]): Point[] {
  return args.flatMap((x, at) => (at % 2 === 0 ? [[x, args[at + 1] ?? 0] as const] : []));
}

/** De Casteljau's algorithm: interpolates between neighbouring points until one is left. */
function onCurve(points: readonly Point[], share: number): Point {
  if (points.length === 1) return points[0]!;
  const between = points.slice(1).map(([x, y], at): Point => {
    const [fromX, fromY] = points[at]!;
    return [fromX + (x - fromX) * share, fromY + (y - fromY) * share];
  });
  return onCurve(between, share);
}

interface Dots {
  readonly dots: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Blends a colour into the pixels in proportion to the share of each that the rings cover. */
function fill({ dots, width, height }: Dots, rings: readonly (readonly Point[])[], colour: string): void {
  const edges = edgesOf(rings);
  const top = Math.max(0, Math.floor(Math.min(...edges.map((edge) => edge.top))));
  const bottom = Math.min(height, Math.ceil(Math.max(...edges.map((edge) => edge.bottom))));
  const xs = rings.flat().map(([x]) => x);
  const [first, last] = [
    Math.max(0, Math.floor(Math.min(...xs))),
    Math.min(width, Math.ceil(Math.max(...xs))),
  ];
  const ink = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const shares = new Float64Array(width + 1);
  for (let row = top; row < bottom; row += 1) {
    shares.fill(0);
    for (let part = 0; part < rowsPerDot; part += 1)
      for (const [left, right] of spansAt(edges, row + (part + 0.5) / rowsPerDot))
        cover(shares, Math.max(0, left), Math.min(width, right));
    for (let column = first; column < last; column += 1) {
      const share = shares[column]!;
      if (share === 0) continue;
      const at = (row * width + column) * 3;
      ink.forEach((value, k) => (dots[at + k]! += Math.round((value - dots[at + k]!) * Math.min(1, share))));
    }
  }
}

function cover(shares: Float64Array, left: number, right: number): void {
  for (let column = Math.floor(left); column < right; column += 1)
    shares[column]! += (Math.min(right, column + 1) - Math.max(left, column)) / rowsPerDot;
}

interface Edge {
  readonly top: number;
  readonly bottom: number;
  /** x at y = 0, and its change per unit of y. */
  readonly x: number;
  readonly slope: number;
  /** Winding: 1 downwards, −1 upwards. */
  readonly turn: number;
}

function edgesOf(rings: readonly (readonly Point[])[]): Edge[] {
  return rings.flatMap((ring) =>
    ring.flatMap(([x1, y1], at) => {
      const [x2, y2] = ring[(at + 1) % ring.length]!;
      if (y1 === y2) return [];
      const slope = (x2 - x1) / (y2 - y1);
      const [top, bottom] = y1 < y2 ? [y1, y2] : [y2, y1];
      return [{ top, bottom, x: x1 - y1 * slope, slope, turn: y1 < y2 ? 1 : -1 }];
    }),
  );
}

/** The spans of a horizontal line that lie inside the edges. */
function spansAt(edges: readonly Edge[], y: number): (readonly [number, number])[] {
  const crossings: { readonly x: number; readonly turn: number }[] = [];
  for (const { top, bottom, x, slope, turn } of edges)
    if (top <= y && y < bottom) crossings.push({ x: x + y * slope, turn });
  crossings.sort((one, other) => one.x - other.x);
  let winding = 0;
  return crossings.flatMap(({ x, turn }, at) => {
    winding += turn;
    const next = crossings[at + 1];
    return winding !== 0 && next ? [[x, next.x] as const] : [];
  });
}
