/** The messages that the server puts into the kiosk program, in every language. */
import { expect, test } from '@jest/globals';
import { kioskProgram } from '../../../src/collection/kiosk/program.ts';
import { languages, writtenMessages } from '../../../src/platform/text/catalogue.ts';

type Messages = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const { messages: source, version, serviceWorker } = kioskProgram();
const messages = JSON.parse(source.slice(source.indexOf('{'), source.lastIndexOf(';'))) as Messages;

test.each(languages)('in %s none is missing, and what respondents meet is in the language', (language) => {
  const own = writtenMessages(language, 'respondents/kiosk') as Readonly<Record<string, string>>;
  expect(messages[language]).toMatchObject(own);
  expect(Object.keys(messages[language]!).toSorted()).toEqual(Object.keys(messages['vi']!).toSorted());
});

test('tablets keep them, the library that formats them, and a Khmer font, for days without a network', () => {
  for (const name of ['messages.js', 'messageFormat.js', 'khmer.woff2'])
    expect(serviceWorker).toContain(`"/kiosk/files/${version}/${name}"`);
});
