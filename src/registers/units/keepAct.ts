/** Stores a change of units: checked against everything stored, or not stored at all. */
import { auditEntry, type AuditEntry } from '../../access/audit/entry.ts';
import type { Round } from '../../design/rounds/round.ts';
import { isDuplicateKey } from '../../platform/storage/documents.ts';
import { nextActId, unitsThrough, type ActDraft, type Succession } from './succession.ts';
import { successionFaults, touchedBy, type SuccessionFault } from './successionFaults.ts';
import type { Unit } from './unit.ts';
import { unitTreeOn, type UnitTree } from './unitTree.ts';
import type { Stores } from '../stores.ts';

export interface ActOrder {
  /** @param actId id of the change; ids of the units that it creates begin with it */
  readonly draft: (actId: string) => ActDraft;
  readonly audit: Pick<AuditEntry, 'kind'> & { readonly label: string };
  readonly by: { readonly accountId: string; readonly name: string };
}

export interface JudgedAct {
  readonly act: Succession;
  /** Empty: the change may be stored. */
  readonly faults: readonly SuccessionFault[];
}

type ActStores = Pick<Stores, 'units' | 'rounds' | 'accessPoints'>;

/** The result of a change, without storing it. */
export async function judgeAct(stores: ActStores, order: ActOrder, now: Date): Promise<JudgedAct> {
  const [units, acts, rounds, points] = await Promise.all([
    stores.units.listEntered(),
    stores.units.listActs(),
    stores.rounds.list(),
    stores.accessPoints.list(),
  ]);
  const id = nextActId(acts);
  const act = { ...order.draft(id), id, entered: { at: now, by: order.by } };
  const [before, after] = [unitsThrough(units, acts), unitsThrough(units, [...acts, act])];
  const isGone = (unitId: string): boolean =>
    before.some((unit) => unit.id === unitId) && !after.some((unit) => unit.id === unitId);
  const used = points.flatMap(({ revisions }) => revisions.map(({ unitId }) => unitId)).filter(isGone);
  const fixed = rounds.filter((round) => changesRound(round, before, after)).map((round) => round.id);
  const faults = [
    ...successionFaults(units, acts, act),
    ...(fixed.length > 0 ? [{ kind: 'roundFixed' as const, ids: fixed }] : []),
    ...(used.length > 0 ? [{ kind: 'inUse' as const, ids: [...new Set(used)] }] : []),
  ];
  return { act, faults };
}

/** Stores the change unless it has an error. */
export async function keepAct(stores: ActStores, order: ActOrder, now: Date): Promise<JudgedAct> {
  for (;;) {
    const judged = await judgeAct(stores, order, now);
    if (judged.faults.length > 0) return judged;
    try {
      await stores.units.addAct(judged.act, entryOf(judged.act, order, await touched(stores, judged.act)));
      return judged;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error; // another change was stored meanwhile: check again, including that one
    }
  }
}

/** Units of the change, or of the one that it undoes. */
async function touched({ units }: ActStores, act: Succession): Promise<readonly string[]> {
  const undone = (await units.listActs()).find(({ id }) => id === act.undoes);
  return [...touchedBy(undone ?? act)];
}

function entryOf(act: Succession, { audit, by }: ActOrder, unitIds: readonly string[]): AuditEntry {
  const { document, undoes } = act;
  const { founded, changed, ended, abolished } = act;
  const counts = { founded, changed, ended, abolished };
  return auditEntry({
    at: act.entered.at,
    by,
    kind: audit.kind,
    unitIds,
    subject: { id: act.id, label: audit.label },
    after: {
      on: act.on,
      ...(document && { document: document.number }),
      ...(undoes !== undefined && { undoes }),
      ...Object.fromEntries(
        Object.entries(counts)
          .filter(([, each]) => each.length > 0)
          .map(([name, each]) => [name, String(each.length)]),
      ),
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
