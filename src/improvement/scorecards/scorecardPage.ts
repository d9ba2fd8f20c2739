/** A scorecard in the words and numbers of one language. */
import { tableRows, textColumns, type Column } from '../../access/web/columns.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { hundredthsText, percentText } from '../../platform/text/numbers.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { fieldCode, fieldsOf, type CriteriaSet, type Leaf } from './criteria.ts';
import { itemWords } from './criteriaPage.ts';
import { stepsOf, typedScore, type TypedScore } from './given.ts';
import type { Fed, FeedError, LeafPoints, Score } from './points.ts';
import { typedNumber } from './readItem.ts';
import type { FieldErrors } from '../../platform/web/form.ts';
import { fieldName } from './scoreInput.ts';
import {
  isLeafLocked,
  isOverdue,
  leafScore,
  scoringStages,
  standing,
  type Given,
  type OpenStage,
  type Scorecard,
  type ScoringStage,
} from './scorecard.ts';
import type { StageError } from './stageActions.ts';
import { scoreTexts, type ScoreTexts } from './texts.ts';

export function stageWords(
  { stage }: Pick<Scorecard, 'stage'>,
  { deadlines }: Pick<CriteriaSet, 'deadlines'>,
  { language, today }: { readonly language: PageLanguage; readonly today: string },
): string {
  const t = scoreTexts[language];
  if (stage === 'locked') return t.stages.locked;
  const late = isOverdue({ stage }, deadlines, today) ? `, ${t.overdue}` : '';
  return `${t.stages[stage]} (${t.until({ day: dayText(deadlines[stage], language) })}${late})`;
}

/** "8,50 / 10,00" */
export function partText(
  { points, pointsMax }: { readonly points: number; readonly pointsMax: number },
  language: PageLanguage,
): string {
  return `${hundredthsText(points, language)} / ${hundredthsText(pointsMax, language)}`;
}

export function scoreWords(score: Score, language: PageLanguage) {
  return {
    percent: percentText(score.percent, language),
    total: partText(score, language),
    survey: score.survey.pointsMax > 0 && partText(score.survey, language),
    appraisal: partText(score.appraisal, language),
    bonus: hundredthsText(score.bonus, language),
    penalty: hundredthsText(score.penalty, language),
  };
}

interface FieldTable {
  readonly language: PageLanguage;
  /** Of the scorecard. */
  readonly url: string;
  readonly mayLock: boolean;
}

/** A row for each field, which leads to its sheet. */
export function fieldRows(
  set: CriteriaSet,
  score: Score,
  scorecard: Scorecard,
  { language, url, mayLock }: FieldTable,
) {
  const t = scoreTexts[language];
  const lines = fieldsOf(set).map((item) => {
    const part = score.fields.find(({ code }) => code === item.code)!;
    return {
      code: item.code,
      title: inLanguage(item.title, language),
      points: hundredthsText(part.points, language),
      pointsMax: hundredthsText(part.pointsMax, language),
      isLocked: isLeafLocked(scorecard, item.code),
      ownLock: scorecard.locks.includes(item.code),
    };
  });
  const columns: readonly Column<(typeof lines)[number]>[] = [
    {
      key: 'field',
      heading: t.field,
      id: ({ code }) => `field-${code}`,
      value: ({ code, title }) => `${code}. ${title}`,
      url: ({ code }) => `${url}/fields/${code}`,
      tag: ({ isLocked }) => (isLocked ? t.isLocked : undefined),
    },
    ...textColumns(t, ['points', 'pointsMax'], { isNumber: true }),
    {
      key: 'lock',
      heading: t.locks,
      isAction: true,
      className: 'no-print',
      value: ({ code, ownLock }) => `${ownLock ? t.unlockItem : t.lockItem} ${code}`,
      post: ({ code, ownLock }) => ({
        action: `${url}/locks`,
        hidden: { revision: scorecard.revision, code },
        name: 'lock',
        value: ownLock ? 'off' : 'on',
      }),
    },
  ];
  return tableRows(mayLock ? columns : columns.slice(0, -1), lines, { title: t.fields, language });
}

/** Rows of a sheet: every item of a field, with the values of its leaves at each stage. */
export function sheetRows(
  set: CriteriaSet,
  scorecard: Scorecard,
  score: Score,
  { field, language }: { readonly field: string; readonly language: PageLanguage },
) {
  const byCode = new Map(score.leaves.map((one) => [one.leaf.code, one]));
  return set.items
    .filter(({ code }) => fieldCode(code) === field)
    .map((item) => {
      const found = byCode.get(item.code);
      return { ...itemWords(item, language), leaf: found && leafWords(found, scorecard, language) };
    });
}

function leafWords(found: LeafPoints, scorecard: Scorecard, language: PageLanguage) {
  const t = scoreTexts[language];
  const { leaf, fed, points, isLeftOut } = found;
  const given = leafScore(scorecard, leaf.code);
  const say = (one: Given | undefined): string =>
    one
      ? `${hundredthsText(one.points, language)}${one.rate ? ` (${one.rate.done}/${one.rate.of})` : ''}`
      : t.notScored;
  return {
    pointsMax: hundredthsText(leaf.pointsMax, language),
    stages: scoringStages.map((stage) => ({
      label: t[stage],
      text: say(given[stage]),
      note: given[stage]?.note ?? '',
    })),
    explanation: given.explanation ?? '',
    points: points === undefined ? t.notScored : hundredthsText(points, language),
    fed: fed && fedText(fed, t, language),
    isInvalid: fed !== undefined && 'error' in fed && !isLeftOut,
    isLeftOut,
    isLocked: isLeafLocked(scorecard, leaf.code),
  };
}

