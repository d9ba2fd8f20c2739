/** Makes a draft of a survey from the form of another program, and names what a survey cannot hold. */
import type { Localized } from '../../platform/text/localized.ts';
import { formatOf, type Question, type SurveyContent } from '../surveys/survey.ts';
import { readCondition } from './condition.ts';
import type { Form, FormGroup, FormItem, FormList, LeftOut, Texts } from './form.ts';
import { idGiver } from './ids.ts';
import { commentSuffix } from './xlsformNames.ts';
import { isCriterion, isOfTooFew, optionsMax, scaleKey, scalesOf, type ReadScale } from './scalesOfForm.ts';
import { localized, textOf, whatMax } from './formWords.ts';

/** How the author of the file means it. */
export interface ReadingOptions {
  /** The first answer of a list, or the one with the lowest number, is the best. */
  readonly isBestFirst: boolean;
  /** What the draft says on the source of its texts. */
  readonly confirmed: Localized;
}

export interface ReadSurvey {
  readonly content: SurveyContent;
  readonly leftOut: readonly LeftOut[];
}

const commentLengthMax = 2000;

export function surveyOfForm(given: Form, { isBestFirst, confirmed }: ReadingOptions): ReadSurvey {
  const { own } = given;
  const tooFew = given.items.filter((item) => isOfTooFew(given, item));
  const form = { ...given, items: given.items.filter((item) => !tooFew.includes(item)) };
  const leftOut = [...form.leftOut, ...tooFew.map((item) => named(item, 'severalFew'))];
  const ids = idGiver();
  const languages = own?.languages ?? (form.languages.length > 0 ? form.languages : ['vi']);
  const criteria = new Set(form.items.filter((item) => item.kind === 'choice' && isCriterion(form, item)));
  const scales = scalesOf(form, criteria, { isBestFirst, idOf: ids.list('scale'), leftOut });
  const { factors, questions } = questionsOf(form, criteria, scales, { ids, leftOut });
  const notes = noticeOf(form, leftOut);
  const about = aboutOf(form, criteria, { ids, leftOut });
  const comment = commentOf(form, leftOut);
  for (const list of unusedLists(form, scales))
    leftOut.push({ place: list.place, what: listWords(list), why: 'list' });
  if (ids.changed.length > 0) leftOut.push({ place: '', what: ids.changed.join(', '), why: 'codes' });
  const content: SurveyContent = {
    formatVersion: 1,
    surveyId: slugOf(form.code) || 'survey',
    title: localized(own?.title ?? form.title),
    languages: languages.includes('vi') ? languages : ['vi', ...languages],
    notice: {
      version: own?.noticeVersion ?? '1',
      paragraphs: notes.flatMap(({ text }) => (Object.keys(text).length > 0 ? paragraphsOf(text) : [])),
    },
    scales: [...scales.values()].map(({ scale }) => scale),
    factors,
    questions: questions.map((question) =>
      own?.unconfirmed.has(question.id) ? { ...question, unconfirmed: true } : question,
    ),
    about,
    ...(comment && { comment }),
    ...(own?.answersMin !== undefined && { answersMin: own.answersMin }),
    provenance: {
      legalBasis: own?.legalBasis ?? '',
      confirmed: own ? localized(own.confirmed) : confirmed,
    },
  };
  return { content: { ...content, formatVersion: own?.formatVersion ?? formatOf(content) }, leftOut };
}

/** The notes before the first question. */
function noticeOf({ items }: Form, leftOut: LeftOut[]): readonly FormItem[] {
  const first = items.findIndex(({ kind }) => kind !== 'note');
  const until = first < 0 ? items.length : first;
  const isNote = ({ kind }: FormItem) => kind === 'note';
  leftOut.push(
    ...items
      .slice(until)
      .filter(isNote)
      .map((item) => named(item, 'laterNote')),
  );
  for (const note of items.slice(0, until)) alwaysAsked(note, leftOut);
  return items.slice(0, until);
}

/** Only criteria have conditions. */
function alwaysAsked(item: FormItem, leftOut: LeftOut[]): void {
  for (const condition of conditionsOn(item))
    leftOut.push({ place: item.place, what: `${item.code}: ${condition}`, why: 'aboutCondition' });
}

interface Tools {
  readonly ids: ReturnType<typeof idGiver>;
  readonly leftOut: LeftOut[];
}

