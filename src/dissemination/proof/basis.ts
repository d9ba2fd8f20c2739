/**
 * What a published figure rests on besides the answers: methods, survey versions, rounds, the units and their changes,
 * what each access point stood for, sampling frames and caseloads. Each is logged by its hash when it takes effect.
 */
import { createHash } from 'node:crypto';
import assert from 'node:assert/strict';
import canonicalize from 'canonicalize';
import { inTurns } from '../../platform/turns.ts';
import type { Frame } from '../../processing/frames/frame.ts';
import { basisKinds, type BasisKind, type BasisHash } from '../../processing/published/publication.ts';
import type { Stores } from '../stores.ts';

export interface Basis {
  readonly of: BasisKind;
  /** Permanent name within its kind. */
  readonly key: string;
  /** The hashed content: everything a figure may depend on, and nothing that changes later (for a round, its present state). */
  readonly content: object;
}

/** A round may get another closing time, survey version or method; everything else is append-only. */
export function mayChange(of: BasisKind): boolean {
  return of === 'round';
}

/** SHA-256 over a line that names the format, and the content in canonical JSON (RFC 8785), instants in ISO 8601. */
export function basisHash({ of, key, content }: Basis): BasisHash {
  const text = canonicalize(JSON.parse(JSON.stringify(content)));
  assert(text !== undefined);
  const hash = createHash('sha256').update(`lang-nghe basis 1\n${text}`, 'utf8').digest('hex');
  return { of, key, hash };
}

export type BasisStores = Pick<
  Stores,
  'methods' | 'surveys' | 'rounds' | 'units' | 'accessPoints' | 'frames' | 'importBatches'
>;

/** Limits the caseloads that are read, since there may be many lines: those after an import batch, or of some months, `YYYY-MM`. */
interface CaseloadSearch {
  readonly after?: number;
  readonly periods?: readonly string[];
}

/** Everything that is stored, kind by kind. */
export async function* eachBasis(
  stores: BasisStores,
  kinds: readonly BasisKind[] = basisKinds,
  caseloads: CaseloadSearch = {},
): AsyncIterable<Basis> {
  for (const kind of kinds) {
    for (const [key, content] of await contentsOf(stores, kind, caseloads)) yield { of: kind, key, content };
  }
}

type Contents = readonly (readonly [key: string, content: object])[];

async function contentsOf(
  stores: BasisStores,
  kind: BasisKind,
  caseloads: CaseloadSearch,
): Promise<Contents> {
  switch (kind) {
    case 'method':
      return await stores.methods.listStored();
    case 'surveyVersion':
      return (await stores.surveys.list()).map((version) => [version.id, version]);
    case 'round':
      return (await stores.rounds.list()).map((round) => [round.id, round]);
    case 'unit':
      return (await stores.units.listEntered()).map((unit) => [unit.id, unit]);
    case 'unitChange':
      return (await stores.units.listChanges()).map(({ entered: _entered, ...change }) => [
        change.id,
        change,
      ]);
    case 'accessPoint':
      return (await stores.accessPoints.list()).flatMap(({ id, code, channel, revisions }) =>
        revisions.map(
          (revision) => [`${id} ${revision.number}`, { id, code, channel, ...revision }] as const,
        ),
      );
    case 'frame':
      return await frameContents(stores);
    case 'caseload':
      return await caseloadContents(stores, caseloads);
  }
}

/** Hashes the lines one after another and yields to requests in between: there may be a hundred thousand. */
async function caseloadContents({ importBatches }: BasisStores, search: CaseloadSearch): Promise<Contents> {
  const contents: (readonly [string, object])[] = [];
  for (const { number = 0, lines } of await importBatches.list('caseloads', search)) {
    const hash = createHash('sha256');
    for await (const line of inTurns(lines)) hash.update(`${canonicalize(line)}\n`, 'utf8');
    contents.push([String(number), { number, lines: hash.digest('hex') }]);
  }
  return contents;
}

async function frameContents({ rounds, frames }: BasisStores): Promise<Contents> {
  const contents: (readonly [string, object])[] = [];
  for (const { id } of await rounds.list()) {
    const frame = await frames.find(id);
    if (frame?.draw) contents.push([id, drawnContent(frame)]);
  }
  return contents;
}

/** Once a sample is drawn, neither the list nor the draw changes; outcomes and letters do, but carry no weight. */
function drawnContent({ id, listHash, strata, draw }: Frame): object {
  return {
    id,
    listHash,
    draw,
    strata: strata.map(({ unitId, serviceId, people, drawn }) => ({ unitId, serviceId, people, drawn })),
  };
}
