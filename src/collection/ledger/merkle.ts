/**
 * The Merkle tree of RFC 6962, section 2.1. The leaf hash of an entry is SHA-256(0x00 ‖ entry), an inner node is
 * SHA-256(0x01 ‖ left ‖ right), and a tree of n leaves splits at the largest power of two below n.
 *
 * A proof consists of hashes of ranges of leaves that start at a multiple of a power of two. Such a range divides
 * into complete subtrees; `NodeName` names one by its level (0: a leaf) and its index within that level.
 */
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';

export const hashBytes = 32;

export function leafHash(entry: string): Buffer {
  return sha256(Buffer.from(`\u0000${entry}`, 'utf8'));
}

export function nodeHash(left: Buffer, right: Buffer): Buffer {
  return sha256(Buffer.concat([nodePrefix, left, right]));
}

const nodePrefix = Buffer.of(1);

/**
 * The nodes above a row of hashes, both as concatenated bytes: a proof takes hundreds, so no object is allocated for
 * each.
 */
export function rowAbove(hashes: Buffer): Buffer {
  const above = Buffer.allocUnsafe(hashes.length / 2);
  const node = Buffer.alloc(nodePrefix.length + 2 * hashBytes, nodePrefix);
  for (let at = 0; at < above.length; at += hashBytes) {
    hashes.copy(node, nodePrefix.length, 2 * at);
    above.write(hash('sha256', node, 'base64'), at, 'base64');
  }
  return above;
}

/**
 * Goes through a string, since Node then leaves no objects that have to be collected individually: a proof takes
 * hundreds.
 */
function sha256(bytes: Buffer): Buffer {
  return Buffer.from(hash('sha256', bytes, 'base64'), 'base64');
}

/** Root of the tree without leaves: SHA-256 of nothing. */
export const emptyRoot: Buffer = sha256(Buffer.alloc(0));

/** What appending needs of a tree: the complete subtrees along its right edge, the largest first. */
export interface Frontier {
  readonly size: number;
  /** One hash for each bit set in `size`. */
  readonly hashes: readonly Buffer[];
}

export const emptyFrontier: Frontier = { size: 0, hashes: [] };

/** Appends leaves in order; costs one or two hashes per leaf, whatever the size of the tree. */
export function append(frontier: Frontier, leaves: readonly Buffer[]): Frontier {
  const hashes = [...frontier.hashes];
  let { size } = frontier;
  for (const leaf of leaves) {
    let node = leaf;
    for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      const left = hashes.pop();
      assert(left, 'a frontier has a hash for each bit of its size');
      node = nodeHash(left, node);
    }
    hashes.push(node);
    size += 1;
  }
  return { size, hashes };
}

export function rootOf({ hashes }: Frontier): Buffer {
  return hashes.length === 0 ? emptyRoot : joined(hashes);
}

/** Hash over adjacent subtrees, the largest first. */
function joined(hashes: readonly Buffer[]): Buffer {
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** Leaves from `from` up to, but not including, `to`. */
export interface LeafRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The ranges whose hashes prove that a leaf is in a tree, from the leaf upwards (RFC 6962, 2.1.1).
 *
 * @param position of the leaf, from 0
 */
export function inclusionRanges(position: number, size: number): readonly LeafRange[] {
  assert(position >= 0 && position < size, `leaf ${position} in a tree of ${size}`);
  const ranges: LeafRange[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (position < middle) {
      ranges.unshift({ from: middle, to });
      to = middle;
    } else {
      ranges.unshift({ from, to: middle });
      from = middle;
    }
  }
  return ranges;
}

/**
 * The ranges whose hashes prove that a tree extends a smaller one (RFC 6962, 2.1.2); none if the trees are the same.
 */
export function consistencyRanges(smaller: number, size: number): readonly LeafRange[] {
  assert(smaller > 0 && smaller <= size, `a tree of ${smaller} in a tree of ${size}`);
  const ranges: LeafRange[] = [];
  let [from, to] = [0, size];
  while (to !== smaller) {
    const middle = from + splitOf(to - from);
    if (smaller <= middle) {
      ranges.unshift({ from: middle, to });
      to = middle;
    } else {
      ranges.unshift({ from, to: middle });
      from = middle;
    }
  }
  return from === 0 ? ranges : [{ from, to }, ...ranges];
}

/** Largest power of two below a number of leaves. */
function splitOf(leaves: number): number {
  let split = 1;
  while (split * 2 < leaves) split *= 2;
  return split;
}

export interface NodeName {
  readonly level: number;
  readonly position: number;
}

/** The complete subtrees that a range of a proof divides into, the largest first. */
export function completeNodes({ from, to }: LeafRange): readonly NodeName[] {
  const nodes: NodeName[] = [];
  let start = from;
  while (start < to) {
    let level = 0;
    while (start % 2 ** (level + 1) === 0 && start + 2 ** (level + 1) <= to) level += 1;
    nodes.push({ level, position: start / 2 ** level });
    start += 2 ** level;
  }
  return nodes;
}

/** The hash of each range, given a function for the hashes of complete subtrees. */
export function rangeHashes(ranges: readonly LeafRange[], nodeAt: (node: NodeName) => Buffer): Buffer[] {
  return ranges.map((range) => joined(completeNodes(range).map(nodeAt)));
}
