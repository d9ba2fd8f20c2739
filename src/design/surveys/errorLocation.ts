/** Where an error of a survey is fixed: the part, and the field of its form. */
import type { SurveyError } from './soundness.ts';
import { isListKind, type ItemKind } from './items.ts';
import type { SurveyContent } from './survey.ts';

export interface ErrorLocation {
  readonly kind: ItemKind;
  readonly itemId: string;
  /** Name of the field; empty for the part as a whole. */
  readonly field: string;
}

export function locationOfError(
  content: SurveyContent,
  { location }: Pick<SurveyError, 'location'>,
): ErrorLocation {
  const [list = '', itemId = '', ...rest] = location.split('.');
  if (!isListKind(list) || itemId === '')
    return { kind: 'survey', itemId: 'survey', field: surveyField(location) };
  return { kind: list, itemId, field: itemField(content, itemId, rest) };
}

/** `title.vi`, `notice.0.vi`, `comment.text.vi`, `provenance.confirmed.vi`, `languages`, `questions` … */
function surveyField(location: string): string {
  const parts = location.split('.');
  const names: Readonly<Record<string, string>> = { notice: 'paragraphs', provenance: 'confirmed' };
  const [first = ''] = parts;
  const name = names[first] ?? first;
  return parts.length > 1 ? `${name}-${parts.at(-1)}` : name;
}

/** `text.vi`, `askedIf`, `levels`, `levels.2.vi`, `options`, `options.under25`, `options.under25.vi`, or nothing. */
function itemField(
  content: SurveyContent,
  itemId: string,
  [name = '', part = '', language = 'vi']: string[],
): string {
  if (name === '') return 'id';
  if (name === 'levels') return `level${part === '' ? '1' : part}-${language}`;
  if (name === 'options') {
    const options = content.about.find(({ id }) => id === itemId)?.options ?? [];
    return `option${
      Math.max(
        0,
        options.findIndex(({ id }) => id === part),
      ) + 1
    }-${language}`;
  }
  if (name === 'askedIf') return 'askedIfQuestion';
  return part === '' ? name : `${name}-${part}`;
}
