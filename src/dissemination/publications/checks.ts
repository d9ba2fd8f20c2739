/**
 * Checks before results are published. Each check is a sentence on the page, and both accounts read the same ones. A
 * failed check blocks publishing; the rest is for information.
 */
import type { ColumnReader } from '../../processing/columns/columnReader.ts';
import type { Annulment } from '../../collection/annulments/annulment.ts';
import {
  checkpointTime,
  isReleased,
  nextCheckpointAt,
  openCheckpoint,
  submissionsAtLeast,
} from '../../collection/ledger/checkpoint.ts';
import { rootOf } from '../../collection/ledger/merkle.ts';
import { readVerifierKey } from '../../collection/ledger/note.ts';
import type { KeptCheckpoint } from '../../collection/ledger/store.ts';
import { roundState } from '../../design/rounds/round.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import { shownScopes } from '../../statistics/estimation/snapshot.ts';
import { formsOf } from './freeze.ts';
import { mayRelease, type ReleasedState } from '../../statistics/disclosure/release.ts';
import { releasedState } from '../../processing/results/releasedState.ts';
import { snapshotHashOf } from '../../processing/published/snapshotHash.ts';
import type { Stores } from '../stores.ts';

const blockingChecks = ['closed', 'logged', 'recounted', 'totals', 'checkpoint', 'changed', 'apart'] as const;
type BlockingCheck = (typeof blockingChecks)[number];

const dependOnLedger: ReadonlySet<BlockingCheck> = new Set(['logged', 'recounted', 'totals', 'checkpoint']);

export interface CheckOutcome {
  readonly id: BlockingCheck;
  readonly isPassed: boolean;
  /** Not passed yet, and expected to pass by itself: responses wait for the ledger. */
  readonly isWaiting: boolean;
  /** The number to insert into the sentence. */
  readonly found: number;
}

/** Notes that do not block publishing. */
export interface ToKnow {
  readonly hiddenFigures: number;
  readonly shownFigures: number;
  /** Annulments that wait for a second account. */
  readonly annulmentsWaiting: number;
  /** Paper batches of the round that are still open. */
  readonly paperOpen: number;
  /** Statements of the method that no legal text confirms. */
  readonly unconfirmed: number;
}

interface Published {
  readonly snapshotHash: string;
  readonly released: ReleasedState;
}

export interface Checking {
  readonly stores: Pick<Stores, 'submissions' | 'columns' | 'annulments' | 'paper'>;
  readonly columns: Pick<ColumnReader, 'count'>;
  readonly measured: MeasuredRound;
  readonly checkpoint: KeptCheckpoint | undefined;
  /** The publication that a new one would correct. */
  readonly published: Published | undefined;
  readonly now: Date;
}

export async function checksOf(checking: Checking): Promise<readonly CheckOutcome[]> {
  const { stores, measured, checkpoint, published, now } = checking;
  const { round, snapshot } = measured;
  const isClosed = roundState(round, now) === 'closed';
  const unlogged = await stores.submissions.countUnlogged(round.id);
  const { size } = await stores.columns.findState();
  const isLogged = unlogged === 0 && checkpoint !== undefined && size >= checkpoint.size;
  const waits = unlogged > 0 || (checkpoint !== undefined && size < checkpoint.size);
  const differing = isLogged ? await differingUnits(checking) : 0;
  const missing = checkpoint ? missingForms(measured, checkpoint) : 0;
  const outcome = (id: BlockingCheck, isPassed: boolean, found = 0): CheckOutcome => ({
    id,
    isPassed,
    isWaiting: !isPassed && waits && dependOnLedger.has(id),
    found,
  });
  return [
    outcome('closed', isClosed),
    outcome('logged', isLogged, unlogged),
    outcome('recounted', isLogged && differing === 0, differing),
    outcome('totals', checkpoint !== undefined && missing === 0, missing),
    outcome('checkpoint', checkpoint !== undefined && isIntact(checkpoint), checkpoint?.number ?? 0),
    ...(published
      ? [
          outcome('changed', published.snapshotHash !== snapshotHashOf(snapshot)),
          outcome(
            'apart',
            mayRelease(published.released, releasedState(measured, shownScopes(measured.plan), now)),
          ),
        ]
      : []),
  ];
}