function fedText(fed: Fed, t: ScoreTexts, language: PageLanguage): string {
  if ('error' in fed) return t.feedErrors[fed.error];
  const [kind, ...rest] = fed.source.split(' ') as [keyof ScoreTexts['sources'], ...string[]];
  const source = [t.sources[kind], ...(kind === 'round' ? [] : rest)].join(' ');
  return t.fedBy({ rate: percentText({ units: fed.rate, decimals: 2 }, language), source });
}

interface SheetForm {
  readonly leaves: readonly Leaf[];
  readonly scorecard: Scorecard;
  readonly stage: OpenStage;
  /** Refused input. */
  readonly typed?: ReadonlyMap<string, TypedScore> | undefined;
  readonly errors: FieldErrors;
  readonly language: PageLanguage;
}

/** A fieldset for each leaf that is editable at the stage. */
export function sheetFields({ leaves, scorecard, stage, typed, errors, language }: SheetForm) {
  const open = leaves.filter(({ code }) => !isLeafLocked(scorecard, code));
  return open.map((leaf) => {
    const sent = typed?.get(leaf.code) ?? keptAt(leaf, scorecard, stage);
    const fields =
      stage === 'explanation'
        ? [noteField(leaf, sent, stage, language)]
        : [valueField(leaf, scorecard, { stage, sent, language }), noteField(leaf, sent, stage, language)];
    return {
      title: `${leaf.code}. ${inLanguage(leaf.title, language)}`,
      fields: fields.map((field) => ({ ...field, error: errors[field.id] })),
    };
  });
}

function keptAt({ code }: Leaf, scorecard: Scorecard, stage: OpenStage): TypedScore {
  const given = leafScore(scorecard, code);
  return stage === 'explanation' ? { value: '', note: given.explanation ?? '' } : typedScore(given[stage]);
}

function valueField(
  leaf: Leaf,
  scorecard: Scorecard,
  { stage, sent, language }: { stage: ScoringStage; sent: TypedScore; language: PageLanguage },
) {
  const t = scoreTexts[language];
  const isRate = leaf.rule.kind === 'rate';
  const { first, self } = leafScore(scorecard, leaf.code);
  const stood =
    stage === 'self'
      ? undefined
      : standing({ code: leaf.code, self, first: stage === 'second' ? first : undefined });
  const hints = [
    isRate ? t.rateHint : t.valueHint({ max: hundredthsText(leaf.pointsMax, language) }),
    ...(stage === 'self' ? [] : [t.blankHint({ points: hundredthsText(stood?.points ?? 0, language) })]),
  ];
  const steps = stepsOf(leaf)?.map((points) => ({
    value: typedNumber(points),
    label: hundredthsText(points, language),
  }));
  return {
    id: fieldName('value', leaf.code),
    label: isRate ? t.value.rate : t.value[stage],
    hint: hints.join(' '),
    value: sent.value,
    optional: true,
    ...(steps ? { options: [{ value: '', label: t.notScored }, ...steps] } : {}),
    ...(isRate ? {} : { inputmode: 'decimal' }),
  };
}

function noteField({ code }: Leaf, sent: TypedScore, stage: OpenStage, language: PageLanguage) {
  const t = scoreTexts[language];
  const label = stage === 'explanation' ? t.explain : t.note[stage];
  return { id: fieldName('note', code), label, value: sent.note, rows: 2, optional: true };
}

/** The element of the page where an error of a stage is mended. */
export function stageErrorId(error: StageError): string {
  if (error.kind === 'notOverdue') return 'actions';
  return error.kind === 'unfed' ? `feed-${error.code}` : `field-${fieldCode(error.code)}`;
}

/** Leaves that their feed gives no points, each with where that is mended. */
export function missingFeeds(
  { roundId }: CriteriaSet,
  { leaves }: Score,
  { language, mayMark }: { readonly language: PageLanguage; readonly mayMark: boolean },
) {
  const t = scoreTexts[language];
  return leaves.flatMap(({ leaf, fed, isLeftOut }) => {
    if (isLeftOut || !fed || !('error' in fed)) return [];
    const cures: Partial<Record<FeedError, readonly [url: string, label: string]>> = {
      noCaseloads: ['/staff/caseloads', t.cures.caseloads],
      notClosed: [`/staff/rounds/${roundId}`, t.cures.round],
      ...(mayMark ? { noAnswers: ['#survey', t.noSurvey], notAsked: ['#survey', t.noSurvey] } : {}),
    };
    const [url, label] = cures[fed.error] ?? [];
    const text = t.errorOf({
      code: `${leaf.code}. ${inLanguage(leaf.title, language)}`,
      text: t.feedErrors[fed.error],
    });
    return [{ id: `feed-${leaf.code}`, text, url, label }];
  });
}

export function stageErrorText(error: StageError, t: ScoreTexts): string {
  if (error.kind === 'notOverdue') return t.errors.notOverdue;
  return error.kind === 'unscored'
    ? t.unscored({ code: error.code })
    : t.errorOf({ code: error.code, text: t.feedErrors[error.why] });
}

/** For the audit, which keeps texts only: "1.1: 15,00 (19/20) lý do; 1.2: –". */
export function auditText(codes: readonly string[], scorecard: Scorecard, stage: OpenStage): string {
  return codes
    .map((code) => {
      const score = leafScore(scorecard, code);
      if (stage === 'explanation') return `${code}: ${score.explanation ?? '–'}`;
      const given = score[stage];
      if (!given) return `${code}: –`;
      const rate = given.rate ? ` (${given.rate.done}/${given.rate.of})` : '';
      return `${code}: ${hundredthsText(given.points, 'vi')}${rate}${given.note === '' ? '' : ` ${given.note}`}`;
    })
    .join('; ');
}
