/** Holds the messages of all languages together: their names, their values, their plurals. What is missing is named. */
import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from '@jest/globals';
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { argumentsOf, file as typesFile, messageTypes, subjectsIn } from '../../../scripts/messageTypes.ts';
import {
  catalogue,
  inEveryLanguage,
  languages,
  messageFor,
  said,
  writtenMessages,
  type Language,
  type Written,
} from '../../../src/platform/text/catalogue.ts';
import { isPageLanguage } from '../../../src/platform/text/localized.ts';

/** Every message of a language, by subject and name: `respondents/receipts.problems.unknown`. */
function messagesIn(language: Language): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const collect = (path: string, written: Written): void => {
    if (typeof written === 'string') found.set(path, written);
    else for (const [name, one] of Object.entries(written)) collect(`${path}.${name}`, one);
  };
  for (const subject of subjectsIn(language)) collect(subject, writtenMessages(language, subject)!);
  return found;
}

const first = messagesIn('vi');
const others = languages.filter((language) => language !== 'vi');

function pluralsIn(elements: readonly MessageFormatElement[]): readonly string[][] {
  return elements.flatMap((element) => {
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [];
    const inside = Object.values(element.options).flatMap(({ value }) => pluralsIn(value));
    return element.type === TYPE.plural ? [Object.keys(element.options), ...inside] : inside;
  });
}

describe.each(others)('the messages in %s', (language) => {
  const own = messagesIn(language);

  it('are those of the Vietnamese files: what respondents meet, and in the languages of staff pages everything', () => {
    const needed = [...first.keys()].filter(
      (path) => isPageLanguage(language) || path.startsWith('respondents/'),
    );
    expect({
      missing: needed.filter((path) => !own.has(path)),
      unknown: [...own.keys()].filter((path) => !first.has(path)),
    }).toEqual({ missing: [], unknown: [] });
  });

  it('take the values that the Vietnamese ones take', () => {
    const names = (text: string): string[] => [...argumentsOf(text).keys()].toSorted();
    const different = [...own].filter(
      ([path, text]) => first.has(path) && names(text).join() !== names(first.get(path)!).join(),
    );
    expect(different).toEqual([]);
  });
});

test.each(languages)('plurals in %s have the forms of the language', (language) => {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const wrong = [...messagesIn(language)].filter(([, text]) =>
    (text.includes('{') ? pluralsIn(parse(text, { ignoreTag: true })) : []).some((options) => {
      const named = options.filter((option) => !option.startsWith('='));
      return named.length !== forms.length || !named.every((option) => forms.some((form) => form === option));
    }),
  );
  expect(wrong).toEqual([]);
});

test('no message begins or ends with a space, or is empty', () => {
  const wrong = languages.flatMap((language) =>
    [...messagesIn(language)].filter(([, text]) => text === '' || text.trim() !== text),
  );
  expect(wrong).toEqual([]);
});

test('the types are those of the files: npm run messages writes them', async () => {
  expect(readFileSync(typesFile, 'utf8')).toBe(await messageTypes());
});

describe('a message', () => {
  const texts = catalogue('respondents/submissions');

  it('is text where it takes no values', () => {
    expect([texts.vi.send, texts.km.send]).toEqual(['Gửi phiếu', 'ផ្ញើសន្លឹកស្ទង់មតិ']);
  });

  it('says its values as the language writes them', () => {
    const tooLong = inEveryLanguage(texts, (t) => t.commentTooLong({ lengthMax: 2000 }));
    expect([tooLong.vi, tooLong.en]).toEqual([
      'Ý kiến dài quá 2.000 ký tự. Xin rút ngắn lại.',
      'The comment is longer than 2,000 characters. Please shorten it.',
    ]);
  });

  it.each([
    [1, 'The form was not sent: 1 answer needs your attention. Your answers are still here.'],
    [2, 'The form was not sent: 2 answers need your attention. Your answers are still here.'],
  ])('has the plural of %d', (count, sentence) => {
    expect(texts.en.errorSummary({ count })).toBe(sentence);
  });

  it('fails when a value is missing', () => {
    const part = texts.vi.part as (values: object) => string;
    expect(() => part({ number: 1 })).toThrow('of');
  });

  it('may be chosen from among some that take values and some that do not', () => {
    const { send, part } = texts.en;
    expect([send, part].map((one) => said(one, { number: 1, of: 3 }))).toEqual(['Send', 'Part 1 of 3']);
  });

  it('may be missing for a name that has none', () => {
    const messages = { id: 'Mã' };
    expect([messageFor(messages, 'id'), messageFor(messages, 'title')]).toEqual(['Mã', undefined]);
  });

  it('is Vietnamese where a language lacks it', () => {
    expect(catalogue('collection/paper').km.title).toBe('Phiếu giấy');
  });

  it('is not given in a language that has nothing on the subject', () => {
    const titles = inEveryLanguage(catalogue('collection/paper'), ({ title }) => title);
    expect(titles).toEqual({ vi: 'Phiếu giấy', en: 'Paper forms' });
  });
});
