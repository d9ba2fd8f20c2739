/**
 * The parts of a survey that are edited one by one, and what may be done with each. No change is refused here; errors
 * that result are reported (soundness.ts).
 */
import { formatOf, type AboutQuestion, type SurveyContent } from './survey.ts';

const listKinds = ['factors', 'questions', 'scales', 'about'] as const;
export type ListKind = (typeof listKinds)[number];
/** `survey` is everything that exists once: title, languages, notice, comment and so on. */
export type ItemKind = ListKind | 'survey';

export function isListKind(kind: string): kind is ListKind {
  return listKinds.some((one) => one === kind);
}

/** Groups the questions by factor, in the order of the factors, and sets the lowest format that they need. */
export function tidied(content: SurveyContent): SurveyContent {
  const locations = new Map(content.factors.map(({ id }, index) => [id, index]));
  const locationOf = ({ factorId }: { factorId: string }) => locations.get(factorId) ?? locations.size;
  const questions = content.questions.toSorted((one, other) => locationOf(one) - locationOf(other));
  return { ...content, questions, formatVersion: formatOf(content) };
}

/** What a page can show of a survey that is not sound: without questions that have no scale or no factor. */
export function shownPart(content: SurveyContent): SurveyContent {
  const isThere = (items: readonly { readonly id: string }[], wanted: string): boolean =>
    items.some(({ id }) => id === wanted);
  const questions = content.questions.filter(
    ({ scaleId, factorId }) => isThere(content.scales, scaleId) && isThere(content.factors, factorId),
  );
  return { ...content, questions };
}

/**
 * @param of factor of a new question
 * @returns the survey with a new, empty item, and its id
 */
export function withNew(
  content: SurveyContent,
  kind: ListKind,
  of: string,
): { content: SurveyContent; id: string } {
  const id = freeId(content, kind);
  const empty = { vi: '' };
  const made = {
    factors: { id, title: empty },
    questions: { id, factorId: of, scaleId: content.scales[0]?.id ?? '', text: empty, required: true },
    scales: { id, levels: [1, 2].map((level) => ({ level, label: empty })) },
    about: { id, text: empty, options: [] },
  }[kind];
  return { id, content: tidied({ ...content, [kind]: [...content[kind], made] }) };
}

/** Adds a prepared question on respondent characteristics. */
export function withAbout(content: SurveyContent, question: AboutQuestion): SurveyContent {
  return { ...content, about: [...content.about, question] };
}

/** Whether an item was added and has no words yet. */
export function isUnwritten(content: SurveyContent, kind: ListKind, id: string): boolean {
  const item = content[kind].find((one) => one.id === id);
  if (!item) return false;
  const words =
    'levels' in item ? item.levels.map(({ label }) => label) : ['text' in item ? item.text : item.title];
  return words.every(({ vi }) => vi === '');
}

export function without(content: SurveyContent, kind: ListKind, id: string): SurveyContent {
  return tidied({ ...content, [kind]: content[kind].filter((item) => item.id !== id) });
}

/** Moves an item up or down by one; a question within its factor. At the end nothing changes. */
export function moved(content: SurveyContent, kind: ListKind, id: string, to: 'up' | 'down'): SurveyContent {
  const items: readonly { readonly id: string; readonly factorId?: string }[] = content[kind];
  const from = items.findIndex((item) => item.id === id);
  const target = from + (to === 'up' ? -1 : 1);
  const [one, other] = [items[from], items[target]];
  if (!one || !other || one.factorId !== other.factorId) return content;
  const changed = items.with(from, other).with(target, one);
  return tidied({ ...content, [kind]: changed });
}

/** Gives an item another id, and updates all references to it. */
export function renamed(content: SurveyContent, kind: ListKind, from: string, to: string): SurveyContent {
  const named = (id: string) => (id === from ? to : id);
  const own = { ...content, [kind]: content[kind].map((item) => ({ ...item, id: named(item.id) })) };
  if (kind === 'scales' || kind === 'factors') {
    const key = kind === 'scales' ? 'scaleId' : 'factorId';
    return { ...own, questions: own.questions.map((one) => ({ ...one, [key]: named(one[key]) })) };
  }
  if (kind === 'about') return own;
  const questions = own.questions.map(({ askedIf, ...one }) => ({
    ...one,
    ...(askedIf && { askedIf: { ...askedIf, questionId: named(askedIf.questionId) } }),
  }));
  return { ...own, questions };
}

const stems: Record<ListKind, string> = {
  factors: 'factor',
  questions: 'q',
  scales: 'scale',
  about: 'about',
};

function freeId(content: SurveyContent, kind: ListKind): string {
  const taken = new Set(content[kind].map(({ id }) => id));
  let number = content[kind].length + 1;
  while (taken.has(`${stems[kind]}${number}`)) number += 1;
  return `${stems[kind]}${number}`;
}
