/**
 * Reads the records of a closed round from its columns, for microdata: submissions that are in the ledger and not
 * annulled, as codes. A million records of 22 questions take about 60 MB for the duration of the work.
 */
import { channels } from '../../design/accessPoints/accessPoint.ts';
import { chunkOver, UNANSWERED_BYTE, type Chunk } from '../../processing/columns/chunk.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import type { Service } from '../../registers/services/service.ts';
import type { CodedVariable } from '../../statistics/disclosure/microdata.ts';
import { answerVariables } from '../../design/surveys/several.ts';
import type { SurveyContent } from '../../design/surveys/survey.ts';
import type { UnitTree } from '../../registers/units/unitTree.ts';
import { noMicrodata } from './microTexts.ts';
import type { Stores } from '../stores.ts';

/** What the codes mean. */
export interface CodeLists {
  /** Units of the round, parents before children. */
  readonly unitIds: readonly string[];
  /** Number of levels of units. */
  readonly levels: number;
  /** The last id is empty and stands for no service. */
  readonly serviceIds: readonly string[];
  readonly content: SurveyContent;
}

/** Code 0 means: late: in time; background variables: not stated; answers: not answered. */
export interface MicroRecords {
  readonly lists: CodeLists;
  /** 1: came after the close. */
  readonly late: CodedVariable;
  /** By level of units from the top, an index into `unitIds`; `unitIds.length` on the levels below the record's unit. */
  readonly units: readonly CodedVariable[];
  /** Months since January 2000. */
  readonly month: CodedVariable;
  readonly service: CodedVariable;
  readonly channel: CodedVariable;
  /** By background question: 0 not stated, or the index of the option plus 1. */
  readonly abouts: readonly CodedVariable[];
  /** By answer variable: 0 not answered, 1 no opinion, or the level plus 1. */
  readonly answers: readonly CodedVariable[];
}

export const monthsMax = 1200;

/** The text of a month code, `YYYY-MM`. */
export function monthOf(code: number): string {
  return `${2000 + Math.floor(code / 12)}-${String((code % 12) + 1).padStart(2, '0')}`;
}

/** @throws Problem conflict where the round is open, or some of its submissions are not yet in the ledger */
export async function demandSettled(
  { submissions, columns, ledger }: Pick<Stores, 'submissions' | 'columns' | 'ledger'>,
  round: Round,
  now: Date,
): Promise<void> {
  if (roundState(round, now) !== 'closed') throw noMicrodata('notSettled');
  const [uncounted, unlogged, { size }, last] = await Promise.all([
    submissions.countUncounted(round.id),
    submissions.countUnlogged(round.id),
    columns.findState(),
    ledger.findLast(),
  ]);
  if (uncounted.inTime + unlogged > 0 || size < (last?.size ?? 0)) throw noMicrodata('notSettled');
}

export function listsOf(
  round: Round,
  tree: UnitTree,
  services: readonly Service[],
  content: SurveyContent,
): CodeLists {
  const unitIds = round.unitIds.flatMap((id) => (tree.has(id) ? tree.subtreeIds(id) : []));
  return {
    unitIds,
    levels: Math.max(1, ...unitIds.map((id) => pathOf(tree, round, id).length)),
    serviceIds: [...services.map(({ id }) => id), ''],
    content,
  };
}

/** The path from the round's topmost unit down to the given one; empty for a unit outside the round. */
function pathOf(tree: UnitTree, round: Round, unitId: string): string[] {
  if (!tree.has(unitId)) return [];
  const path = [unitId, ...tree.ancestorIds(unitId)].toReversed();
  const start = path.findIndex((id) => round.unitIds.includes(id));
  return start < 0 ? [] : path.slice(start);
}

export interface ReadRecords {
  readonly records: MicroRecords;
  /** Indexes of the records that are not annulled, ascending. */
  readonly positions: Uint32Array;
}

