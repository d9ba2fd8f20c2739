/**
 * Reads the forms of a closed round from its columns, for micro-data: what is in the log and not annulled, as codes and in no
 * order that tells when a form came. A million forms of 22 questions take about 60 MB for as long as the work goes on.
 */
import { setImmediate } from 'node:timers/promises';
import { channels } from '../accessPoints/accessPoint.ts';
import { chunkOver, UNANSWERED_BYTE, type Chunk } from '../columns/chunk.ts';
import { Problem } from '../problem.ts';
import { roundState, type Round } from '../rounds/round.ts';
import type { MeasuredRound } from '../satisfaction/results.ts';
import type { Service } from '../services/service.ts';
import type { Stores } from '../stores.ts';
import { scaleOf, type SurveyContent } from '../surveys/survey.ts';
import type { UnitTree } from '../units/unitTree.ts';
import type { CodedColumn } from './classes.ts';
import { unitCounts, type UnitCounts } from './unitCounts.ts';

/** What codes stand for. */
export interface FormLists {
  /** Units of the round, those above before those below. */
  readonly unitIds: readonly string[];
  /** How many levels of units there are. */
  readonly levels: number;
  /** With an empty id, of no service, last. */
  readonly serviceIds: readonly string[];
  readonly content: SurveyContent;
}

export interface Forms {
  readonly lists: FormLists;
  /** 1: came after the close. */
  readonly late: CodedColumn;
  /** By level of units from the top, places among them; `unitIds.length` where it is of the unit above itself. */
  readonly units: readonly CodedColumn[];
  /** Months from January 2000. */
  readonly month: CodedColumn;
  readonly service: CodedColumn;
  readonly channel: CodedColumn;
  /** By question on the person: 0 not said, or the place of the option plus 1. */
  readonly abouts: readonly CodedColumn[];
  /** By question: 0 not answered, 1 no opinion, or the level plus 1. */
  readonly answers: readonly CodedColumn[];
}

export const monthsMax = 1200;

/** A month's text, `YYYY-MM`, by its code. */
export function monthOf(code: number): string {
  return `${2000 + Math.floor(code / 12)}-${String((code % 12) + 1).padStart(2, '0')}`;
}

/** @throws Problem conflict where the round is open, or some of its forms are on their way */
export async function demandSettled(
  { submissions, columns, ledger }: Pick<Stores, 'submissions' | 'columns' | 'ledger'>,
  round: Round,
  now: Date,
): Promise<void> {
  if (roundState(round, now) !== 'closed') throw notSettled();
  const [uncounted, unlogged, { size }, last] = await Promise.all([
    submissions.countUncounted(round.id),
    submissions.countUnlogged(round.id),
    columns.findState(),
    ledger.findLast(),
  ]);
  if (uncounted.inTime + unlogged > 0 || size < (last?.size ?? 0)) throw notSettled();
}

export function listsOf(
  round: Round,
  tree: UnitTree,
  services: readonly Service[],
  content: SurveyContent,
): FormLists {
  const unitIds = round.unitIds.flatMap((id) => (tree.has(id) ? tree.subtreeIds(id) : []));
  return {
    unitIds,
    levels: Math.max(1, ...unitIds.map((id) => pathOf(tree, round, id).length)),
    serviceIds: [...services.map(({ id }) => id), ''],
    content,
  };
}

/** From the round's own unit down to the one given; empty for a unit that is not of the round. */
export function pathOf(tree: UnitTree, round: Round, unitId: string): string[] {
  if (!tree.has(unitId)) return [];
  const path = [unitId, ...tree.ancestorIds(unitId)].toReversed();
  const start = path.findIndex((id) => round.unitIds.includes(id));
  return start < 0 ? [] : path.slice(start);
}

export interface ReadForms {
  readonly forms: Forms;
  /** Those that are not annulled, rising. */
  readonly rows: Uint32Array;
  /** The same ones, less the late, by unit and each thing that puts them apart. */
  readonly counts: UnitCounts;
}

