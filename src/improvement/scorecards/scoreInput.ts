/** Input of the pages of a scorecard. */
import type { Request } from 'express';
import { choice, ifSent, line, matching, parsed, whole } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { readBody } from '../../platform/web/input.ts';
import { codePattern } from './criteria.ts';
import type { TypedScore } from './given.ts';
import { hundredthsOf } from '../../platform/text/percentInput.ts';
import { scoreTexts, type ScoreTexts } from './texts.ts';

/** What is typed for a leaf. */
const scoreFields = { value: ifSent(line(30)), note: ifSent(line(10_000)) };

/** Of the names of its fields: express-validator would read `1.2.3` as a path. */
const suffixOf = (code: string): string => `-${code.replaceAll('.', '_')}`;

export function fieldName(part: keyof typeof scoreFields, code: string): string {
  return part + suffixOf(code);
}

const reasonLengthMax = 500;

/** Version of the scorecard that a page was made from. */
export const revisionField = { revision: whole() };

export interface SentSheet {
  /** Version of the scorecard that the form was filled from. */
  readonly revision: number;
  /** By code; fields that the form lacked are missing here. */
  readonly typed: ReadonlyMap<string, TypedScore>;
}

/** @param codes of the leaves of the sheet */
export async function readSentSheet(req: Request, codes: readonly string[]): Promise<SentSheet> {
  const { revision } = await readBody(req, revisionField);
  const typed = new Map<string, TypedScore>();
  for (const code of codes) {
    const { value, note } = await readBody(req, scoreFields, suffixOf(code));
    if (value !== undefined || note !== undefined) typed.set(code, { value: value ?? '', note: note ?? '' });
  }
  return { revision, typed };
}

const reason = {
  missing: (t: ScoreTexts) => t.errors.missing,
  wrong: (text: string, t: ScoreTexts) =>
    text.length > reasonLengthMax && t.errors.reasonTooLong({ length: reasonLengthMax }),
};

/** Of a step that is a decision. */
export const reasonForm = form(scoreTexts, { reason: line(10_000, reason) }, { hidden: revisionField });

export const lockFields = {
  ...revisionField,
  code: matching(codePattern),
  lock: choice(['on', 'off']),
};

/** Points on top of those of the criteria, or taken off. */
export const adjustmentForm = form(
  scoreTexts,
  {
    kind: choice(['bonus', 'penalty'], { names: ({ bonus, penalty }) => ({ bonus, penalty }) }),
    points: parsed(20, (text) => hundredthsOf(text) || undefined, {
      inputmode: 'decimal',
      wrong: (t) => t.errors.adjustment,
    }),
    reason: line(10_000, { id: 'adjustment-reason', ...reason }),
  },
  { hidden: revisionField },
);
