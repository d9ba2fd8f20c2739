import { expect, test } from '@jest/globals';
import { drawFlames, foldProfile, type CpuProfile } from '../../bench/flameGraph.ts';

const frame = (functionName: string, url: string) => ({ functionName, url });
const express = 'file:///app/node_modules/express/lib/router.js';
/** Ours calls Express from two places of one file, which calls ours again; the thread also rests and collects garbage. */
const profile: CpuProfile = {
  nodes: [
    { id: 1, callFrame: frame('(root)', ''), children: [2, 3, 6, 7] },
    { id: 2, callFrame: frame('answer', 'file:///app/dist/src/form.js'), children: [4] },
    { id: 3, callFrame: frame('answer', 'file:///app/dist/src/form.js'), children: [5] },
    { id: 4, callFrame: frame('a<b>&c', express) },
    { id: 5, callFrame: frame('a<b>&c', express) },
    { id: 6, callFrame: frame('(idle)', '') },
    { id: 7, callFrame: frame('(garbage collector)', '') },
  ],
  startTime: 1000,
  // At 1000, 1100, 1200, 1600, 1900, 2000, 2004 µs; each lasts until the next one.
  samples: [2, 4, 5, 6, 7, 3, 2],
  timeDeltas: [0, 100, 100, 400, 300, 100, 4],
};

test('equal callers are one frame, as wide as itself and what it calls, without rest', () => {
  const root = foldProfile(profile, 1000, 3000);
  const answer = root.children.get('answer file:///app/dist/src/form.js')!;
  const [called] = answer.children.values();
  expect(called!.totalUs).toBe(100 + 400);
  expect(answer.totalUs).toBe(100 + 500 + 4);
  expect(root.totalUs).toBe(604 + 100);
  expect([...root.children.values()].map(({ name }) => name)).toEqual(['answer', '(garbage collector)']);
});

test('samples outside the measured time do not count', () => {
  expect(foldProfile(profile, 1100, 1600).totalUs).toBe(500);
});

test('widths are shares of 1,200 pixels, by group', () => {
  const svg = drawFlames(foldProfile(profile, 1000, 3000), 'Title');
  const widths = [...svg.matchAll(/<rect class="(\w+)" x="([\d.]+)" y="\d+" width="([\d.]+)" height="17"/g)];
  expect(widths.map(([, group, x, wide]) => [group, Number(x), Number(wide)])).toEqual([
    ['node', 0, 1200],
    ['ours', 0, 1029.5], // 604 of 704
    ['packages', 0, 852.3], // 500 of 704
    ['gc', 1029.5, 170.5],
  ]);
});

test('frames of less than half a percent are left out', () => {
  const rare = { ...profile, samples: [2, 7, 2], timeDeltas: [0, 996, 4] };
  expect(drawFlames(foldProfile(rare, 1000, 3000), 'Title')).not.toContain('garbage collector)');
});

test('names and title are escaped, and nothing of the folders of the machine is shown', () => {
  const svg = drawFlames(foldProfile(profile, 1000, 3000), 'a < b & c');
  expect(svg).toContain('<title>a &lt; b &amp; c</title>');
  expect(svg).toContain('a&lt;b&gt;&amp;c ~express/lib/router.js');
  expect(svg).not.toMatch(/<b>|\/app\/|<script/);
});
