/** Stores a change of units: checked against everything stored, or not stored at all. */
import { auditEntry, type AuditEntry } from '../../access/audit/entry.ts';
import type { Round } from '../../design/rounds/round.ts';
import { isDuplicateKey } from '../../platform/storage/documents.ts';
import { nextChangeId, unitsThrough, type UnitChangeDraft, type Succession } from './succession.ts';
import { successionErrors, touchedBy, type SuccessionError } from './successionErrors.ts';
import type { Unit } from './unit.ts';
import { unitTreeOn, type UnitTree } from './unitTree.ts';
import { storedAs, type SentAs } from '../sentAs.ts';
import type { Stores } from '../stores.ts';

export interface UnitChangeOrder {
  /** @param changeId id of the change; ids of the units that it creates begin with it */
  readonly draft: (changeId: string) => UnitChangeDraft;
  readonly audit: Pick<AuditEntry, 'kind'> & {
    readonly label: string;
    readonly facts?: Readonly<Record<string, string>> | undefined;
  };
  readonly by: { readonly accountId: string; readonly name: string };
  readonly sentAs?: SentAs | undefined;
}

export interface JudgedChange {
  readonly change: Succession;
  /** Empty: the change may be stored. */
  readonly errors: readonly SuccessionError[];
  /** It was stored when it was first sent. */
  readonly isOld?: true;
}

type ChangeStores = Pick<Stores, 'units' | 'rounds' | 'accessPoints'>;

/** The result of a change, without storing it. @throws Problem conflict when it has the name of another change */
export async function judgeChange(
  stores: ChangeStores,
  order: UnitChangeOrder,
  now: Date,
): Promise<JudgedChange> {
  const [units, changes, rounds, points] = await Promise.all([
    stores.units.listEntered(),
    stores.units.listChanges(),
    stores.rounds.list(),
    stores.accessPoints.list(),
  ]);
  const old = storedAs(changes, order.sentAs, order.by);
  if (old) return { change: old, errors: [], isOld: true };
  const id = nextChangeId(changes);
  const { by, sentAs } = order;
  const change = { ...order.draft(id), id, ...(sentAs && { sentAs }), entered: { at: now, by } };
  const [before, after] = [unitsThrough(units, changes), unitsThrough(units, [...changes, change])];
  const isGone = (unitId: string): boolean =>
    before.some((unit) => unit.id === unitId) && !after.some((unit) => unit.id === unitId);
  const used = points.flatMap(({ revisions }) => revisions.map(({ unitId }) => unitId)).filter(isGone);
  const fixed = rounds.filter((round) => changesRound(round, before, after)).map((round) => round.id);
  const errors = [
    ...successionErrors(units, changes, change),
    ...(fixed.length > 0 ? [{ kind: 'roundFixed' as const, ids: fixed }] : []),
    ...(used.length > 0 ? [{ kind: 'inUse' as const, ids: [...new Set(used)] }] : []),
  ];
  return { change, errors };
}

/** Stores the change unless it has an error. */
export async function keepUnitChange(
  stores: ChangeStores,
  order: UnitChangeOrder,
  now: Date,
): Promise<JudgedChange> {
  for (;;) {
    const judged = await judgeChange(stores, order, now);
    if (judged.errors.length > 0 || judged.isOld) return judged;
    try {
      await stores.units.addChange(
        judged.change,
        entryOf(judged.change, order, await touched(stores, judged.change)),
      );
      return judged;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error; // another change was stored meanwhile: check again, including that one
    }
  }
}

/** Units of the change, or of the one that it undoes. */
async function touched({ units }: ChangeStores, change: Succession): Promise<readonly string[]> {
  const undone = (await units.listChanges()).find(({ id }) => id === change.undoes);
  return [...touchedBy(undone ?? change)];
}

function entryOf(change: Succession, { audit, by }: UnitChangeOrder, unitIds: readonly string[]): AuditEntry {
  const { document, undoes } = change;
  const { founded, changed, ended, abolished } = change;
  const counts = { founded, changed, ended, abolished };
  return auditEntry({
    at: change.entered.at,
    by,
    kind: audit.kind,
    unitIds,
    subject: { id: change.id, label: audit.label },
    after: {
      on: change.on,
      ...(document && { document: document.number }),
      ...(undoes !== undefined && { undoes }),
      ...Object.fromEntries(
        Object.entries(counts)
          .filter(([, each]) => each.length > 0)
          .map(([name, each]) => [name, String(each.length)]),
      ),
      ...audit.facts,
    },
  });
}

/** A round fixes its units as of a day: those in it by then must stay, with the same parent. New ones may be added. */
function changesRound({ unitIds, unitsOn }: Round, before: readonly Unit[], after: readonly Unit[]): boolean {
  const [was, is] = [unitTreeOn(before, unitsOn), unitTreeOn(after, unitsOn)];
  return unitIds
    .flatMap((rootId) => scopeIn(was, rootId))
    .some((id) => !is.has(id) || is.parentId(id) !== was.parentId(id));
}

const scopeIn = (tree: UnitTree, rootId: string): readonly string[] =>
  tree.has(rootId) ? tree.subtreeIds(rootId) : [];
