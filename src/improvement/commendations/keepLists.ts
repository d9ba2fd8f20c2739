/** Lists of commendations that a caller may see and change; each change is recorded in the audit. */
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { auditEntry, subjectLabel, type AuditEntry, type Facts } from '../../access/audit/entry.ts';
import { evidenceEntry } from '../../registers/evidence/keepFile.ts';
import type { Problem } from '../../platform/problem.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import { isPublished, type Publication } from '../../processing/published/publication.ts';
import { scorecardReader } from '../scorecards/scorecardReader.ts';
import { candidatesOf, type CandidateGroup } from './candidates.ts';
import type { Basis, CommendationList, Individual } from './commendation.ts';
import { scoreCandidates } from './scoreCandidates.ts';
import type { ListChange } from './store.ts';
import { commendationTexts } from './texts.ts';
import type { RoundsRoutesOptions, RoutesOptions, Stores } from '../stores.ts';

const publicationsRead = 200;

type IsAsked = (unitId: string) => boolean;

export interface Proposal {
  readonly from: 'survey' | 'score';
  readonly groups: readonly CandidateGroup[];
  readonly isSelfSelected: boolean;
}

/** @throws Problem notFound */
export async function findList(
  { commendations }: Pick<Stores, 'commendations'>,
  listId: string,
  { caller, action }: { readonly caller: Caller; readonly action: 'seeCommendations' | 'keepCommendations' },
): Promise<CommendationList> {
  const list = await commendations.find(listId);
  if (!list) throw notYours();
  caller.demand(action, [list.unitId]);
  return list;
}

/** @throws Problem notFound, or conflict once its decision is recorded */
export async function findDraft(
  stores: Pick<Stores, 'commendations'>,
  listId: string,
  caller: Caller,
): Promise<CommendationList> {
  const list = await findList(stores, listId, { caller, action: 'keepCommendations' });
  if (list.state !== 'draft') throw movedOn();
  return list;
}

/** The publications that the rules can use. */
export async function usablePublications({
  publications,
}: Pick<Stores, 'publications'>): Promise<readonly Publication[]> {
  return await publications.list(publicationsRead, isPublished);
}

async function bySurvey(
  { publications }: Pick<Stores, 'publications'>,
  list: CommendationList,
  isAsked: IsAsked,
): Promise<Proposal | undefined> {
  const publication = await publications.find(list.publicationId ?? '');
  if (!publication || !isPublished(publication)) return undefined;
  const content = await publications.content(publication);
  const isSelfSelected = content.round.sampleKind === 'selfSelected';
  return { from: 'survey', groups: candidatesOf(content, isAsked), isSelfSelected };
}

async function byScore(
  tools: RoundsRoutesOptions,
  { year, unitId }: CommendationList,
  isAsked: IsAsked,
  { units }: Caller,
): Promise<Proposal | undefined> {
  const sets = (await tools.stores.criteriaSets.list()).filter(
    (set) => set.year === year && units.isWithin(set.ownerId, unitId),
  );
  const reader = scorecardReader(tools);
  const results = await Promise.all(sets.map((set) => reader.resultsOf(set)));
  const groups = results.flatMap((one) => scoreCandidates(one, isAsked) ?? []);
  return groups.length === 0 ? undefined : { from: 'score', groups, isSelfSelected: false };
}

/** The sources for the rules, with the units that they propose. */
export async function proposalsFor(
  tools: RoundsRoutesOptions,
  list: CommendationList,
  caller: Caller,
): Promise<readonly Proposal[]> {
  const isAsked: IsAsked = (unitId) => unitId !== list.unitId && caller.units.isWithin(unitId, list.unitId);
  const found = await Promise.all([
    bySurvey(tools.stores, list, isAsked),
    byScore(tools, list, isAsked, caller),
  ]);
  return found.filter((proposal) => proposal !== undefined);
}

/** The facts behind the proposal, if a rule proposes the unit now. */
export async function findBasis(
  tools: RoundsRoutesOptions,
  list: CommendationList,
  { unit, rule, caller }: { unit: string; rule: Basis['rule']; caller: Caller },
): Promise<Basis | undefined> {
  const groups = (await proposalsFor(tools, list, caller)).flatMap((proposal) => proposal.groups);
  const candidates = groups.flatMap((group) => group.candidates);
  return candidates.find(({ unitId, basis }) => unitId === unit && basis.rule === rule)?.basis;
}

/** @throws Problem conflict when it was changed in the meantime */
export async function changeList(
  { stores, now }: RoutesOptions,
  list: CommendationList,
  changes: ListChange,
  { kind, facts, caller }: { kind: AuditEntry['kind']; facts: Facts; caller: Caller },
): Promise<void> {
  const entry = listEntry(kind, list, { facts, caller, now: now() });
  if (!(await stores.commendations.change(list, changes, entry))) throw movedOn();
}

/** The audit records the number of people and no name. */
export async function changePeople(
  tools: RoutesOptions,
  list: CommendationList,
  individuals: readonly Individual[],
  caller: Caller,
): Promise<void> {
  const facts = countsOf({ ...list, individuals });
  await changeList(tools, list, { individuals }, { kind: 'commendation.changed', facts, caller });
}

/** Also deletes its evidence. @throws Problem conflict */
export async function discardList(
  { stores: { commendations, evidence }, now }: RoutesOptions,
  list: CommendationList,
  caller: Caller,
): Promise<void> {
  const facts = countsOf(list);
  const entry = listEntry('commendation.discarded', list, { facts, caller, now: now() });
  if (!(await commendations.discard(list, entry))) throw movedOn();
  const folder = await evidence.find(list);
  const action = { by: caller.actor, at: now() };
  for (const file of folder.files.filter(({ owner }) => owner === `commendation/${list.id}`))
    await evidence.remove(folder, file, {
      ...action,
      entry: evidenceEntry('evidence.removed', folder, file, action),
    });
}

export function listEntry(
  kind: AuditEntry['kind'],
  { id, title, unitId }: CommendationList,
  { facts, caller, now }: { facts: Facts; caller: Caller; now: Date },
): AuditEntry {
  const subject = { id, label: subjectLabel(title) };
  return auditEntry({ at: now, by: caller.actor, kind, unitIds: [unitId], subject, after: facts });
}

export function countsOf({
  collectives,
  individuals,
}: Pick<CommendationList, 'collectives' | 'individuals'>): Facts {
  return { collectives: String(collectives.length), individuals: String(individuals.length) };
}

export function movedOn(): Problem {
  return problemOf('conflict', commendationTexts, (t) => t.movedOn);
}
