/** An import with the data for judging its rows: the round, its survey, and the permitted units. */
import { createHash } from 'node:crypto';
import { unitScopeOn } from '../../access/accounts/unitScope.ts';
import { lastDayOf, roundState, type Round } from '../../design/rounds/round.ts';
import type { SurveyContent } from '../../design/surveys/survey.ts';
import { unitTreeOn } from '../../registers/units/unitTree.ts';
import { formIds } from './identity.ts';
import { roundOf } from './importAccess.ts';
import { movedOn, type Import } from './import.ts';
import { rowJudge, type ImportedForm, type Judgement, type JudgingPlan } from './judgeRow.ts';
import type { FileRow } from './mapping.ts';
import { unitReader, type NamedUnit } from './unitWords.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Stores } from '../stores.ts';

export interface ImportKeys {
  /** Key of the ids of submissions. */
  readonly identity: Buffer;
  readonly receipt: Buffer;
  /** Key of the hashes of files. */
  readonly file: Buffer;
}

export async function importKeys({ installation }: Pick<Stores, 'installation'>): Promise<ImportKeys> {
  const opened = await installation.open('real'); // exists since the first start; its kind never changes
  const key = (purpose: string): Buffer => opened.key(purpose);
  return { identity: key('imported forms'), receipt: key('receipt'), file: key('imported files') };
}

/** First and last day for which a round accepts imported submissions, up to today. */
export function daysOf(round: Round, now: Date): { readonly first: string; readonly last: string } {
  const lastOfRound = lastDayOf(round.closesAt);
  const today = dayOf(now);
  return { first: dayOf(round.opensAt), last: today < lastOfRound ? today : lastOfRound };
}

/** Units of the round's tree within the import's scope. */
export async function unitsOfImport(
  { unitIds }: Pick<Import, 'unitIds'>,
  round: Round,
  { units }: Pick<Stores, 'units'>,
): Promise<readonly NamedUnit[]> {
  const all = await units.list();
  const tree = unitTreeOn(all, round.unitsOn);
  const inRound = new Set(round.unitIds.filter((id) => tree.has(id)).flatMap((id) => tree.subtreeIds(id)));
  const own = unitIds.length === 0 ? inRound : unitScopeOn(all, round.unitsOn).subtreeIds(unitIds);
  return all
    .filter(({ id }) => inRound.has(id) && own.has(id))
    .map(({ id, names, codes }) => ({
      id,
      names: names.flatMap(({ text }) => Object.values(text)),
      codes: codes.map(({ code }) => code),
    }));
}

export interface OpenedImport {
  readonly one: Import;
  readonly round: Round;
  readonly survey: SurveyContent;
  readonly days: JudgingPlan['days'];
  readonly judge: (row: FileRow) => Judgement;
  /** Ids for one pass through the file. */
  readonly ids: () => (form: ImportedForm) => string;
}

/** @throws Problem conflict if it is not mapped any more */
export async function openImport(
  one: Import,
  stores: Stores,
  keys: ImportKeys,
  now: Date,
): Promise<OpenedImport> {
  const { mapping, mappingId, roundId, unitId, serviceId } = one;
  if (!mapping || mappingId === undefined) throw movedOn();
  const { round, survey } = await roundOf({ roundId }, stores);
  const days = daysOf(round, one.accepted?.at ?? now);
  const readUnit = unitReader(await unitsOfImport(one, round, stores));
  return {
    one,
    round,
    survey,
    days,
    judge: rowJudge({ mapping, survey, days, unitId, readUnit }),
    ids: () => formIds({ mappingId, roundId, serviceId }, keys.identity),
  };
}

export function isLate(round: Round, now: Date): boolean {
  return roundState(round, now) === 'closed';
}

/** A judged row; good rows have the id of their submission. */
export type JudgedRow = Judgement & { readonly row: number; readonly id?: string };

/** All rows below the heading, one chunk at a time. @throws Problem conflict if they are not staged any more */
export async function* judgedChunks({ one, judge, ids }: OpenedImport, { imports }: Pick<Stores, 'imports'>) {
  const idOf = ids();
  for await (const { number, rows } of rowsBelowHeading(one, imports)) {
    const judged = rows.map((row): JudgedRow => {
      const judgement = judge(row);
      return {
        ...judgement,
        row: row[0],
        ...(judgement.kind === 'good' ? { id: idOf(judgement.form) } : {}),
      };
    });
    yield { number, judged };
  }
}

export async function* rowsBelowHeading(
  { id, chunkCount, headingRows }: Pick<Import, 'id' | 'chunkCount' | 'headingRows'>,
  imports: Pick<Stores['imports'], 'findRows'>,
): AsyncGenerator<{ readonly number: number; readonly rows: readonly FileRow[] }> {
  for (let number = 0; number < chunkCount; number++) {
    const rows = await imports.findRows(id, number);
    if (!rows) throw movedOn();
    yield { number, rows: rows.filter(([row]) => row > headingRows.last) };
  }
}

/** The same name, survey and units give the same mapping, and the same collection of answers. */
export function mappingIdOf(name: string, surveyVersionId: string, unitIds: readonly string[]): string {
  const named = [
    name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim(),
    surveyVersionId,
    [...unitIds].sort(),
  ];
  return createHash('sha256').update(JSON.stringify(named)).digest('hex').slice(0, 32);
}