/** @throws Problem conflict where the columns were rebuilt in the meantime */
export async function readRecords(
  stores: Pick<Stores, 'columns' | 'submissions'>,
  { round, tree }: { readonly round: Round; readonly tree: UnitTree },
  lists: CodeLists,
): Promise<ReadRecords> {
  const { generation, size } = await stores.columns.findState();
  const named = await stores.columns.list({ generation, roundId: round.id });
  const records = emptyRecords(lists, named.reduce((sum, { rows }) => sum + rows, 0)); // prettier-ignore
  const isAnnulled = risingSet(Uint32Array.from(await stores.submissions.listAnnulled(round.id)).sort());
  const positions = new Uint32Array(records.late.codes.length);
  let [from, count] = [0, 0];
  for (const name of named) {
    const kept = await stores.columns.find(name);
    if (!kept || from + kept.rows > positions.length) throw noMicrodata('rebuilt');
    const chunk = chunkOver(kept);
    copyChunk(records, chunk, from, (unitId) => pathOf(tree, round, unitId));
    for (let row = 0; row < chunk.rows; row++) {
      const position = chunk.positions[row]!;
      if (position < size && !isAnnulled(position)) positions[count++] = from + row;
    }
    from += chunk.rows;
  }
  if ((await stores.columns.findState()).generation !== generation) throw noMicrodata('rebuilt');
  return { records, positions: positions.slice(0, count) };
}

function emptyRecords(lists: CodeLists, rows: number): MicroRecords {
  const column = (values: number): CodedVariable => ({
    codes: values < 256 ? new Uint8Array(rows) : new Uint16Array(rows),
    suppressed: values,
  });
  const { about } = lists.content;
  return {
    lists,
    late: column(2),
    units: Array.from({ length: lists.levels }, () => column(lists.unitIds.length + 1)),
    month: column(monthsMax),
    service: column(lists.serviceIds.length),
    channel: column(channels.length),
    abouts: about.map(({ options }) => column(options.length + 1)),
    answers: answerVariables(lists.content).map(({ levels }) => column(levels.length + 2)),
  };
}

function copyChunk(
  { lists, late, units, month, service, channel, abouts, answers }: MicroRecords,
  chunk: Chunk,
  from: number,
  pathTo: (unitId: string) => readonly string[],
): void {
  late.codes.set(chunk.late, from);
  const positions = chunk.lists.revisions.map(({ unitId, serviceId, channel: by }) => {
    const path = pathTo(unitId);
    return {
      units: units.map((_, level) => (level < path.length ? lists.unitIds.indexOf(path[level]!) : lists.unitIds.length)), // prettier-ignore
      service: lists.serviceIds.indexOf(lists.serviceIds.includes(serviceId) ? serviceId : ''),
      channel: channels.indexOf(by),
    };
  });
  const months = chunk.lists.days.map(
    (day) => 12 * (Number(day.slice(0, 4)) - 2000) + Number(day.slice(5, 7)) - 1,
  );
  for (let row = 0; row < chunk.rows; row++) {
    const position = positions[chunk.revisions[row]!]!;
    for (let level = 0; level < units.length; level++)
      units[level]!.codes[from + row] = position.units[level]!;
    service.codes[from + row] = position.service;
    channel.codes[from + row] = position.channel;
    month.codes[from + row] = months[chunk.days[row]!]!;
  }
  lists.content.about.forEach(({ id, options }, index) => {
    const at = chunk.lists.abouts.findIndex((about) => about.id === id);
    if (at < 0) return;
    const optionCodes = chunk.lists.abouts[at]!.options.map((option) => options.findIndex((one) => one.id === option) + 1); // prettier-ignore
    const bands = chunk.bands[at]!;
    for (let row = 0; row < chunk.rows; row++)
      abouts[index]!.codes[from + row] = bands[row] === 0 ? 0 : optionCodes[bands[row]! - 1]!;
  });
  answerVariables(lists.content).forEach(({ key }, index) => {
    const at = chunk.lists.questions.indexOf(key);
    if (at < 0) return;
    const levels = chunk.levels[at]!;
    for (let row = 0; row < chunk.rows; row++)
      answers[index]!.codes[from + row] = levels[row] === UNANSWERED_BYTE ? 0 : levels[row]! + 1;
  });
}

/** Tests whether numbers are in an ascending list; they must be queried in ascending order too. */
function risingSet(numbers: Uint32Array): (number: number) => boolean {
  let at = 0;
  return (number) => {
    while (at < numbers.length && numbers[at]! < number) at += 1;
    return numbers[at] === number;
  };
}
