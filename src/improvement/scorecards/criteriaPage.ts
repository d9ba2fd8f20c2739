/** Sets of criteria in the words of one language. */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { decimalText } from '../../statistics/estimation/wording.ts';
import {
  fieldsOf,
  leavesOf,
  pointsMaxOf,
  type CriteriaContent,
  type CriteriaItem,
  type Rule,
} from './criteria.ts';
import type { CriteriaError } from './criteriaErrors.ts';
import type { CriteriaTexts } from './criteriaTexts.ts';
import { ruleNames } from './readItem.ts';

export function pointsText(hundredths: number, language: PageLanguage): string {
  return decimalText({ units: hundredths, decimals: 2 }, language);
}

/** "Theo tỷ lệ (đủ điểm từ 95,00%, không điểm dưới 50,00%)" */
export function ruleText(rule: Rule, language: PageLanguage): string {
  const name = ruleNames[rule.kind][language];
  if (rule.kind === 'steps') {
    return `${name}: ${rule.steps.map((revision) => pointsText(revision, language)).join('; ')}`;
  }
  if (rule.kind === 'satisfaction') return rule.factorId === undefined ? name : `${name}: ${rule.factorId}`;
  if (!('fullAt' in rule)) return name;
  const [full, zero] = [rule.fullAt, rule.zeroBelow].map((rate) => pointsText(rate, language));
  const edges =
    language === 'vi'
      ? [`đủ điểm từ ${full}%`, ...(rule.zeroBelow > 0 ? [`không điểm dưới ${zero}%`] : [])]
      : [`all from ${full}%`, ...(rule.zeroBelow > 0 ? [`none below ${zero}%`] : [])];
  return `${name} (${edges.join(', ')})`;
}

export function itemLines(content: Pick<CriteriaContent, 'items'>, language: PageLanguage) {
  const isLeaf = new Set(leavesOf(content).map(({ code }) => code));
  return content.items.map((item) => ({
    ...itemWords(item, language),
    isLeaf: isLeaf.has(item.code),
    pointsMax: pointsText(pointsMaxOf(content, item.code), language),
  }));
}

export function itemWords({ code, title, rule, note, isConfirmed }: CriteriaItem, language: PageLanguage) {
  return {
    code,
    depth: code.split('.').length - 1,
    title: inLanguage(title, language),
    rule: rule && ruleText(rule, language),
    note,
    isConfirmed,
  };
}

export function pointsInAllText(content: Pick<CriteriaContent, 'items'>, language: PageLanguage): string {
  const sum = fieldsOf(content).reduce((total, { code }) => total + pointsMaxOf(content, code), 0);
  return pointsText(sum, language);
}

export function criteriaErrorText(error: CriteriaError, t: CriteriaTexts, language: PageLanguage): string {
  const say = t.criteriaErrors;
  if (error.kind === 'notAHundred') return say.notAHundred({ points: pointsText(error.points, language) });
  return error.kind === 'deadlinesOutOfOrder'
    ? say.deadlinesOutOfOrder
    : say[error.kind]({ code: error.code });
}
