/** Input of the forms of improvement actions. */
import type { Request } from 'express';
import { body, query } from 'express-validator';
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { readFields } from '../../platform/web/input.ts';
import { improvementActionStates, type ImprovementActionState } from './improvementAction.ts';
import type { ImprovementActionTexts } from './texts.ts';
import { percentHundredths } from '../../platform/text/percentInput.ts';

/** As typed. */
export interface SentImprovementAction {
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

export const nothingSent: SentImprovementAction = {
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

export type FieldErrors = Record<string, string>;

/** Long enough for a promise, short enough for a public page of ten. */
const textLengthMax = 500;

const line = (name: string, lengthMax: number) => body(name).isString().isLength({ max: lengthMax }).trim();

/** @throws Problem malformed */
export async function readSentImprovementAction(req: Request): Promise<SentImprovementAction> {
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
  return sent as unknown as SentImprovementAction;
}

/** The round and the unit of a new improvement action; empty before they are chosen. */
export async function readWhere(req: Request): Promise<{ round: string; unit: string }> {
  const one = (name: string) => query(name).default('').isString().isLength({ max: 100 });
  return (await readFields(req, [one('round'), one('unit')])) as { round: string; unit: string };
}

/** The checks that do not need the round. */
export function promiseOf(sent: SentImprovementAction, today: string, t: ImprovementActionTexts) {
  const errors: FieldErrors = {};
  for (const name of ['what', 'who'] as const) {
    if (sent[name] === '') errors[name] = t.errors.missing;
    else if (sent[name].length > textLengthMax) errors[name] = t.errors.tooLong({ length: textLengthMax });
  }
  if (!isCalendarDay(sent.until)) errors['until'] = t.errors.day;
  else if (sent.until < today) errors['until'] = t.errors.pastDay;
  const targetHundredths = percentHundredths(sent.target);
  if (targetHundredths === undefined) errors['target'] = t.errors.target;
  const criterionHundredths = percentHundredths(sent.criterionTarget);
  if (sent.criterion === '' && sent.criterionTarget !== '') errors['criterion'] = t.errors.criterion;
  else if (sent.criterion !== '' && !criterionHundredths) errors['criterionTarget'] = t.errors.target;
  return {
    targetHundredths: targetHundredths ?? 0,
    criterionHundredths: criterionHundredths ?? 0,
    errors,
  };
}

export interface SentNote {
  readonly text: string;
  readonly evidence: string;
  readonly state: ImprovementActionState;
}

/** @throws Problem malformed */
export async function readNote(req: Request): Promise<SentNote> {
  const state = body('state').isIn([...improvementActionStates]);
  return (await readFields(req, [
    line('text', 10_000),
    line('evidence', 1000),
    state,
  ])) as unknown as SentNote;
}

export function errorsOfNote({ text, evidence }: SentNote, t: ImprovementActionTexts): FieldErrors {
  const errors: FieldErrors = {};
  if (text === '') errors['text'] = t.errors.missing;
  else if (text.length > textLengthMax) errors['text'] = t.errors.tooLong({ length: textLengthMax });
  if (evidence !== '' && !isWebAddress(evidence)) errors['evidence'] = t.errors.evidence;
  return errors;
}

/** It becomes a link on a public page, so it must be a web address. */
function isWebAddress(text: string): boolean {
  return text.length <= 300 && /^https?:\/\/[^\s@]+$/.test(text) && URL.canParse(text);
}
