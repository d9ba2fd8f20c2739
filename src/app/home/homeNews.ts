/** What the home page says of results: the last published index, its best and worst factor, and what is done about it. */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { remember } from '../../platform/storage/remember.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { isPublic } from '../../improvement/improvementActions/improvementActionPage.ts';
import { stateOf, type ImprovementAction } from '../../improvement/improvementActions/improvementAction.ts';
import { improvementActionTexts } from '../../improvement/improvementActions/texts.ts';
import {
  latestPublished,
  latestWords,
  type LatestPublished,
} from '../../dissemination/publications/latestPublished.ts';
import { percentOf } from '../../processing/results/figureTable.ts';
import { lineWords } from '../../processing/results/lineWords.ts';
import type { Stores } from '../stores.ts';

type NewsStores = Pick<Stores, 'publications' | 'rounds' | 'improvementActions'>;

export interface HomeNews {
  readonly latest: LatestPublished;
  readonly action: ImprovementAction | undefined;
}

/** Read again after half a minute: this is the first page of citizens. */
export function homeNewsReader(stores: NewsStores) {
  return remember(async (): Promise<HomeNews | undefined> => {
    const latest = await latestPublished(stores);
    return latest && { latest, action: await actionFor(latest, stores) };
  }, 30_000);
}

/** The newest public promise about the worst factor, or else about anything, of a unit of the publication. */
async function actionFor(
  latest: LatestPublished,
  stores: NewsStores,
): Promise<ImprovementAction | undefined> {
  const publicIds = new Set((await stores.rounds.list()).filter(isPublic).map(({ id }) => id));
  const unitIds = new Set(latest.content.units.map(({ id }) => id));
  const kept = (await stores.improvementActions.list()).filter(
    (action) => publicIds.has(action.roundId) && unitIds.has(action.unitId) && stateOf(action) !== 'dropped',
  );
  const worstId = factorsOf(latest).at(-1)?.id;
  const questionIds = latest.content.questions
    .filter(({ factorId }) => factorId === worstId)
    .map(({ id }) => id);
  const isAboutWorst = ({ weakPoint: { kind, id } }: ImprovementAction): boolean =>
    kind === 'factor' ? id === worstId : questionIds.includes(id);
  return kept.find(isAboutWorst) ?? kept[0];
}

/** Published factors, best first. */
function factorsOf({ unit }: LatestPublished) {
  return unit.factors
    .filter(({ figure }) => figure.state === 'shown')
    .toSorted((one, other) => percentOf(other.figure)! - percentOf(one.figure)!);
}

export function homeNewsWords({ latest, action }: HomeNews, language: PageLanguage) {
  const { content } = latest;
  const factors = factorsOf(latest).map((line) => ({
    name: inLanguage(content.factors.find(({ id }) => id === line.id)?.title ?? { vi: line.id }, language),
    value: lineWords(line, language).value,
  }));
  return {
    ...latestWords(latest, language),
    best: factors.length > 1 ? factors[0] : undefined,
    worst: factors.length > 1 ? factors.at(-1) : undefined,
    action: action && {
      unit: inLanguage(content.units.find(({ id }) => id === action.unitId)!.name, language),
      what: action.what,
      state: improvementActionTexts[language].states[stateOf(action)],
      url: inSameLanguage('/improvement-actions', language),
    },
  };
}
