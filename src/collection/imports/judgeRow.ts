/** Interprets a row of a file under a mapping: its answers, or all its errors, cell by cell. */
import { answerErrors, type AnswerError } from '../submissions/submission.ts';
import { onlyAsked } from '../../design/surveys/condition.ts';
import { answersFor } from '../../design/surveys/several.ts';
import { scaleOf, type SurveyContent } from '../../design/surveys/survey.ts';
import { readDay } from './givenDay.ts';
import { blankMeaning, optionsIn, plain, type FileRow, type Mapping } from './mapping.ts';
import { several, type UnitReader } from './unitWords.ts';

/** The part of a submission that comes from the file. */
export interface ImportedForm {
  readonly unitId: string;
  /** `YYYY-MM-DD`; undefined if the file does not say. */
  readonly givenOn?: string | undefined;
  readonly answers: Readonly<Record<string, number>>;
  readonly about: Readonly<Record<string, string>>;
  readonly comment?: string | undefined;
}

const rowErrorKinds = [
  'unknownText',
  'answerMissing',
  'notADay',
  'outsideRound',
  'dayMissing',
  'unknownUnit',
  'severalUnits',
  'unitMissing',
  'commentTooLong',
] as const;

export interface RowError {
  /** From 0. */
  readonly column: number;
  readonly kind: (typeof rowErrorKinds)[number];
  /** Text of the cell. */
  readonly text: string;
}

export type Judgement =
  | { readonly kind: 'empty' }
  | { readonly kind: 'invalid'; readonly errors: readonly RowError[] }
  | { readonly kind: 'good'; readonly form: ImportedForm };

export interface JudgingPlan {
  readonly mapping: Mapping;
  readonly survey: SurveyContent;
  /** First and last day on which a submission may have been given. */
  readonly days: { readonly first: string; readonly last: string };
  /** For rows without a unit column. */
  readonly unitId: string | undefined;
  readonly readUnit: UnitReader;
}

type Draft = { -readonly [Key in keyof ImportedForm]: ImportedForm[Key] } & {
  answers: Record<string, number>;
  about: Record<string, string>;
};

/** Reads one cell into the draft. @returns the error, if any */
type CellReader = (text: string, draft: Draft) => RowError['kind'] | undefined;

/** What is wrong with an answer, as an error of its cell. "None of these" together with an option means neither. */
const errorKinds: Readonly<Record<AnswerError['kind'], RowError['kind']>> = {
  missing: 'answerMissing',
  noneAndOthers: 'unknownText',
  commentMissing: 'answerMissing',
  commentTooLong: 'commentTooLong',
};

/** Create one per file. */
export function rowJudge(plan: JudgingPlan): (row: FileRow) => Judgement {
  const readers = plan.mapping.uses.flatMap((use, column) =>
    use === '' ? [] : [{ column, use, read: cellReader(use, plan) }],
  );
  const columnOf = new Map(readers.map(({ use, column }) => [use, column]));
  return ([, ...cells]) => {
    if (readers.every(({ column }) => isEmpty(cells[column]))) return { kind: 'empty' };
    const read: Draft = { unitId: plan.unitId ?? '', answers: {}, about: {} };
    const errors: RowError[] = [];
    for (const { column, read: readCell } of readers) {
      const text = cells[column] ?? '';
      const kind = readCell(text, read);
      if (kind) errors.push({ column, kind, text });
    }
    const draft = { ...read, answers: onlyAsked(plan.survey, read.answers, read.answers) };
    const isInvalid = new Set(errors.map(({ column }) => column));
    for (const { location, kind } of answerErrors(plan.survey, draft)) {
      const column = columnOf.get(location === 'comment' ? location : `question:${location}`);
      if (column === undefined || isInvalid.has(column)) continue; // not asked in this file: rejected before (mappingErrors)
      errors.push({
        column,
        kind: errorKinds[kind],
        text: cells[column] ?? '',
      });
    }
    return errors.length > 0 ? { kind: 'invalid', errors } : { kind: 'good', form: draft };
  };
}

function isEmpty(cell: string | undefined): boolean {
  return cell === undefined || cell === '' || plain(cell) === '';
}

function cellReader(use: string, plan: JudgingPlan): CellReader {
  const [kind = '', id = ''] = use.split(':');
  if (kind === 'question') return answerReader(id, plan);
  if (kind === 'about') return optionReader(id, plan);
  if (kind === 'givenOn') return dayReader(plan);
  if (kind === 'unit') return unitCellReader(plan);
  return readComment;
}

/** Texts repeat, so each is normalised once. */
function meaningReader(of: string, { mapping }: JudgingPlan): (text: string) => string {
  const meanings = new Map(
    mapping.values.filter((value) => value.of === of).map(({ text, meaning }) => [text, meaning]),
  );
  const known = new Map<string, string>();
  return (text) => {
    const held = known.get(text);
    if (held !== undefined) return held;
    const words = plain(text);
    const meaning = words === '' ? blankMeaning : (meanings.get(words) ?? '');
    if (known.size < 1000) known.set(text, meaning);
    return meaning;
  };
}

function answerReader(questionId: string, plan: JudgingPlan): CellReader {
  const question = plan.survey.questions.find(({ id }) => id === questionId)!;
  const scale = scaleOf(plan.survey, question);
  const meaningOf = meaningReader(`scale:${scale.id}`, plan);
  return (text, draft) => {
    const meanings = (scale.several ? optionsIn(text) : [text]).map(meaningOf);
    if (meanings.includes('')) return 'unknownText';
    const levels = meanings.filter((meaning) => meaning !== blankMeaning).map(Number);
    Object.assign(draft.answers, answersFor(questionId, scale, levels));
    return undefined;
  };
}

function optionReader(questionId: string, plan: JudgingPlan): CellReader {
  const meaningOf = meaningReader(`about:${questionId}`, plan);
  return (text, draft) => {
    const meaning = meaningOf(text);
    if (meaning === '') return 'unknownText';
    if (meaning !== blankMeaning) draft.about[questionId] = meaning;
    return undefined;
  };
}

function dayReader({ mapping, days }: JudgingPlan): CellReader {
  return (text, draft) => {
    if (isEmpty(text)) return 'dayMissing';
    const day = readDay(text, mapping.dayOrder);
    if (day === undefined) return 'notADay';
    if (day < days.first || day > days.last) return 'outsideRound';
    draft.givenOn = day;
    return undefined;
  };
}

function unitCellReader({ readUnit }: JudgingPlan): CellReader {
  return (text, draft) => {
    if (isEmpty(text)) return 'unitMissing';
    const unitId = readUnit(text);
    if (unitId === undefined) return 'unknownUnit';
    if (unitId === several) return 'severalUnits';
    draft.unitId = unitId;
    return undefined;
  };
}

function readComment(text: string, draft: Draft): undefined {
  const comment = text.replaceAll('\r\n', '\n').trim();
  if (!isEmpty(comment)) draft.comment = comment;
}