/** When the responses that wait will be in the ledger; undefined: within minutes, or no check waits. */
export async function expectedAt(
  { stores, checkpoint, now }: Pick<Checking, 'stores' | 'checkpoint' | 'now'>,
  checks: readonly CheckOutcome[],
): Promise<Date | undefined> {
  if (!checks.some(({ isWaiting }) => isWaiting)) return undefined;
  const time = checkpointTime(now);
  const due = await stores.submissions.findUnlogged(time, submissionsAtLeast);
  const hasThisHour = checkpoint !== undefined && checkpoint.time >= time;
  if (due && isReleased(due, time) && !hasThisHour) return undefined;
  const waiting = await stores.submissions.findUnlogged(now, submissionsAtLeast);
  return waiting && nextCheckpointAt(waiting, now);
}

/** Units whose tally differs in any number from a recount of the logged responses. */
async function differingUnits({ columns, measured }: Checking): Promise<number> {
  const { round, plan, snapshot } = measured;
  const query = { axes: [{ dimension: { kind: 'unit' } }] } as const;
  const groups = await columns.count({ roundId: round.id, plan, query });
  const recounted = new Map(groups.map(({ keys, numbers }) => [keys[0]!, numbers]));
  const tallied = new Map(
    snapshot.tallies
      .filter(({ dimension }) => dimension === 'all')
      .map(({ unitId, numbers }) => [unitId, numbers]),
  );
  const isSame = (one: Float64Array | undefined, other: Float64Array | undefined): boolean =>
    Array.from({ length: Math.max(one?.length ?? 0, other?.length ?? 0) }).every(
      (_, index) => (one?.[index] ?? 0) === (other?.[index] ?? 0),
    );
  return [...new Set([...recounted.keys(), ...tallied.keys()])].filter(
    (unitId) => !isSame(recounted.get(unitId), tallied.get(unitId)),
  ).length;
}

/** Responses in the log minus those in the results snapshot, annulled ones counted separately; 0 where both agree. */
function missingForms(measured: MeasuredRound, { totals }: KeptCheckpoint): number {
  const logged = totals.find(({ round }) => round === measured.round.id);
  const { counted, belowMinimum, late, annulled } = formsOf(measured);
  const received = (logged?.submissions ?? 0) - (counted + belowMinimum + late + annulled);
  return Math.abs(received) + Math.abs((logged?.annulled ?? 0) - annulled);
}

/** Whether the last checkpoint is signed over the exact root that the stored hashes give. */
function isIntact({ note, key, number, size, root, frontier }: KeptCheckpoint): boolean {
  const verifierKey = readVerifierKey(key);
  const signed = verifierKey && openCheckpoint(note, verifierKey);
  return (
    signed?.number === number &&
    signed.size === size &&
    signed.root.equals(root) &&
    rootOf(frontier).equals(root)
  );
}

export async function toKnow({ stores, measured, now }: Checking): Promise<ToKnow> {
  const { round, plan, tree } = measured;
  const figures = roundFigures(measured, now);
  const unitIds = round.unitIds.flatMap((id) => (tree.has(id) ? tree.subtreeIds(id) : []));
  const states = unitIds.flatMap((id) => shownScopes(plan).map((scope) => figures.of(id, { scope }).state));
  const isWaiting = ({ state, unitIds: of }: Annulment): boolean =>
    state === 'waiting' && of.some((id) => unitIds.includes(id));
  const [annulments, batches] = await Promise.all([
    stores.annulments.list(Infinity, isWaiting),
    stores.paper.listOpen(),
  ]);
  return {
    hiddenFigures: states.filter((state) => state === 'hidden' || state === 'unreliable').length,
    shownFigures: states.filter((state) => state === 'shown').length,
    annulmentsWaiting: annulments.length,
    paperOpen: batches.filter(({ roundId }) => roundId === round.id).length,
    unconfirmed: plan.method.provenance.statements.filter(({ standing }) => standing !== 'official').length,
  };
}
