/**
 * Hides in the forms of a round what would leave fewer than ten people alike, and what would let hidden figures be worked
 * out. The rule is one for the whole round, whoever asks and for whatever part: two files cannot be laid over each other.
 */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { channels } from '../accessPoints/accessPoint.ts';
import { Problem } from '../problem.ts';
import type { SingleForms, ToldForms } from '../satisfaction/singleForms.ts';
import { divided, type Classes, type CodedColumn } from './classes.ts';
import { monthOf, type Forms, type ReadForms } from './readForms.ts';

/** As many people at least are alike in all that may be known of a person. */
export const alikeMin = 10;

export interface AnonymousForms {
  readonly forms: Forms;
  /** Rows by content. */
  readonly order: Uint32Array;
  /** Of people who are alike in everything but their answers. */
  readonly classes: number;
  readonly smallestClass: number;
  /** Late ones that were too few to be among the rest. */
  readonly lateLeftOut: number;
  /** Hash of everything above: the same forms, the same file. */
  readonly print: string;
}

/**
 * @param tells what of it the tables of the round tell anyway
 * @throws Problem conflict where there are too few forms
 */
export async function anonymised(
  { forms, rows }: Pick<ReadForms, 'forms' | 'rows'>,
  tells: SingleForms,
): Promise<AnonymousForms> {
  const { late, units, month, service, channel, abouts, answers } = forms;
  const lateRows = rows.filter((row) => late.codes[row] === 1);
  const lateLeftOut = lateRows.length < alikeMin ? lateRows.length : 0;
  const kept = lateLeftOut > 0 ? rows.filter((row) => late.codes[row] === 0) : rows;
  if (kept.length - (lateLeftOut > 0 ? 0 : lateRows.length) < alikeMin) throw tooFew();

  const given = units.map(({ codes }) => codes.slice());
  let classes: Classes = { order: kept, starts: Uint32Array.of(0, kept.length) };
  classes = await divided(classes, late, alikeMin);
  for (const [level, unit] of units.entries()) {
    hideUnits(forms, level, tells);
    classes = await divided(classes, unit, alikeMin);
  }
  const groups = toldGroups(forms, given, kept);
  hideUntold(forms, groups, tells);
  for (const column of [month, service, channel, ...abouts])
    classes = await divided(classes, column, alikeMin);
  const { starts } = classes;
  const sizes = starts.subarray(1).map((end, at) => end - starts[at]!);
  for (const column of answers) classes = await divided(classes, column, 1);
  return {
    forms,
    order: classes.order,
    classes: sizes.length,
    smallestClass: sizes.reduce((least, size) => Math.min(least, size), kept.length),
    lateLeftOut,
    print: await printOf(forms, classes.order),
  };
}

/** At one level: units that are hidden in the tables, those in a hidden one, and a unit's own forms beside a hidden one. */
function hideUnits({ lists, units }: Forms, level: number, tells: SingleForms): void {
  const { codes, hidden } = units[level]!;
  const above = units[level - 1];
  const isHidden = lists.unitIds.map((id) => tells.isUnitHidden(id));
  const isOwnHidden = lists.unitIds.map((id) => tells.isOwnHidden(id));
  const own = lists.unitIds.length;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    const over = above?.codes[row] ?? own;
    const isBelowHidden = above !== undefined && over === above.hidden;
    if (isBelowHidden || isHidden[code] || (code === own && isOwnHidden[over])) codes[row] = hidden;
  }
}

/** Forms by what is told of their unit. */
interface Groups {
  readonly rows: Uint32Array;
  /** The group of each of the rows, by place. */
  readonly of: Uint16Array;
  readonly told: readonly ToldForms[];
}

