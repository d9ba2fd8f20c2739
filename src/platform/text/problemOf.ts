import { Problem, type ProblemKind } from '../problem.ts';
import { inEveryLanguage, type Language } from './catalogue.ts';

/** A problem whose sentence is a message of a catalogue. */
export function problemOf<Text>(
  kind: ProblemKind,
  texts: Readonly<Record<Language, Text>>,
  choose: (text: Text, language: Language) => string,
): Problem {
  return new Problem(kind, inEveryLanguage(texts, choose));
}
