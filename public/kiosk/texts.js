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

/** With the same names. */
function mapped(values, change) {
  const result = {};
  for (const name of Object.keys(values)) result[name] = change(values[name], name);
  return result;
}

const textsOf = (written, language) => mapped(written, (message) => usable(message, language));

const texts = mapped(messages, textsOf);

/** Vietnamese for any language that the kiosk itself does not speak. */
export const textsIn = (language) => texts[language] ?? texts.vi;
/** Name of a language in the language itself, or its tag. */
export const languageName = (tag) => texts[tag]?.languageName ?? tag;
/** A text of the data in the language, or in Vietnamese. */
export const inLanguage = (text, language) => text?.[language] ?? text?.vi ?? '';