/** A group that is interrupted by another becomes a second factor: the questions of a factor are consecutive. */
function questionsOf(
  form: Form,
  criteria: ReadonlySet<FormItem>,
  scales: ReadonlyMap<string, ReadScale>,
  { ids, leftOut }: Tools,
) {
  const [factorId, questionId] = [ids.list('factor'), ids.list('q')];
  const factors: SurveyContent['factors'][number][] = [];
  const questions: Question[] = [];
  const asked = new Map<string, { readonly id: string; readonly levels: ReadonlyMap<string, number> }>();
  let last: FormGroup | undefined | null = null;
  for (const item of criteria) {
    const found = scales.get(scaleKey(item));
    if (!found) {
      leftOut.push(named(item, 'list'));
      continue;
    }
    if (item.group !== last) {
      last = item.group;
      factors.push({ id: factorId(last?.code ?? 'general'), title: localized(last?.title ?? form.title) });
    }
    const question = {
      id: questionId(item.code),
      factorId: factors.at(-1)!.id,
      scaleId: found.scale.id,
      text: localized(item.text),
      required: item.isRequired,
      ...(form.items.some((one) => isQuestionComment(one, [item])) && { comment: true }),
    };
    const askedIf = conditionOf(item, asked, leftOut);
    for (const name of [item.code, ...(item.aliases ?? [])])
      asked.set(name, { id: question.id, levels: found.levels });
    questions.push({ ...question, ...(askedIf && { askedIf }) });
  }
  for (const { place, title } of form.groups.filter(
    (group) => ![...criteria].some((item) => item.group === group),
  ))
    if (Object.keys(title).length > 0) leftOut.push({ place, what: textOf(title), why: 'heading' });
  return { factors, questions };
}

/** One condition on one earlier criterion; of several, that of the question itself. */
function conditionOf(
  item: FormItem,
  asked: ReadonlyMap<string, { readonly id: string; readonly levels: ReadonlyMap<string, number> }>,
  leftOut: LeftOut[],
): Question['askedIf'] {
  const all = conditionsOn(item);
  const read = readCondition(all.at(-1) ?? '');
  const other = asked.get(read?.code ?? '');
  const levels = [...(other?.levels ?? [])].flatMap(([code, level]) => (read?.accepts(code) ? [level] : []));
  const isCarried = other !== undefined && levels.length > 0;
  for (const condition of isCarried ? all.slice(0, -1) : all)
    leftOut.push({ place: item.place, what: `${item.code}: ${condition}`, why: 'condition' });
  return isCarried ? { questionId: other.id, levels: levels.toSorted((one, next) => one - next) } : undefined;
}

function conditionsOn({ condition, group }: FormItem): readonly string[] {
  return [...(group?.conditions ?? []), ...(condition === undefined ? [] : [condition])];
}

function aboutOf(
  { items, lists }: Form,
  criteria: ReadonlySet<FormItem>,
  { ids, leftOut }: Tools,
): SurveyContent['about'] {
  const aboutId = ids.list('about');
  return items.flatMap((item) => {
    if (item.kind !== 'choice' || criteria.has(item)) return [];
    const choices = lists.get(item.listId ?? '')?.choices ?? [];
    if (choices.length < 2 || choices.length > optionsMax) {
      leftOut.push(named(item, 'options'));
      return [];
    }
    alwaysAsked(item, leftOut);
    if (item.isRequired) leftOut.push(named(item, 'optional'));
    const optionId = ids.list('option');
    const options = choices.map(({ code, label }) => ({ id: optionId(code), label: localized(label) }));
    return [{ id: aboutId(item.code), text: localized(item.text), options }];
  });
}

/** Whether a text is the comment on one of the criteria, judged by its name. */
function isQuestionComment({ kind, code }: FormItem, items: readonly FormItem[]): boolean {
  return (
    kind === 'text' && items.some((one) => one.kind === 'choice' && code === `${one.code}${commentSuffix}`)
  );
}

/** There is one free comment: the last text of the form. */
function commentOf({ items }: Form, leftOut: LeftOut[]): SurveyContent['comment'] {
  const texts = items.filter((item) => item.kind === 'text' && !isQuestionComment(item, items));
  const last = texts.at(-1);
  leftOut.push(...texts.slice(0, -1).map((item) => named(item, 'furtherText')));
  if (!last) return undefined;
  if (last.isRequired) leftOut.push(named(last, 'optional'));
  alwaysAsked(last, leftOut);
  return { text: localized(last.text), lengthMax: last.lengthMax ?? commentLengthMax };
}

function unusedLists({ lists, items }: Form, scales: ReadonlyMap<string, ReadScale>): readonly FormList[] {
  const used = new Set(items.map(({ listId }) => listId));
  return [...lists].flatMap(([id, list]) => (used.has(id) || scales.has(id) ? [] : [list]));
}

function named({ place, code, text }: FormItem, why: LeftOut['why']): LeftOut {
  return { place, what: [code, textOf(text)].filter(Boolean).join(': '), why };
}

function listWords({ choices }: FormList): string {
  return choices
    .map(({ code, label }) => textOf(label) || code)
    .join(' / ')
    .slice(0, whatMax);
}

/** A line is a paragraph, where all languages have as many. */
function paragraphsOf(text: Texts): readonly Localized[] {
  const lines = Object.entries(text).map(([tag, one]) => [tag, one.split(/\s*\n\s*/)] as const);
  const [first] = lines;
  return lines.every(([, { length }]) => length === first![1].length)
    ? first![1].map((_, at) => localized(Object.fromEntries(lines.map(([tag, all]) => [tag, all[at]!]))))
    : [localized(Object.fromEntries(lines.map(([tag, all]) => [tag, all.join(' ')])))];
}

function slugOf(code: string): string {
  return code
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '');
}
