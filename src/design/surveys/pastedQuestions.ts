/** A list of questions as people have it in a document or a spreadsheet: a line each, with the factors as headings. */
import type { Localized } from '../../platform/text/localized.ts';
import { searchable } from '../../platform/text/searchText.ts';
import { tidied, withNew } from './items.ts';
import { withScale } from './questionKinds.ts';
import type { SurveyContent } from './survey.ts';

export interface PastedFactor {
  /** Missing: the questions before the first heading. */
  readonly title?: Localized | undefined;
  readonly questions: readonly Localized[];
}

/** "1.", "2)", "3.1", "Câu 4:"; a number alone, as in "2 counters are open", is none. */
const numbered = /^(?:(?:câu(?: hỏi)?|question|q)\s*)?(\d{1,3}(?:\.\d{1,3})+[.):]?|\d{1,3}\s*[.):])\s+/iu;
const bullet = /^(?:[-–—•*+]|\p{Ll}\))\s+/u;
/** "# …", "II. …", "B) …", "Yếu tố 3: …". */
const heading =
  /^(?:#+\s*|(?:[IVX]{1,5}|[A-H])\s*[.)]\s+|(?:[Yy]ếu tố|YẾU TỐ|[Nn]hóm|[Pp]hần|[Ff]actor|[Pp]art)\s+(?:\d+|[IVX]+)\s*[.:)–-]\s*)/u;

const bulletDepth = 9;

interface Line {
  readonly text: string;
  /** 0 without a number, 1 for "1.", 2 for "1.1"; a bullet is as deep as can be. */
  readonly depth: number;
  readonly isHeading: boolean;
}

/**
 * A line is a heading if it begins with #, a Roman numeral, a capital letter or "Yếu tố 1:", or ends with a colon; or if
 * others are numbered and it is not, or less deeply. After a tab or | comes the text in the survey's next language.
 *
 * @returns the factors in order; empty without a question
 */
export function pastedQuestions(list: string, languages: readonly string[]): readonly PastedFactor[] {
  const lines = list
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map(lineOf);
  const deepest = Math.max(0, ...lines.map(({ depth }) => depth));
  const factors: { title?: Localized; questions: Localized[] }[] = [];
  for (const { text, depth, isHeading } of lines) {
    const said = localized(text, languages);
    if (isHeading || depth < deepest) factors.push({ title: said, questions: [] });
    else {
      if (factors.length === 0) factors.push({ questions: [] });
      factors.at(-1)!.questions.push(said);
    }
  }
  return factors.filter(({ questions }) => questions.length > 0);
}

function lineOf(line: string): Line {
  if (heading.test(line))
    return { text: line.replace(heading, '').replace(/:$/u, ''), depth: 0, isHeading: true };
  if (line.endsWith(':')) return { text: line.replace(numbered, '').slice(0, -1), depth: 0, isHeading: true };
  if (bullet.test(line)) return { text: line.replace(bullet, ''), depth: bulletDepth, isHeading: false };
  const [written, number = ''] = numbered.exec(line) ?? ['', ''];
  return { text: line.slice(written.length), depth: number.match(/\d+/gu)?.length ?? 0, isHeading: false };
}

const columnsOf = (line: string): string[] => line.split(/\t| \| /u).map((part) => part.trim());

/**
 * The first line with texts in more languages than the survey has.
 *
 * @returns its number in the list as pasted, from 1, and its texts; undefined without such a line
 */
export function findTooWide(
  list: string,
  languages: number,
): { readonly line: number; readonly columns: number } | undefined {
  const columns = list.split('\n').map((line) => columnsOf(line.trim()).length);
  const index = columns.findIndex((count) => count > languages);
  return index === -1 ? undefined : { line: index + 1, columns: columns[index]! };
}

function localized(text: string, languages: readonly string[]): Localized {
  const parts = columnsOf(text);
  const said = languages.flatMap((tag, index) => (parts[index] ? [[tag, parts[index]] as const] : []));
  return { vi: '', ...Object.fromEntries(said) };
}

/**
 * The survey with these questions after its own; a heading that is the title of a factor goes on with it.
 *
 * @param chosen how they are answered, as `withScale` has it
 * @param untitled of the questions before the first heading, where the survey has no factor
 */
export function withPasted(
  content: SurveyContent,
  factors: readonly PastedFactor[],
  { chosen, untitled }: { readonly chosen: string; readonly untitled: Localized },
): SurveyContent {
  const scaled = withScale(content, chosen);
  let next = scaled.content;
  for (const { title, questions } of factors) {
    const wanted = searchable((title ?? untitled).vi);
    const existing = title
      ? next.factors.find((one) => searchable(one.title.vi) === wanted)
      : next.factors.at(-1);
    const made = existing ? { content: next, id: existing.id } : withNew(next, 'factors', '');
    next = {
      ...made.content,
      factors: made.content.factors.map((one) =>
        one.id === made.id && !existing ? { ...one, title: title ?? untitled } : one,
      ),
    };
    for (const text of questions) {
      const added = withNew(next, 'questions', made.id);
      next = {
        ...added.content,
        questions: added.content.questions.map((one) =>
          one.id === added.id ? { ...one, text, scaleId: scaled.scaleId } : one,
        ),
      };
    }
  }
  return tidied(next);
}
