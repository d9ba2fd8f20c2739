/** Reads the input of a sample plan's form. */
import type { Request } from 'express';
import { body } from 'express-validator';
import type { Sentence } from '../../platform/problem.ts';
import type { UnitCalled } from '../../registers/units/unitCalled.ts';
import { unitKinds, type UnitKind } from '../../registers/units/unit.ts';
import { readFields } from '../../platform/web/input.ts';
import { formulas, sharings, type PlanRequest, type SizeRequest } from './samplePlan.ts';
import { inEveryLanguage, type Messages } from '../../platform/text/catalogue.ts';
import { samplePlanTexts } from './texts.ts';

export const planFields = [
  'formula',
  'marginPercent',
  'expectedPercent',
  'designEffect',
  'responsePercent',
  'total',
  'sharing',
  ...unitKinds.map((kind) => `quota-${kind}`),
] as const;

/** Raw input by field. */
export type SentPlan = Readonly<Record<string, string>>;

/** @throws Problem malformed */
export async function readSentPlan(req: Request): Promise<SentPlan> {
  const line = (name: string) => body(name).isString().isLength({ max: 30 }).trim();
  const text = body('populations').isString().isLength({ max: 60_000 });
  return (await readFields(req, [...planFields.map(line), text, line('wanted')])) as SentPlan;
}

export type FieldErrors = Record<string, Sentence>;

/** Reports invalid values as errors of their field; fields that the formula does not use are ignored. */
export function planRequestOf(sent: SentPlan): {
  readonly request: PlanRequest;
  readonly errors: FieldErrors;
} {
  const errors: FieldErrors = {};
  const formula = formulas.find((one) => one === sent['formula']) ?? 'yamane';
  const sharing = sharings.find((one) => one === sent['sharing']) ?? 'proportional';
  const isByQuota = sharing === 'quota';
  const number = (name: string, isUsed: boolean, low: number, up: number, unused: number): number => {
    if (!isUsed) return unused;
    const text = (sent[name] ?? '').replace(',', '.').replace('%', '');
    const found = /^\d{1,9}(?:\.\d{1,3})?$/.test(text) ? Number(text) : NaN;
    if (!(found > low && found <= up)) errors[name] = sentence(({ between }) => between({ low, up }));
    return found;
  };
  const isCochran = !isByQuota && formula === 'cochran';
  const size: SizeRequest = {
    formula,
    marginPercent: number('marginPercent', !isByQuota && formula !== 'given', 0, 50, 5),
    expectedPercent: number('expectedPercent', isCochran, 0, 99.9, 50),
    designEffect: number('designEffect', isCochran, 0, 20, 1),
    responsePercent: number('responsePercent', true, 0, 100, 100),
    total: wholeOf('total', !isByQuota && formula === 'given', sent, errors),
  };
  const quotas = unitKinds.map((kind): [UnitKind, number] => [
    kind,
    wholeOf(`quota-${kind}`, isByQuota && sent[`quota-${kind}`] !== '', sent, errors),
  ]);
  return { request: { size, sharing, quotaByKind: Object.fromEntries(quotas) }, errors };
}

function wholeOf(name: string, isUsed: boolean, sent: SentPlan, errors: FieldErrors): number {
  if (!isUsed) return 0;
  const text = sent[name] ?? '';
  if (/^\d{1,7}$/.test(text)) return Number(text);
  errors[name] = sentence(({ whole }) => whole);
  return 0;
}

/** Lines of `unit; number`; an empty number means 0 people. */
export function populationsOf(
  text: string,
  called: UnitCalled,
): { readonly populations: ReadonlyMap<string, number>; readonly error: Sentence | undefined } {
  const populations = new Map<string, number>();
  let error: Sentence | undefined;
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '' || error) return;
    const [, name = '', count = 'x'] = /^(.*?)[;\t]\s*([\d. ]*)$/.exec(line.trim()) ?? [];
    const [unitId, ...others] = called(name);
    const digits = count.replaceAll(/[. ]/g, '');
    if (count === 'x' || !/^\d{0,9}$/.test(digits))
      error = sentence((errors) => errors.line({ line: index + 1 }));
    else if (unitId === undefined || others.length > 0)
      error = sentence(({ unit }) => unit({ line: index + 1 }));
    else if (populations.has(unitId)) error = sentence(({ twice }) => twice({ line: index + 1 }));
    else populations.set(unitId, Number(digits || '0'));
  });
  return { populations, error };
}

function sentence(choose: (errors: Messages['processing/samplePlans']['sent']) => string): Sentence {
  return inEveryLanguage(samplePlanTexts, ({ sent }) => choose(sent));
}
