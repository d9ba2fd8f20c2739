/** The list of publications: for each round the current publication, with its figures, and the earlier ones. */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { lineWords } from '../../processing/results/lineWords.ts';
import { rankInGroup, rankWords } from '../../processing/results/rankWords.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import {
  type Publication,
  type PublicationContent,
  type PublishedUnit,
  publicationUrl,
} from '../../processing/published/publication.ts';
import { groupsOf, standsText } from './publicationPage.ts';
import type { PublicationStore } from '../../processing/published/store.ts';
import { publicationTexts } from './texts.ts';

type ShortUnit = Pick<PublishedUnit, 'id' | 'name' | 'whole' | 'rank'>;

/** A publication at a glance. */
export interface Glance {
  /** The unit that its page opens with. */
  readonly unit: ShortUnit;
  /** The compared units below it, best first: as many as fit on a screen. */
  readonly first: readonly ShortUnit[];
  readonly below: number;
  readonly isMadeUp: boolean;
  /** Of the round; ISO 8601. */
  readonly opensAt: string;
  readonly closesAt: string;
}

const firstMax = 12;

export function glanceAt(content: PublicationContent): Glance {
  const [unit] = content.units;
  const below = groupsOf(content, unit!, 'rank')[0]?.units ?? [];
  return {
    unit: shortly(unit!),
    first: below.slice(0, firstMax).map(shortly),
    below: below.length,
    isMadeUp: content.round.madeUp !== undefined,
    opensAt: content.round.opensAt,
    closesAt: content.round.closesAt,
  };
}

function shortly({ id, name, whole, rank }: PublishedUnit): ShortUnit {
  return { id, name, whole, ...(rank ? { rank } : {}) };
}

export function unitRows(units: readonly ShortUnit[], language: PageLanguage) {
  return units.map(({ id, name, whole, rank }) => ({
    id,
    name: inLanguage(name, language),
    rank: rank && rankInGroup(rank.row, language),
    ...lineWords(whole, language),
  }));
}

/** Reads publications one at a time and caches them: their content is long and never changes. */
export function glances({ content }: Pick<PublicationStore, 'content'>) {
  const known = new Map<string, Promise<Glance>>();
  let before: Promise<unknown> = Promise.resolve();
  return ({ hash }: Publication): Promise<Glance> => {
    const glance = known.get(hash) ?? before.then(async () => glanceAt(await content({ hash })));
    if (!known.has(hash)) {
      known.set(hash, glance);
      before = glance.catch(() => known.delete(hash));
    }
    return glance;
  };
}

/** @param published latest first */
export async function publishedRounds(
  published: readonly Publication[],
  glanceOf: (publication: Publication) => Promise<Glance>,
  language: PageLanguage,
) {
  const standing = published.filter(
    (one, index) => published.findIndex(({ roundId }) => roundId === one.roundId) === index,
  );
  return await Promise.all(
    standing.map(async (publication) => {
      const { unit, first, below, isMadeUp } = await glanceOf(publication);
      const path = publicationUrl(publication);
      return {
        title: inLanguage(publication.roundTitle, language),
        url: inSameLanguage(path, language),
        stands: standsText(publication, language),
        isMadeUp,
        unitName: inLanguage(unit.name, language),
        ...lineWords(unit.whole, language),
        rank: rankWords(unit.rank, () => '', language)?.rank,
        units: unitRows(first, language).map((row) => ({
          ...row,
          url: inSameLanguage(`${path}/units/${encodeURIComponent(row.id)}`, language),
        })),
        more:
          below > first.length
            ? publicationTexts[language].firstOf({ first: first.length, all: below })
            : undefined,
        before: published
          .filter((one) => one.roundId === publication.roundId && one !== publication)
          .map((one) => ({
            text: standsText(one, language),
            url: inSameLanguage(publicationUrl(one), language),
          })),
      };
    }),
  );
}