/** @throws Problem conflict where the columns were laid anew meanwhile */
export async function readForms(
  stores: Pick<Stores, 'columns' | 'submissions'>,
  { round, tree, plan, survey }: Pick<MeasuredRound, 'round' | 'tree' | 'plan' | 'survey'>,
  lists: FormLists,
): Promise<ReadForms> {
  const { generation, size } = await stores.columns.findState();
  const named = await stores.columns.list({ generation, roundId: round.id });
  const forms = emptyForms(lists, named.reduce((sum, { rows }) => sum + rows, 0)); // prettier-ignore
  const annulled = Uint32Array.from(await stores.submissions.listAnnulled(round.id)).sort();
  const isAnnulled = risingSet(annulled);
  const counts = unitCounts({ plan, annulled, below: size }, [
    { kind: 'service' },
    { kind: 'channel' },
    { kind: 'day' },
    ...survey.content.about.map(({ id }) => ({ kind: 'about', id }) as const),
  ]);
  const rows = new Uint32Array(forms.late.codes.length);
  let [from, count] = [0, 0];
  for (const name of named) {
    const kept = await stores.columns.find(name);
    if (!kept || from + kept.rows > rows.length) throw changedMeanwhile();
    const chunk = chunkOver(kept);
    copyChunk(forms, chunk, from, (unitId) => pathOf(tree, round, unitId));
    await counts.add(chunk);
    for (let row = 0; row < chunk.rows; row++) {
      const position = chunk.positions[row]!;
      if (position < size && !isAnnulled(position)) rows[count++] = from + row;
    }
    from += chunk.rows;
    await setImmediate();
  }
  if ((await stores.columns.findState()).generation !== generation) throw changedMeanwhile();
  return { forms, rows: rows.slice(0, count), counts };
}

export function emptyForms(lists: FormLists, rows: number): Forms {
  const column = (values: number): CodedColumn => ({
    codes: values < 256 ? new Uint8Array(rows) : new Uint16Array(rows),
    hidden: values,
  });
  const { about, questions } = lists.content;
  return {
    lists,
    late: column(2),
    units: Array.from({ length: lists.levels }, () => column(lists.unitIds.length + 1)),
    month: column(monthsMax),
    service: column(lists.serviceIds.length),
    channel: column(channels.length),
    abouts: about.map(({ options }) => column(options.length + 1)),
    answers: questions.map((question) => column(scaleOf(lists.content, question).levels.length + 2)),
  };
}

function copyChunk(
  { lists, late, units, month, service, channel, abouts, answers }: Forms,
  chunk: Chunk,
  from: number,
  pathTo: (unitId: string) => readonly string[],
): void {
  late.codes.set(chunk.late, from);
  const places = chunk.lists.revisions.map(({ unitId, serviceId, channel: by }) => {
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
    const place = places[chunk.revisions[row]!]!;
    for (let level = 0; level < units.length; level++) units[level]!.codes[from + row] = place.units[level]!;
    service.codes[from + row] = place.service;
    channel.codes[from + row] = place.channel;
    month.codes[from + row] = months[chunk.days[row]!]!;
  }
  lists.content.about.forEach(({ id, options }, place) => {
    const at = chunk.lists.abouts.findIndex((about) => about.id === id);
    if (at < 0) return;
    const told = chunk.lists.abouts[at]!.options.map((option) => options.findIndex((one) => one.id === option) + 1); // prettier-ignore
    const bands = chunk.bands[at]!;
    for (let row = 0; row < chunk.rows; row++)
      abouts[place]!.codes[from + row] = bands[row] === 0 ? 0 : told[bands[row]! - 1]!;
  });
  lists.content.questions.forEach(({ id }, place) => {
    const at = chunk.lists.questions.indexOf(id);
    if (at < 0) return;
    const levels = chunk.levels[at]!;
    for (let row = 0; row < chunk.rows; row++)
      answers[place]!.codes[from + row] = levels[row] === UNANSWERED_BYTE ? 0 : levels[row]! + 1;
  });
}

/** Tells whether a number is among rising ones; to be asked with rising numbers. */
function risingSet(numbers: Uint32Array): (number: number) => boolean {
  let at = 0;
  return (number) => {
    while (at < numbers.length && numbers[at]! < number) at += 1;
    return numbers[at] === number;
  };
}

function notSettled(): Problem {
  return new Problem('conflict', {
    vi: 'Dữ liệu chi tiết chỉ có khi đợt đã đóng và mọi phiếu đã vào sổ cái, thường trong vòng một giờ sau khi đóng. Xin thử lại sau.',
    en: 'There are micro-data once the round is closed and all its forms are in the ledger, mostly within an hour. Please try again later.',
  });
}

function changedMeanwhile(): Problem {
  return new Problem('conflict', {
    vi: 'Phiếu của đợt vừa được sắp lại trong lúc xuất. Xin xuất lại.',
    en: 'The forms of the round were laid out anew meanwhile. Please export again.',
  });
}
