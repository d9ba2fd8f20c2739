/** A questionnaire of another program as its file has it, before it becomes a survey. */
import type { FormatVersion, Scale } from '../surveys/survey.ts';

/** Texts by language tag; any may be missing. */
export type Texts = Readonly<Record<string, string>>;

/** Why something of a file is not in the draft as it is in the file; each is a sentence of the page. */
export type Why =
  | 'aboutCondition'
  | 'codes'
  | 'column'
  | 'condition'
  | 'furtherText'
  | 'heading'
  | 'inRepeat'
  | 'language'
  | 'laterNote'
  | 'list'
  | 'markup'
  | 'optional'
  | 'options'
  | 'other'
  | 'scaleOrder'
  | 'setting'
  | 'severalFew'
  | 'sheet'
  | 'type';

/** Something of the file that the draft does not have, or has otherwise. */
export interface LeftOut {
  /** Place in the file, in the words of the file: sheet and row, or table and code. */
  readonly place: string;
  /** As it stands in the file. */
  readonly what: string;
  readonly why: Why;
}

export interface FormChoice {
  readonly code: string;
  readonly label: Texts;
}

/** Answers to choose from, in the order of the file. */
export interface FormList {
  readonly place: string;
  /** Its first is the worst, whatever the author says of the others. */
  readonly isWorstFirst?: boolean;
  readonly choices: readonly FormChoice[];
}

export interface FormGroup {
  readonly code: string;
  /** Every choice in it is a criterion. */
  readonly isFactor?: boolean;
  readonly title: Texts;
  readonly place: string;
  /** Of this group and those around it, the outermost first. */
  readonly conditions: readonly string[];
}

export interface FormItem {
  readonly kind: 'note' | 'choice' | 'text';
  readonly code: string;
  /** Other names by which conditions refer to it. */
  readonly aliases?: readonly string[];
  readonly text: Texts;
  readonly place: string;
  readonly group?: FormGroup | undefined;
  /** Of a choice. */
  readonly listId?: string | undefined;
  /** Several of the list may be chosen. */
  readonly isSeveral?: boolean;
  readonly isRequired: boolean;
  readonly condition?: string | undefined;
  readonly lengthMax?: number | undefined;
  /** Whether it is a criterion; undefined: to be judged by its answers. */
  readonly isCriterion?: boolean | undefined;
}

/** What only files of this program hold. */
export interface OwnParts {
  readonly formatVersion?: FormatVersion;
  readonly title: Texts;
  readonly languages: readonly string[];
  readonly noticeVersion: string;
  readonly legalBasis: string;
  readonly confirmed: Texts;
  readonly answersMin?: number | undefined;
  readonly unconfirmed: ReadonlySet<string>;
  /** By id of a scale, what it is besides its levels. */
  readonly scales: ReadonlyMap<string, Pick<Scale, 'unrated' | 'several' | 'look'>>;
}

export interface Form {
  readonly code: string;
  readonly title: Texts;
  /** The language of the file first. */
  readonly languages: readonly string[];
  readonly lists: ReadonlyMap<string, FormList>;
  readonly items: readonly FormItem[];
  readonly groups: readonly FormGroup[];
  readonly leftOut: readonly LeftOut[];
  readonly own?: OwnParts | undefined;
}

/** Names of languages as forms have them, such as `Vietnamese (vi)`, `English` or `km`; undefined where it is none. */
export function languageTag(name: string): string | undefined {
  const [, tag] = /\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2})\)\s*$/.exec(name) ?? [];
  const known = named[name.trim().toLowerCase()];
  const found = tag ?? known ?? name.trim();
  return /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}$/.test(found)
    ? found.replace(/^[A-Za-z]+/, (letters) => letters.toLowerCase())
    : undefined;
}

const named: Readonly<Record<string, string>> = {
  vietnamese: 'vi',
  'tiếng việt': 'vi',
  english: 'en',
  'tiếng anh': 'en',
  khmer: 'km',
};
