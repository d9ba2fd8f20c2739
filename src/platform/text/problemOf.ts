import { Problem, type ProblemKind } from '../problem.ts';
import { catalogue, inEveryLanguage, type Language } from './catalogue.ts';

/** A problem whose sentence is a message of a catalogue. */
export function problemOf<Text>(
  kind: ProblemKind,
  texts: Readonly<Record<Language, Text>>,
  choose: (text: Text, language: Language) => string,
): Problem {
  return new Problem(kind, inEveryLanguage(texts, choose));
}

/** What requests of every kind may meet. */
export const requestTexts = catalogue('platform/requests');

/**
 * Somebody else has changed what the page was made from, so that nothing of the request was stored.
 *
 * @param choose what it is, such as `this batch`; in Vietnamese it begins the sentence
 */
export function changedByOthers<Text>(
  texts: Readonly<Record<Language, Text>>,
  choose: (text: Text) => string,
): Problem {
  return problemOf('conflict', requestTexts, (t, language) =>
    t.changedByOthers({ what: choose(texts[language]) }),
  );
}
