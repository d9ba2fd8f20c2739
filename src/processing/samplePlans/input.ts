/** The form of a sample plan. */
import type { UnitCalled } from '../../registers/units/unitCalled.ts';
import { unitKinds, type UnitKind } from '../../registers/units/unit.ts';
import { choice, line, verbatim, type Field } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { formulas, sharings, type PlanRequest, type SamplePlan } from './samplePlan.ts';
import { samplePlanTexts, type SamplePlanTexts } from './texts.ts';

const number = () => line<SamplePlanTexts>(30, { inputmode: 'decimal' });
const quota = (kind: UnitKind) =>
  line<SamplePlanTexts>(30, {
    inputmode: 'decimal',
    label: (t) => t.quotas[kind],
    hint: (t) => t.quotaHint,
  });
const quotas = Object.fromEntries(unitKinds.map((kind) => [`quota-${kind}`, quota(kind)])) as Record<
  `quota-${UnitKind}`,
  Field<string, string, SamplePlanTexts>
>;

export const planForm = form(
  samplePlanTexts,
  {
    formula: choice(formulas, { names: (t) => t.formulas }),
    marginPercent: number(),
    expectedPercent: number(),
    designEffect: number(),
    responsePercent: number(),
    total: number(),
    sharing: choice(sharings, { names: (t) => t.sharings }),
    ...quotas,
    populations: verbatim(60_000, { rows: 12 }),
  },
  { hidden: { wanted: choice(['compute', 'save']) } },
);
export type TypedPlan = typeof planForm.empty.typed;

/** The form of a round without a plan. */
export const firstPlan: Partial<TypedPlan> = {
  marginPercent: '5',
  expectedPercent: '50',
  designEffect: '1',
  responsePercent: '100',
};

/** A saved plan in the form. */
export function typedOf({ size, sharing, quotaByKind }: SamplePlan): Partial<TypedPlan> {
  const { formula, total, ...numbers } = size;
  const texts = (of: object) => Object.entries(of).map(([name, value]) => [name, String(value)] as const);
  const byKind = sharing === 'quota' ? texts(quotaByKind) : [];
  return {
    ...Object.fromEntries([...texts(numbers), ...byKind.map(([kind, value]) => [`quota-${kind}`, value])]),
    formula,
    total: total === 0 ? '' : String(total),
    sharing,
  };
}

type Errors = Record<string, string>;

/** Reports invalid values as errors of their field; fields that the formula does not use are ignored. */
export function planRequestOf(
  typed: Omit<TypedPlan, 'populations' | 'wanted'>,
  { sent: t }: SamplePlanTexts,
): { readonly request: PlanRequest; readonly errors: Errors } {
  const errors: Errors = {};
  const { formula, sharing } = typed;
  const isByQuota = sharing === 'quota';
  const isCochran = !isByQuota && formula === 'cochran';
  const within = (
    name: NumberName,
    isUsed: boolean,
    [low, up, unused]: readonly [number, number, number],
  ) => {
    if (!isUsed) return unused;
    const text = typed[name].replace(',', '.').replace('%', '');
    const found = /^\d{1,9}(?:\.\d{1,3})?$/.test(text) ? Number(text) : NaN;
    if (!(found > low && found <= up)) errors[name] = t.between({ low, up });
    return found;
  };
  const whole = (name: NumberName, isUsed: boolean): number => {
    if (!isUsed) return 0;
    if (!/^\d{1,7}$/.test(typed[name])) errors[name] = t.whole;
    return Number(typed[name]);
  };
  const size = {
    formula,
    marginPercent: within('marginPercent', !isByQuota && formula !== 'given', [0, 50, 5]),
    expectedPercent: within('expectedPercent', isCochran, [0, 99.9, 50]),
    designEffect: within('designEffect', isCochran, [0, 20, 1]),
    responsePercent: within('responsePercent', true, [0, 100, 100]),
    total: whole('total', !isByQuota && formula === 'given'),
  };
  const quotaByKind = Object.fromEntries(
    unitKinds.map((kind) => [kind, whole(`quota-${kind}`, isByQuota && typed[`quota-${kind}`] !== '')]),
  );
  return { request: { size, sharing, quotaByKind }, errors };
}

type NumberName = Exclude<keyof TypedPlan, 'formula' | 'sharing' | 'populations' | 'wanted'>;

/** Lines of `unit; number`; an empty number means 0 people. */
export function populationsOf(
  text: string,
  called: UnitCalled,
  { sent: t }: SamplePlanTexts,
): { readonly populations: ReadonlyMap<string, number>; readonly error: string | undefined } {
  const populations = new Map<string, number>();
  let error: string | undefined;
  text.split(/\r?\n/).forEach((typed, index) => {
    if (typed.trim() === '' || error) return;
    const [, name = '', count = 'x'] = /^(.*?)[;\t]\s*([\d. ]*)$/.exec(typed.trim()) ?? [];
    const [unitId, ...others] = called(name);
    const digits = count.replaceAll(/[. ]/g, '');
    const at = { line: index + 1 };
    if (count === 'x' || !/^\d{0,9}$/.test(digits)) error = t.line(at);
    else if (unitId === undefined || others.length > 0) error = t.unit(at);
    else if (populations.has(unitId)) error = t.twice(at);
    else populations.set(unitId, Number(digits || '0'));
  });
  return { populations, error };
}
