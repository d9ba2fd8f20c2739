/**
 * The kinds of questions that authors choose from. A kind is a scale to begin with, and nothing else: the form, the kiosk, paper,
 * imports, tallies and exports know scales, and of a scale only its levels, how it looks, whether it is rated and whether
 * several of its levels may be chosen.
 */
import type { Localized } from '../../platform/text/localized.ts';
import { fiveLevels } from './presets/fiveLevels.ts';
import { sipas2017 } from './presets/sipas2017.ts';
import type { Scale, SurveyContent } from './survey.ts';

export const questionKinds = ['satisfaction', 'faces', 'stars', 'yesNo', 'choice', 'several'] as const;
export type QuestionKind = (typeof questionKinds)[number];

const scales: Readonly<Record<QuestionKind, Scale>> = {
  satisfaction: sipas2017.scales[0]!,
  faces: { id: 'faces-5', levels: fiveLevels, look: 'faces' },
  stars: {
    id: 'stars-5',
    levels: [1, 2, 3, 4, 5].map((level) => ({
      level,
      label: { vi: `${level} sao`, en: level === 1 ? '1 star' : `${level} stars` },
    })),
    look: 'stars',
  },
  yesNo: {
    id: 'yes-no',
    levels: levelsOf({ vi: 'Không', en: 'No' }, { vi: 'Có', en: 'Yes' }),
    unrated: true,
  },
  choice: { id: 'choice', levels: levelsOf({ vi: '' }, { vi: '' }), unrated: true },
  several: {
    id: 'several',
    levels: levelsOf({ vi: '' }, { vi: '' }, { vi: '' }),
    noOpinion: { vi: 'Không chọn mục nào ở trên', en: 'None of these', km: 'គ្មានចម្លើយណាមួយខាងលើទេ' },
    unrated: true,
    several: true,
  },
};

/** Kinds whose questions each have their own options. */
const ownKinds: readonly QuestionKind[] = ['choice', 'several'];

function levelsOf(...labels: readonly Localized[]): Scale['levels'] {
  return labels.map((label, index) => ({ level: index + 1, label }));
}

/**
 * What an author chose: the id of a scale of the survey, or `kind:…`. Questions of a kind share a scale, unless each has
 * its own options.
 *
 * @param questionId the question, which may have its own options already
 * @returns the survey with that scale, and its id
 */
export function withScale(
  content: SurveyContent,
  chosen: string,
  questionId?: string,
): { readonly content: SurveyContent; readonly scaleId: string } {
  const kind = questionKinds.find((one) => chosen === `kind:${one}`);
  if (!kind) return { content, scaleId: chosen };
  const isTaken = (id: string): boolean => content.scales.some((scale) => scale.id === id);
  const scale = scales[kind];
  if (!ownKinds.includes(kind) && isTaken(scale.id)) return { content, scaleId: scale.id };
  const own = content.questions.find((question) => question.id === questionId)?.scaleId ?? '';
  const sharing = content.questions.filter(({ scaleId }) => scaleId === own);
  if (ownKinds.includes(kind) && own.startsWith(scale.id) && sharing.length === 1)
    return { content, scaleId: own };
  let [id, number] = [scale.id, 1];
  while (isTaken(id)) id = `${scale.id}-${++number}`;
  return { content: { ...content, scales: [...content.scales, { ...scale, id }] }, scaleId: id };
}

/** The kinds that a survey has no scale of yet, and those of which each question has its own. */
export function furtherKinds({ scales: own }: SurveyContent): readonly QuestionKind[] {
  return questionKinds.filter(
    (kind) => ownKinds.includes(kind) || !own.some(({ id }) => id === scales[kind].id),
  );
}
