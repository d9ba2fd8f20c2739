import { describe, expect, test } from '@jest/globals';
import { array, assert, integer, nat, property } from 'fast-check';
import {
  append,
  completeNodes,
  consistencyRanges,
  emptyFrontier,
  emptyRoot,
  inclusionRanges,
  leafHash,
  nodeHash,
  rangeHashes,
  rootOf,
  type LeafRange,
} from '../../../src/collection/ledger/merkle.ts';
import { loadVerifier } from '../../../src/collection/ledger/verifier.ts';
import {
  hashInTile,
  openTiles,
  tileKey,
  tileOf,
  tilesAfter,
  type Tile,
} from '../../../src/collection/ledger/tile.ts';

const verifier = await loadVerifier();

/** The definition of RFC 6962, section 2.1, word by word: slow, and another way than the code's. */
function definedRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return emptyRoot;
  if (leaves.length === 1) return leaves[0]!;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(definedRoot(leaves.slice(0, split)), definedRoot(leaves.slice(split)));
}

const leaves = Array.from({ length: 700 }, (_, position) => leafHash(`entry ${position}`));
const rangesIn = (ranges: readonly LeafRange[]): Buffer[] =>
  ranges.map(({ from, to }) => definedRoot(leaves.slice(from, to)));

describe('the tree', () => {
  test('hashes as RFC 6962 does: the tree of certificate-transparency’s eight test entries', () => {
    const inputs = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ];
    const hashes = inputs.map((hex) => leafHash(Buffer.from(hex, 'hex').toString('latin1')));
    const roots = hashes.map((_, index) =>
      rootOf(append(emptyFrontier, hashes.slice(0, index + 1))).toString('hex'),
    );
    expect(emptyRoot.toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(roots[0]).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
    expect(roots[1]).toBe('fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125');
    expect(roots[7]).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
  });

  test('grows by batches of any size to the same root', () => {
    assert(
      property(array(nat(60), { maxLength: 10 }), (batches) => {
        let frontier = emptyFrontier;
        for (const count of batches) {
          frontier = append(frontier, leaves.slice(frontier.size, frontier.size + count));
        }
        expect(frontier.hashes.length).toBeLessThanOrEqual(Math.ceil(Math.log2(frontier.size + 1)));
        expect(rootOf(frontier).equals(definedRoot(leaves.slice(0, frontier.size)))).toBe(true);
      }),
    );
  });

  test('an inclusion proof leads to the root, and from no other leaf, place or size', () => {
    assert(
      property(integer({ min: 1, max: 600 }), nat(), (size, some) => {
        const position = some % size;
        const proof = rangesIn(inclusionRanges(position, size));
        const root = definedRoot(leaves.slice(0, size));
        expect(verifier.rootByInclusion(leaves[position]!, position, size, proof)).toEqual(root);
        expect(verifier.rootByInclusion(leaves[position + 1]!, position, size, proof)).not.toEqual(root);
        expect(verifier.rootByInclusion(leaves[position]!, position, size, [...proof, root])).toBeUndefined();
        expect(
          size > 1 && verifier.rootByInclusion(leaves[position]!, (position + 1) % size, size, proof),
        ).not.toEqual(root);
      }),
    );
  });

  test('a consistency proof holds between two trees of one log, and for no altered one', () => {
    assert(
      property(integer({ min: 1, max: 600 }), nat(), (size, some) => {
        const smaller = 1 + (some % size);
        const proof = rangesIn(consistencyRanges(smaller, size));
        const before = { size: smaller, root: definedRoot(leaves.slice(0, smaller)) };
        const after = { size, root: definedRoot(leaves.slice(0, size)) };
        expect(verifier.isConsistent(before, after, proof)).toBe(true);
        expect(verifier.isConsistent({ ...before, root: leafHash('other') }, after, proof)).toBe(false);
        expect(verifier.isConsistent(before, { ...after, root: leafHash('other') }, proof)).toBe(false);
        expect(size > smaller && verifier.isConsistent(after, before, proof)).toBe(false);
      }),
    );
  });
});

describe('tiles', () => {
  test('give the hash of every complete subtree, however the log grew', () => {
    assert(
      property(array(integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 4 }), (batches) => {
        const kept = new Map<string, Tile>();
        let size = 0;
        for (const count of batches) {
          const added = leaves.slice(size, size + count);
          const open = openTiles(size).map((name) => kept.get(tileKey(name))!);
          for (const tile of tilesAfter(size, added, open)) kept.set(tileKey(tile), tile);
          size += added.length;
        }
        const ranges = [...inclusionRanges(size - 1, size), { from: 0, to: size }];
        const hashes = rangeHashes(ranges, (node) => hashInTile(kept.get(tileKey(tileOf(node)))!, node));
        expect(hashes).toEqual(rangesIn(ranges));
      }),
      { numRuns: 40 },
    );
  });

  test('of a row above are reached only through full tiles below', () => {
    const many = Array.from({ length: 66_000 }, (_, position) => leafHash(String(position)));
    const tiles = tilesAfter(0, many, []);
    expect(tiles.filter(({ row }) => row === 0)).toHaveLength(Math.ceil(66_000 / 256));
    expect(tiles.filter(({ row }) => row === 1).map(({ hashes }) => hashes.length / 32)).toEqual([256, 1]);
    const top = tiles.find(({ row }) => row === 2)!;
    expect(top.hashes).toEqual(rootOf(append(emptyFrontier, many.slice(0, 65_536))));
    expect(completeNodes({ from: 0, to: 66_000 })[0]).toEqual({ level: 16, position: 0 });
  });
});
