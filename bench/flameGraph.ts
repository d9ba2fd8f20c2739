/** A processor profile of V8 as a flame graph: one self-contained SVG without any script. */

export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  /** Microseconds of the monotonic clock. */
  readonly startTime: number;
  /** Ids of nodes. */
  readonly samples: readonly number[];
  /** Microseconds from the sample before; as many as there are samples. */
  readonly timeDeltas: readonly number[];
}

/** Calls of one function of one file, by the same callers. */
export interface Frame {
  readonly name: string;
  readonly file: string;
  /** In this function and in what it called. */
  totalUs: number;
  readonly children: Map<string, Frame>;
}

const colours = { ours: '#8fd18f', packages: '#f4a261', driver: '#7fb7e6', node: '#e3d68a', gc: '#c9a0dc' };
const legend = { ours: 'Lắng Nghe', packages: 'Express and other packages', driver: 'mongoose and driver', node: 'Node and V8', gc: 'garbage collection' }; // prettier-ignore
type Group = keyof typeof colours;

const [width, rowHeight, charWidth, head] = [1200, 17, 6.7, 52];
const smallestShare = 0.005;

/** @param fromUs and @param untilUs of the monotonic clock; samples in which the thread rested are left out */
export function foldProfile(profile: CpuProfile, fromUs: number, untilUs: number): Frame {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(
    profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])),
  );
  const root: Frame = { name: 'all', file: '', totalUs: 0, children: new Map() };
  let at = profile.startTime;
  for (const [index, sample] of profile.samples.entries()) {
    at += profile.timeDeltas[index] ?? 0;
    const lastsUs = profile.timeDeltas[index + 1] ?? 0;
    if (at < fromUs || at >= untilUs || nodes.get(sample)?.callFrame.functionName === '(idle)') continue;
    const stack: number[] = [];
    for (let id: number | undefined = sample; parents.has(id!); id = parents.get(id!)) stack.unshift(id!);
    root.totalUs += lastsUs;
    let frame = root;
    for (const id of stack) {
      frame = childOf(frame, nodes.get(id)!.callFrame);
      frame.totalUs += lastsUs;
    }
  }
  return root;
}

function childOf(parent: Frame, { functionName, url }: CpuProfile['nodes'][number]['callFrame']): Frame {
  const [name, file] = [functionName || '(anonymous)', url.replace(/^.*\/(?:node_modules|dist)\//, '')];
  const key = `${name} ${url}`;
  const known = parent.children.get(key);
  if (known) return known;
  const isPackage = url.includes('/node_modules/');
  const child: Frame = { name, file: isPackage ? `~${file}` : file, totalUs: 0, children: new Map() };
  parent.children.set(key, child);
  return child;
}

function groupOf({ name, file }: Frame): Group {
  if (name === '(garbage collector)') return 'gc';
  if (/^~(mongoose|mongodb|bson|mquery|kareem|mpath|sift)\//.test(file)) return 'driver';
  if (file.startsWith('~')) return 'packages';
  return file === '' || file.startsWith('node:') ? 'node' : 'ours';
}

/** @param title in plain text; frames of less than half a percent are left out */
export function drawFlames(root: Frame, title: string): string {
  const rows = depthOf(root, root.totalUs * smallestShare);
  const height = head + rows * rowHeight + 4;
  const drawn: string[] = [];
  const draw = (frame: Frame, x: number, row: number): void => {
    const wide = (width * frame.totalUs) / root.totalUs;
    drawn.push(drawFrame(frame, { x, y: height - 4 - (row + 1) * rowHeight, wide }, root.totalUs));
    let left = x;
    for (const child of byTime(frame)) {
      if (child.totalUs >= root.totalUs * smallestShare) draw(child, left, row + 1);
      left += (width * child.totalUs) / root.totalUs;
    }
  };
  draw(root, 0, 0);
  const styles = Object.entries(colours).map(([group, colour]) => `.${group}{fill:${colour}}`);
  const keys = (Object.keys(colours) as Group[]).map(
    (group, index) =>
      `<rect class="${group}" x="${8 + index * 225}" y="30" width="12" height="12"/><text x="${25 + index * 225}" y="40">${legend[group]}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>text{font:11px monospace;fill:#111}rect{stroke:#fff;stroke-width:.5}${styles.join('')}</style>`,
    `<path fill="#fff" d="M0 0h${width}v${height}H0z"/>`,
    `<text x="8" y="18" style="font-size:13px;font-weight:bold">${escaped(title)}</text>`,
    ...keys,
    ...drawn,
    '</svg>\n',
  ].join('\n');
}

function drawFrame(
  frame: Frame,
  { x, y, wide }: { readonly x: number; readonly y: number; readonly wide: number },
  ofUs: number,
): string {
  const label = `${frame.name} ${frame.file}`.trim();
  const letters = Math.floor((wide - 4) / charWidth);
  const shown = label.length <= letters ? label : `${label.slice(0, letters - 1)}…`;
  const text = letters < 3 ? '' : `<text x="${(x + 2).toFixed(1)}" y="${y + 12}">${escaped(shown)}</text>`;
  const share = ((100 * frame.totalUs) / ofUs).toFixed(1);
  return `<g><title>${escaped(label)} ${share} %</title><rect class="${groupOf(frame)}" x="${x.toFixed(1)}" y="${y}" width="${wide.toFixed(1)}" height="${rowHeight}"/>${text}</g>`;
}

function depthOf(frame: Frame, leastUs: number): number {
  const shown = [...frame.children.values()].filter(({ totalUs }) => totalUs >= leastUs);
  return 1 + Math.max(0, ...shown.map((child) => depthOf(child, leastUs)));
}

function byTime({ children }: Frame): Frame[] {
  return [...children.values()].toSorted((one, other) => other.totalUs - one.totalUs);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