function toldGroups({ lists, late, units }: Forms, given: CodedColumn['codes'][], rows: Uint32Array): Groups {
  const own = lists.unitIds.length;
  const places = new Map<number, number>();
  const told: { unitId: string | undefined; from: Set<string> }[] = [];
  const of = new Uint16Array(rows.length);
  rows.forEach((row, at) => {
    let below = 0;
    while (below < units.length && units[below]!.codes[row]! < own) below += 1;
    const unit = below === 0 ? own : units[below - 1]!.codes[row]!;
    const isHiddenBelow = units[below]?.codes[row] === units[below]?.hidden;
    const key = 4 * unit + (isHiddenBelow ? 2 : 0) + late.codes[row]!;
    const place = places.get(key) ?? told.push({ unitId: lists.unitIds[unit], from: new Set() }) - 1;
    places.set(key, place);
    of[at] = place;
    const from = lists.unitIds[given[below]?.[row] ?? own] ?? lists.unitIds[unit];
    if (from !== undefined) told[place]!.from.add(from);
  });
  return { rows, of, told };
}

function hideUntold(
  { lists, month, service, channel, abouts, answers }: Forms,
  groups: Groups,
  tells: SingleForms,
): void {
  const hideParts = (column: CodedColumn, isTold: (forms: ToldForms, code: number) => boolean) =>
    hideIn(groups, column, isTold, alikeMin);
  hideParts(month, (forms, code) => tells.isMonthTold(forms, monthOf(code)));
  hideParts(service, (forms, code) => tells.isServiceTold(forms, lists.serviceIds[code]!));
  hideParts(channel, (forms, code) => tells.isChannelTold(forms, channels[code]!));
  lists.content.about.forEach(({ id, options }, place) =>
    hideParts(abouts[place]!, (forms, code) => tells.isBandTold(forms, id, options[code - 1]?.id)),
  );
  lists.content.questions.forEach(({ id }, place) =>
    hideIn(groups, answers[place]!, (forms) => tells.isAnswerTold(forms, id), 0),
  );
}

/**
 * @param least what is hidden of a value in all is that of so many people, or of nobody: it is the round's less what the file tells.
 * Where it were of fewer, the smallest of the others goes with it
 */
function hideIn(
  { rows, of, told }: Groups,
  { codes, hidden }: CodedColumn,
  isTold: (forms: ToldForms, code: number) => boolean,
  least: number,
): void {
  const counts = new Uint32Array(told.length * hidden);
  rows.forEach((row, at) => (counts[of[at]! * hidden + codes[row]!]! += 1));
  const untold = new Uint8Array(counts.length);
  for (let code = 0; code < hidden; code++) {
    const places = told.map((_, group) => group * hidden + code).filter((place) => counts[place]! > 0);
    let people = 0;
    const hide = (place: number): void => {
      untold[place] = 1;
      people += counts[place]!;
    };
    places.filter((place) => !isTold(told[Math.floor(place / hidden)]!, code)).forEach(hide);
    const others = places.filter((place) => untold[place] === 0);
    for (const place of others.sort((one, other) => counts[one]! - counts[other]!))
      if (people > 0 && people < least) hide(place);
  }
  if (!untold.includes(1)) return;
  rows.forEach((row, at) => {
    if (untold[of[at]! * hidden + codes[row]!] === 1) codes[row] = hidden;
  });
}

async function printOf(forms: Forms, order: Uint32Array): Promise<string> {
  const hash = createHash('sha256');
  const { lists: _lists, units, abouts, answers, ...single } = forms;
  const columns = [...Object.values(single), ...units, ...abouts, ...answers].map(({ codes }) => codes);
  for (const { buffer, byteOffset, byteLength } of [order, ...columns]) {
    hash.update(Buffer.from(buffer, byteOffset, byteLength));
    await setImmediate();
  }
  return hash.digest('hex');
}

function tooFew(): Problem {
  return new Problem('conflict', {
    vi: `Đợt này có dưới ${alikeMin} phiếu nên không xuất dữ liệu chi tiết được.`,
    en: `This round has fewer than ${alikeMin} forms, so there are no micro-data.`,
  });
}
