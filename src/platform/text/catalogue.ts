/**
 * The texts of the program: messages in ICU MessageFormat, a file for each language and subject, as in
 * `locales/vi/registers/holidays.json`. A language is a folder; every language has the subjects of `respondents/`, and
 * Vietnamese and English have all. The Vietnamese files say which messages there are, and from them `npm run messages`
 * writes their types; what another language lacks is Vietnamese.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import type { Language, Messages } from '../../../locales/messages.d.ts';
import type { Sentence } from '../problem.ts';
import { projectFolder } from '../projectFolder.ts';

export type { Language, Messages } from '../../../locales/messages.d.ts';

const folder = join(projectFolder(), 'locales');

/** Vietnamese first, then the others in the order of their tags. */
export const languages: readonly Language[] = ['vi', ...foldersBeside('vi')];

function foldersBeside(first: Language): Language[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name as Language);
  return names.filter((name) => name !== first).toSorted();
}

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

/** A message, or messages by name or in order, as they stand in a file. */
export type Written = string | readonly Written[] | { readonly [name: string]: Written };

/** A file as it stands; undefined where the language has none. */
export function writtenMessages(language: Language, subject: string): Written | undefined {
  const file = join(folder, language, `${subject}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Written) : undefined;
}

/**
 * The messages of a subject in every language. One without arguments is a string; one with arguments is a function of
 * their values by name. A language is read when it is first used, and a message parsed.
 */
export function catalogue<Subject extends keyof Messages>(
  subject: Subject,
): Readonly<Record<Language, Messages[Subject]>> {
  const texts = {} as Record<Language, Messages[Subject]>;
  for (const language of languages) {
    const get = (): Messages[Subject] => {
      const value = (messagesOn(subject, language) ?? texts.vi) as Messages[Subject];
      Object.defineProperty(texts, language, { enumerable: true, value });
      return value;
    };
    Object.defineProperty(texts, language, { configurable: true, enumerable: true, get });
  }
  return texts;
}

/** Undefined where the language has no file on the subject. */
function messagesOn(subject: string, language: Language): unknown {
  const first = writtenMessages('vi', subject);
  if (first === undefined) throw new Error(`There are no messages on ${subject}.`);
  const own = writtenMessages(language, subject);
  return own && usable(first, own, language);
}

function usable(first: Written, own: Written | undefined, language: Language): unknown {
  if (typeof first === 'string')
    return typeof own === 'string' ? message(own, language) : message(first, 'vi');
  const part = (name: string): Written | undefined =>
    typeof own === 'object' ? (own as Readonly<Record<string, Written>>)[name] : undefined;
  const parts = Object.entries(first).map(
    ([name, one]) => [name, usable(one, part(name), language)] as const,
  );
  return Array.isArray(first) ? parts.map(([, one]) => one) : Object.fromEntries(parts);
}

function message(text: string, language: Language): unknown {
  if (!text.includes('{')) return text;
  let parsed: IntlMessageFormat | undefined;
  return (values: Readonly<Record<string, string | number | boolean>>) => {
    parsed ??= new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
    return parsed.format(values);
  };
}

/** A message that was chosen by name, where some of those to choose from take values and others are only text. */
export function said(
  chosen: string | ((values: never) => string),
  values: Readonly<Record<string, string | number | boolean | undefined>>,
): string {
  return typeof chosen === 'string' ? chosen : chosen(values as never);
}

/** The message of a name that may have none. */
export function messageFor(messages: Readonly<Record<string, unknown>>, name: string): string | undefined {
  return Object.hasOwn(messages, name) ? (messages[name] as string) : undefined;
}

/** One message in every language that has its subject, for what is said before the language of the reader is known. */
export function inEveryLanguage<Text>(
  texts: Readonly<Record<Language, Text>>,
  choose: (text: Text, language: Language) => string,
): Sentence {
  const others = languages.filter((one) => one !== 'vi' && one !== 'en' && texts[one] !== texts.vi);
  return {
    vi: choose(texts.vi, 'vi'),
    en: choose(texts.en, 'en'),
    ...Object.fromEntries(others.map((one) => [one, choose(texts[one], one)])),
  };
}
