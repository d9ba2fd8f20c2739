import { auditEntry } from '../../../src/access/audit/entry.ts';
import type { PublicationContent, PublishedUnit } from '../../../src/processing/published/publication.ts';
import type { Break, ShownChange } from '../../../src/statistics/estimation/change.ts';
import type { CommendationList } from '../../../src/improvement/commendations/commendation.ts';
import type { Stores } from '../../../src/app/stores.ts';
import { aUnit, duringAt } from '../../support/builders.ts';

/** A draft with one unit and one person. */
export function aCommendationList(changes: Partial<CommendationList> = {}): CommendationList {
  return {
    id: 'list',
    title: 'Khen thưởng năm 2025',
    unitId: 'city',
    year: 2025,
    state: 'draft',
    collectives: [{ unitId: 'ward-x', name: { vi: 'phường X' }, reason: 'Trả kết quả đúng hẹn' }],
    individuals: [{ id: 'p1', name: 'Nguyễn Văn Thử', post: 'Công chức phường X', reason: 'Tận tình' }],
    madeAt: duringAt,
    madeBy: { accountId: 'somebody', name: 'somebody' },
    version: 'first',
    ...changes,
  };
}

interface UnitShown {
  readonly id: string;
  readonly percent?: number;
  /** The ranks that it may hold; none: not ranked. */
  readonly ranks?: readonly [rank: number, low: number, up: number];
  /** Percentage points, and whether chance explains them. */
  readonly rose?: readonly [points: number, movement: ShownChange['movement'], ...breaks: Break[]];
  readonly kind?: PublishedUnit['kind'];
}

/** What rules read of a publication: units below `city`. */
export function aContent(shown: readonly UnitShown[]): PublicationContent {
  const decimal = (value: number) => ({ units: Math.round(value * 100), decimals: 2 });
  const ranked = shown.filter(({ ranks }) => ranks).length;
  const units = shown.map(({ id, percent, ranks, rose, kind = 'commune' }) => ({
    id,
    name: { vi: `phường ${id}`, en: `${id} ward` },
    kind,
    parentId: 'city',
    whole: {
      figure: percent === undefined ? { state: 'hidden' } : { state: 'shown', value: decimal(percent) },
      ...(rose && {
        change: {
          points: decimal(rose[0]),
          exactPoints: rose[0],
          movement: rose[1],
          breaks: rose.slice(2),
        },
      }),
    },
    rank: {
      row: ranks
        ? {
            state: 'ranked',
            rank: ranks[0],
            of: ranked,
            set: { low: ranks[1], up: ranks[2], alike: [] },
          }
        : { state: 'notRanked', reason: 'hidden' },
    },
  }));
  const round = { title: { vi: 'Đợt 2025', en: 'Round 2025' }, sampleKind: 'selfSelected' };
  return { round, number: 1, units } as unknown as PublicationContent;
}

/** A city of wards a, b and c, and a publication `published` in which a leads. */
export async function addPublication({ units, publications }: Stores): Promise<void> {
  await units.add(aUnit('city', { kind: 'district' }));
  for (const id of ['a', 'b', 'c']) await units.add(aUnit(id, { parentId: 'city' }));
  const content = aContent([
    { id: 'a', percent: 95, ranks: [1, 1, 1] },
    { id: 'b', percent: 90, ranks: [2, 2, 3] },
    { id: 'c', percent: 89, ranks: [3, 2, 3] },
  ]);
  const subject = { id: 'x', label: 'x' };
  await publications.add(
    {
      id: 'published',
      roundId: 'round',
      roundTitle: content.round.title,
      number: 1,
      unitIds: ['city'],
      hash: 'h',
      checkpoint: 1,
      whatChanged: '',
      snapshotHash: '',
      state: 'published',
      askedBy: { accountId: 'x', name: 'x' },
      askedAt: duringAt,
    },
    { text: JSON.stringify(content), released: '{"respondents":{},"suppressed":[]}' },
    auditEntry({ at: duringAt, kind: 'publication.proposed', unitIds: [], subject }),
  );
}
