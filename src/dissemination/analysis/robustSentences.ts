/**
 * At most two sentences on a unit that hold beyond chance, for officers and reports: what to do first, and who is less satisfied;
 * else what an estimate says of a unit with few responses. A unit of which nothing is certain has none.
 */
import { catalogue } from '../../platform/text/catalogue.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { lineWords } from '../../processing/results/lineWords.ts';
import { pooledUnits } from '../../processing/results/pooledUnits.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { WHOLE } from '../../statistics/estimation/scope.ts';
import { signedText } from '../../platform/text/numbers.ts';
import { findDrivers } from './drivers.ts';
import { certainty } from './driversPriorities.ts';
import type { AskedFinding } from './finding.ts';
import { percentOf } from './findingSection.ts';
import { findGaps } from './gaps.ts';
import { nameOf, verdictOf } from './gapsPage.ts';
import { questionName } from './questionName.ts';

type Asked = Omit<AskedFinding, 'scope' | 'readsComments'>;

const texts = catalogue('dissemination/robust');

/** Below this shrinkage, the direct index is good enough. */
const SHRINKAGE_MIN = 0.25;

export async function robustSentences(asked: Asked, language: PageLanguage): Promise<readonly string[]> {
  const first = await firstToMend(asked, language);
  const second = (await lessSatisfied(asked, language)) ?? ofFewResponses(asked, language);
  return [first, second].filter((sentence) => sentence !== undefined);
}

/** The lowest index among the questions to mend first whose quadrant is certain. */
async function firstToMend(asked: Asked, language: PageLanguage): Promise<string | undefined> {
  const found = await findDrivers({ ...asked, scope: WHOLE, readsComments: false });
  if ('refusal' in found) return undefined;
  const isCertain = certainty(found.priorities);
  const [lowest] = found.priorities
    .filter((one) => one.quadrant === 'mendFirst' && isCertain(one))
    .toSorted((one, other) => decimalToNumber(one.figure.value) - decimalToNumber(other.figure.value));
  if (!lowest) return undefined;
  const question = questionName(asked.measured, lowest.id, language);
  return texts[language].first({ question, value: lineWords(lowest, language).value });
}

/** The group with the largest gap of those called lower. */
async function lessSatisfied(asked: Asked, language: PageLanguage): Promise<string | undefined> {
  const found = await findGaps({ ...asked, scope: WHOLE, readsComments: false });
  if ('refusal' in found) return undefined;
  const [lowest] = found.gaps
    .filter((one) => verdictOf(one) === 'lower')
    .toSorted((one, other) => decimalToNumber(one.gap!.points) - decimalToNumber(other.gap!.points));
  if (!lowest) return undefined;
  const points = signedText(lowest.gap!.points, language);
  return texts[language].lower({ group: nameOf(lowest, language), points });
}

function ofFewResponses({ measured, unitId, now }: Asked, language: PageLanguage): string | undefined {
  const { tree, round } = measured;
  const parentId = round.unitIds.includes(unitId) ? undefined : tree.parentId(unitId);
  const found = parentId === undefined ? 'fewUnits' : pooledUnits(measured, { unitId: parentId, scope: WHOLE }, now); // prettier-ignore
  if (typeof found === 'string') return undefined;
  const { pooled } = found.units.find((unit) => unit.unitId === unitId) ?? {};
  if (!pooled || pooled.shrinkage < SHRINKAGE_MIN) return undefined;
  const { share, interval } = pooled;
  return texts[language].pooled({
    share: percentOf(share, language),
    low: percentOf(interval.low, language),
    up: percentOf(interval.up, language),
  });
}
