/** One criterion as typed, in a form or in a row of a table. */
import type { Sentence } from '../../platform/problem.ts';
import { inEveryLanguage } from '../../platform/text/catalogue.ts';
import { hundredthsOf } from '../../platform/text/percentInput.ts';
import { codePattern, ruleKinds, type CriteriaItem, type Rule, type RuleKind } from './criteria.ts';
import { criteriaTexts, type CriteriaTexts } from './criteriaTexts.ts';

/** As typed; a rule's kind by its key or by its name in either language. */
export interface TypedItem {
  readonly code: string;
  readonly title: string;
  readonly titleEn: string;
  readonly pointsMax: string;
  readonly rule: string;
  /** For steps: "0; 0,5; 1". For a rate: full points from this percent on, and none below that one. */
  readonly detail: string;
  readonly note: string;
  readonly confirmed: string;
}

export type ItemErrors = Partial<Record<keyof TypedItem, Sentence>>;

function say(error: keyof CriteriaTexts['itemErrors']): Sentence {
  return inEveryLanguage(criteriaTexts, ({ itemErrors }) => itemErrors[error]);
}

/** @returns the item, or the errors by field */
export function readItem(typed: TypedItem): CriteriaItem | { readonly errors: ItemErrors } {
  const errors: { -readonly [Key in keyof TypedItem]?: Sentence } = {};
  const pointsMax = typed.pointsMax === '' ? undefined : hundredthsOf(typed.pointsMax);
  if (!codePattern.test(typed.code)) errors.code = say('code');
  if (typed.title === '' || typed.title.length > 500) errors.title = say('title');
  if (typed.pointsMax !== '' && (!pointsMax || pointsMax > 10_000)) errors.pointsMax = say('pointsMax');
  const kind = kindOf(typed.rule);
  if (typed.rule !== '' && kind === undefined) errors.rule = say('rule');
  const rule = kind && ruleOf(kind, typed.detail);
  if (rule && 'error' in rule) errors.detail = rule.error;
  if (Object.keys(errors).length > 0) return { errors };
  return {
    code: typed.code,
    title: { vi: typed.title, ...(typed.titleEn === '' ? {} : { en: typed.titleEn }) },
    ...(pointsMax === undefined ? {} : { pointsMax }),
    ...(rule === undefined ? {} : { rule: rule as Rule }),
    ...(typed.note === '' ? {} : { note: typed.note }),
    isConfirmed: /^(x|1|on|có|yes)$/i.test(typed.confirmed),
  };
}

/** The inverse: the item as a user would type it. */
export function typedItem(item: CriteriaItem): TypedItem {
  const { rule } = item;
  return {
    code: item.code,
    title: item.title.vi,
    titleEn: item.title['en'] ?? '',
    pointsMax: item.pointsMax === undefined ? '' : typedNumber(item.pointsMax),
    rule: rule?.kind ?? '',
    detail: rule ? detailOf(rule) : '',
    note: item.note ?? '',
    confirmed: item.isConfirmed ? 'x' : '',
  };
}

/** "12,5": as a user in Viet Nam would type it. */
export function typedNumber(hundredths: number): string {
  return String(hundredths / 100).replace('.', ',');
}

function detailOf(rule: Rule): string {
  if (rule.kind === 'steps') return rule.steps.map(typedNumber).join('; ');
  if (rule.kind === 'satisfaction') return rule.factorId ?? '';
  return 'fullAt' in rule ? [rule.fullAt, rule.zeroBelow].map(typedNumber).join('; ') : '';
}

function kindOf(text: string): RuleKind | undefined {
  const plain = (one: string): string => one.normalize('NFC').toLowerCase().replaceAll(/\s+/g, '');
  return ruleKinds.find((kind) =>
    [kind, criteriaTexts.vi.rules[kind], criteriaTexts.en.rules[kind]].some(
      (name) => plain(name) === plain(text),
    ),
  );
}

function ruleOf(kind: RuleKind, detail: string): Rule | { readonly error: Sentence } {
  if (kind === 'free' || kind === 'passFail') return detail === '' ? { kind } : { error: say('noDetail') };
  if (kind === 'satisfaction') {
    if (!/^[\w-]{0,60}$/.test(detail)) return { error: say('factor') };
    return detail === '' ? { kind } : { kind, factorId: detail };
  }
  const numbers = detail === '' ? [] : detail.split(';').map((part) => hundredthsOf(part.trim()));
  if (numbers.includes(undefined)) return { error: kind === 'steps' ? say('steps') : say('rate') };
  const known = numbers as number[];
  if (kind === 'steps') {
    const steps = [...new Set(known)].toSorted((one, other) => one - other);
    return steps.length < 2 ? { error: say('steps') } : { kind, steps };
  }
  const [fullAt = 10_000, zeroBelow = 0, ...more] = known;
  const isSound = more.length === 0 && fullAt > zeroBelow && fullAt <= 10_000;
  return isSound ? { kind, fullAt, zeroBelow } : { error: say('rate') };
}
