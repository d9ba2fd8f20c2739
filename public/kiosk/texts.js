/**
 * What the kiosk says: messages of the program's catalogues, which the server puts into messages.js, in the library
 * with which the server itself formats them. The survey brings its own texts.
 */
import { IntlMessageFormat } from './messageFormat.js';
import { messages } from './messages.js';

/** A message with values becomes a function of them; it is parsed when it is first used. */
function usable(message, language) {
  if (typeof message === 'object') return textsOf(message, language);
  if (!message.includes('{')) return message;
  let parsed;
  return (values) => {
    parsed ??= new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
    return parsed.format(values);
  };
}

const textsOf = (written, language) =>
  Object.fromEntries(Object.entries(written).map(([name, message]) => [name, usable(message, language)]));

const texts = Object.fromEntries(
  Object.entries(messages).map(([language, written]) => [language, textsOf(written, language)]),
);

/** Vietnamese for any language that the kiosk itself does not speak. */
export const textsIn = (language) => texts[language] ?? texts.vi;
/** Name of a language in the language itself, or its tag. */
export const languageName = (tag) => texts[tag]?.languageName ?? tag;
/** A text of the data in the language, or in Vietnamese. */
export const inLanguage = (text, language) => text?.[language] ?? text?.vi ?? '';
