/** Input of the forms of improvement actions. */
import type { Request } from 'express';
import { body, query } from 'express-validator';
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { readFields } from '../../platform/web/input.ts';
import { measureStates, type MeasureState } from './measure.ts';
import type { MeasureTexts } from './texts.ts';
import { percentHundredths } from '../../platform/text/percentInput.ts';

/** As typed. */
export interface SentMeasure {
  readonly round: string;
  readonly unit: string;
  readonly weakPoint: string;
  readonly what: string;
  readonly who: string;
  readonly until: string;
  readonly target: string;
  /** Both empty where no criterion is chosen. */
  readonly criterion: string;
  readonly criterionTarget: string;
}

export const nothingSent: SentMeasure = {
  round: '',
  unit: '',
  weakPoint: '',
  what: '',
  who: '',
  until: '',
  target: '',
  criterion: '',
  criterionTarget: '',
};

export type Faults = Record<string, string>;

/** Long enough for a promise, short enough for a public page of ten. */
const textLengthMax = 500;

const line = (name: string, lengthMax: number) => body(name).isString().isLength({ max: lengthMax }).trim();

/** @throws Problem malformed */
export async function readSentMeasure(req: Request): Promise<SentMeasure> {
  const sent = await readFields(req, [
    line('round', 100),
    line('unit', 100),
    line('weakPoint', 120),
    line('what', 10_000),
    line('who', 10_000),
    line('until', 20),
    line('target', 20),
    ...['criterion', 'criterionTarget'].map((name) =>
      body(name).default('').isString().isLength({ max: 40 }).trim(),
    ),
  ]);
  return sent as unknown as SentMeasure;
}

/** The round and the unit of a new improvement action; empty before they are chosen. */
export async function readWhere(req: Request): Promise<{ round: string; unit: string }> {
  const one = (name: string) => query(name).default('').isString().isLength({ max: 100 });
  return (await readFields(req, [one('round'), one('unit')])) as { round: string; unit: string };
}

/** The checks that do not need the round. */
export function promiseOf(sent: SentMeasure, today: string, t: MeasureTexts) {
  const faults: Faults = {};
  for (const name of ['what', 'who'] as const) {
    if (sent[name] === '') faults[name] = t.faults.missing;
    else if (sent[name].length > textLengthMax) faults[name] = t.faults.tooLong(textLengthMax);
  }
  if (!isCalendarDay(sent.until)) faults['until'] = t.faults.day;
  else if (sent.until < today) faults['until'] = t.faults.pastDay;
  const targetHundredths = percentHundredths(sent.target);
  if (targetHundredths === undefined) faults['target'] = t.faults.target;
  const criterionHundredths = percentHundredths(sent.criterionTarget);
  if (sent.criterion === '' && sent.criterionTarget !== '') faults['criterion'] = t.faults.criterion;
  else if (sent.criterion !== '' && !criterionHundredths) faults['criterionTarget'] = t.faults.target;
  return {
    targetHundredths: targetHundredths ?? 0,
    criterionHundredths: criterionHundredths ?? 0,
    faults,
  };
}

export interface SentNote {
  readonly text: string;
  readonly evidence: string;
  readonly state: MeasureState;
}

/** @throws Problem malformed */
export async function readNote(req: Request): Promise<SentNote> {
  const state = body('state').isIn([...measureStates]);
  return (await readFields(req, [
    line('text', 10_000),
    line('evidence', 1000),
    state,
  ])) as unknown as SentNote;
}

export function faultsOfNote({ text, evidence }: SentNote, t: MeasureTexts): Faults {
  const faults: Faults = {};
  if (text === '') faults['text'] = t.faults.missing;
  else if (text.length > textLengthMax) faults['text'] = t.faults.tooLong(textLengthMax);
  if (evidence !== '' && !isWebAddress(evidence)) faults['evidence'] = t.faults.evidence;
  return faults;
}

/** It becomes a link on a public page, so it must be a web address. */
function isWebAddress(text: string): boolean {
  return text.length <= 300 && /^https?:\/\/[^\s@]+$/.test(text) && URL.canParse(text);
}
