/** Proposes a first mapping for a file, for a person to check; and finds the errors in a mapping. */
import { scaleOf, type SurveyContent } from '../../design/surveys/survey.ts';
import { guessDayOrder } from './givenDay.ts';
import { guessLevel, guessOption } from './guessMeaning.ts';
import { optionsIn, plain, type ColumnUse, type Mapping, type ValueMeaning } from './mapping.ts';
import { textsShown, type ColumnTexts } from './profile.ts';

/** All texts of cells that belong to one scale or background question, normalised. */
export interface ValueGroup {
  /** `scale:ID` or `about:ID` */
  readonly of: string;
  readonly texts: readonly { readonly text: string; readonly plain: string }[];
}

/** The groups of the mapped columns, in the order of the survey. */
export function valueGroups(
  uses: readonly ColumnUse[],
  profile: readonly ColumnTexts[],
  survey: SurveyContent,
): readonly ValueGroup[] {
  const groups = new Map<string, Map<string, string>>();
  for (const of of [
    ...survey.scales.map(({ id }) => `scale:${id}`),
    ...survey.about.map(({ id }) => `about:${id}`),
  ]) {
    groups.set(of, new Map());
  }
  uses.forEach((use, column) => {
    const group = groups.get(groupOf(use, survey) ?? '');
    const texts = profile[column]?.texts ?? [];
    for (const text of isSeveral(use, survey) ? texts.flatMap(optionsIn) : texts) {
      const form = plain(text);
      if (group && !group.has(form) && group.size < textsShown) group.set(form, text);
    }
  });
  return [...groups]
    .filter(([, texts]) => texts.size > 0)
    .map(([of, texts]) => ({ of, texts: [...texts].map(([form, text]) => ({ text, plain: form })) }));
}

function isSeveral(use: ColumnUse, survey: SurveyContent): boolean {
  const question = survey.questions.find(({ id }) => use === `question:${id}`);
  return question !== undefined && scaleOf(survey, question).several === true;
}

function groupOf(use: ColumnUse, survey: SurveyContent): string | undefined {
  if (use.startsWith('about:')) return use;
  const question = survey.questions.find(({ id }) => use === `question:${id}`);
  return question && `scale:${scaleOf(survey, question).id}`;
}

/** Earlier decisions on a text are kept; the others are guessed. */
export function guessValues(
  groups: readonly ValueGroup[],
  survey: SurveyContent,
  known: readonly ValueMeaning[],
): readonly ValueMeaning[] {
  const said = new Map(known.map(({ of, text, meaning }) => [`${of} ${text}`, meaning]));
  return groups.flatMap(({ of, texts }) =>
    texts.map(({ plain: text }) => ({
      of,
      text,
      meaning: said.get(`${of} ${text}`) ?? guessMeaning(of, text, survey),
    })),
  );
}

function guessMeaning(of: string, text: string, survey: SurveyContent): string {
  const [kind, id] = of.split(':');
  if (kind === 'about')
    return guessOption(
      text,
      survey.about.find((question) => question.id === id)!,
    );
  return guessLevel(
    text,
    survey.scales.find((scale) => scale.id === id)!,
  );
}

export function dayOrderOf(uses: readonly ColumnUse[], profile: readonly ColumnTexts[]): Mapping['dayOrder'] {
  return guessDayOrder(profile[uses.indexOf('givenOn')]?.texts ?? []);
}

export type UseError =
  | { readonly kind: 'usedTwice'; readonly use: ColumnUse }
  | { readonly kind: 'questionMissing'; readonly questionId: string };

/** A required question needs a column, and no two columns may have the same use. */
export function useErrors(uses: readonly ColumnUse[], survey: SurveyContent): readonly UseError[] {
  const twice = uses.filter((use, at) => use !== '' && uses.indexOf(use) < at);
  const missing = survey.questions.filter(({ id, required }) => required && !uses.includes(`question:${id}`));
  return [
    ...[...new Set(twice)].map((use) => ({ kind: 'usedTwice' as const, use })),
    ...missing.map(({ id }) => ({ kind: 'questionMissing' as const, questionId: id })),
  ];
}
