/** The last published round that covers a unit, with the published rounds before it: what the home pages show. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { lineWords } from '../../processing/results/lineWords.ts';
import { rankWords } from '../../processing/results/rankWords.ts';
import { publicationUrl, type PublishedUnit, type Whole } from '../../processing/published/publication.ts';
import { listPublished, publishedBefore } from '../../processing/published/standing.ts';
import type { Stores } from '../stores.ts';
import { publishedRound, seriesChart, seriesRows } from './roundSeries.ts';

export interface LatestPublished extends Whole {
  readonly unit: PublishedUnit;
  readonly before: readonly Whole[];
}

/** Rounds that are looked at for the unit; older ones are no news. */
const roundsMax = 4;

/**
 * @param unitId absent: the unit that the newest publication opens with
 * @returns undefined where none of the newest published rounds covers the unit
 */
export async function latestPublished(
  stores: Pick<Stores, 'publications' | 'rounds'>,
  unitId?: string,
): Promise<LatestPublished | undefined> {
  const ids = await stores.publications.listPublishedRoundIds();
  const rounds = (await stores.rounds.list())
    .filter(({ id }) => ids.has(id))
    .toSorted((one, other) => other.closesAt.getTime() - one.closesAt.getTime());
  for (const round of rounds.slice(0, roundsMax)) {
    const publication = (await listPublished(stores.publications, round.id)).at(-1);
    if (!publication) continue;
    const content = await stores.publications.content(publication);
    const unit = unitId === undefined ? content.units[0] : content.units.find(({ id }) => id === unitId);
    if (unit) return { publication, content, unit, before: await publishedBefore(stores, content.round) };
  }
  return undefined;
}

/** In the words and numbers of one language, with the line over rounds. */
export function latestWords({ publication, content, unit, before }: LatestPublished, language: PageLanguage) {
  const names = new Map(content.units.map(({ id, name }) => [id, inLanguage(name, language)]));
  const series = [{ publication, content }, ...before].map(publishedRound);
  return {
    unitName: inLanguage(unit.name, language),
    roundTitle: inLanguage(content.round.title, language),
    isMadeUp: content.round.madeUp !== undefined,
    url: inSameLanguage(`${publicationUrl(publication)}/units/${encodeURIComponent(unit.id)}`, language),
    ...lineWords(unit.whole, language),
    rank: rankWords(unit.rank, (id) => names.get(id) ?? id, language),
    trendChart: seriesChart(seriesRows(series, unit.id, language), language),
  };
}
