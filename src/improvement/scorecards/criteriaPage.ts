/** Sets of criteria in the words of one language. */
import { tableRows, textColumns, type Column } from '../../access/web/columns.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { hundredthsText } from '../../platform/text/numbers.ts';
import {
  fieldsOf,
  leavesOf,
  pointsMaxOf,
  type CriteriaContent,
  type CriteriaItem,
  type Rule,
} from './criteria.ts';
import type { CriteriaError } from './criteriaErrors.ts';
import { criteriaTexts, type CriteriaTexts } from './criteriaTexts.ts';

/** "Theo tỷ lệ (đủ điểm từ 95,00%, không điểm dưới 50,00%)" */
export function ruleText(rule: Rule, language: PageLanguage): string {
  const t = criteriaTexts[language];
  const name = t.rules[rule.kind];
  if (rule.kind === 'steps') {
    return `${name}: ${rule.steps.map((points) => hundredthsText(points, language)).join('; ')}`;
  }
  if (rule.kind === 'satisfaction') return rule.factorId === undefined ? name : `${name}: ${rule.factorId}`;
  if (!('fullAt' in rule)) return name;
  const full = hundredthsText(rule.fullAt, language);
  return t.rateRule({
    name,
    full,
    zero: rule.zeroBelow > 0 ? hundredthsText(rule.zeroBelow, language) : 'none',
  });
}

/**
 * Criteria with what they add up to.
 *
 * @param itemUrl the address of an item without its code; undefined: not linked
 */
export function itemRows(content: Pick<CriteriaContent, 'items'>, language: PageLanguage, itemUrl?: string) {
  const t = criteriaTexts[language];
  const isLeaf = new Set(leavesOf(content).map(({ code }) => code));
  const lines = content.items.map((item) => {
    const { code, title, rule = '–', ...words } = itemWords(item, language);
    return {
      ...words,
      criterion: `${code}. ${title}`,
      pointsMax: hundredthsText(pointsMaxOf(content, code), language),
      rule: isLeaf.has(code) ? rule : '–',
      isConfirmed: words.isConfirmed || !isLeaf.has(code),
      url: itemUrl === undefined ? undefined : itemUrl + code,
    };
  });
  const inAll = { criterion: t.inAll, pointsMax: pointsInAllText(content, language), rule: '–' };
  return tableRows<ItemLine>(itemColumns(t), [...lines, inAll], { title: t.itemsTitle, language });
}

interface ItemLine {
  readonly criterion: string;
  readonly pointsMax: string;
  readonly rule: string;
  readonly depth?: number;
  readonly note?: string | undefined;
  readonly isConfirmed?: boolean;
  readonly url?: string | undefined;
}

function itemColumns(t: CriteriaTexts): readonly Column<ItemLine>[] {
  return [
    {
      key: 'criterion',
      heading: t.criterion,
      className: ({ depth }) => (depth === undefined ? '' : `depth${depth}`),
      url: ({ url }) => url,
    },
    ...textColumns(t, ['pointsMax'], { isNumber: true }),
    {
      key: 'rule',
      heading: t.rule,
      tag: ({ isConfirmed = true }) => (isConfirmed ? undefined : t.unconfirmed),
      detail: ({ note }) => note,
    },
  ];
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

function pointsInAllText(content: Pick<CriteriaContent, 'items'>, language: PageLanguage): string {
  const sum = fieldsOf(content).reduce((total, { code }) => total + pointsMaxOf(content, code), 0);
  return hundredthsText(sum, language);
}

export function criteriaErrorText(error: CriteriaError, t: CriteriaTexts, language: PageLanguage): string {
  const say = t.criteriaErrors;
  if (error.kind === 'notAHundred')
    return say.notAHundred({ points: hundredthsText(error.points, language) });
  return error.kind === 'deadlinesOutOfOrder'
    ? say.deadlinesOutOfOrder
    : say[error.kind]({ code: error.code });
}
