/**
 * The demo's scorecards. Real are the index of Hồng Ngự city in 2021 and 2020 with its ranks, and that An Thạnh and the
 * Culture and Information office lead their groups; the leaf criteria behind these figures, and all other units, are
 * fictitious.
 */
import assert from 'node:assert/strict';
import { auditEntry } from '../../src/access/audit/entry.ts';
import { addDays } from '../../src/platform/calendar/calendarDay.ts';
import type { Localized } from '../../src/platform/text/localized.ts';
import type { MeasuredRounds } from '../../src/processing/results/measuredRounds.ts';
import { isFed, leavesOf, type CriteriaSet, type Leaf } from '../../src/improvement/scorecards/criteria.ts';
import { startOf } from '../../src/improvement/scorecards/draft.ts';
import { feedReader } from '../../src/improvement/scorecards/feeds.ts';
import { pointsOfRate, scoreOf, type Feeds } from '../../src/improvement/scorecards/points.ts';
import { criteriaPresets, type CriteriaPreset } from '../../src/improvement/scorecards/presets/presets.ts';
import { emptyScorecard, type Given, type LeafScore } from '../../src/improvement/scorecards/scorecard.ts';
import { lockedWith } from '../../src/improvement/scorecards/stageActions.ts';
import type { Stores } from '../../src/app/stores.ts';
import { cityId, provinceId, roundIds } from './province.ts';
import { seededRandom, type Random } from './random.ts';
import { dayOf } from '../../src/platform/calendar/vietNamTime.ts';

/** Hundredths of a percent in 2020 and 2021. */
type Targets = Readonly<Record<string, readonly [before: number, report: number]>>;

const districts: Targets = {
  'tp-sa-dec': [8342, 8745],
  [cityId]: [8170, 8602],
  'tp-cao-lanh': [8395, 8541],
  'h-thap-muoi': [8057, 8433],
  'h-lai-vung': [8113, 8390],
  'h-lap-vo': [7984, 8274],
  'h-chau-thanh': [8021, 8216],
  'h-thanh-binh': [7890, 8159],
  'h-cao-lanh': [7932, 8044],
  'h-tam-nong': [7745, 7987],
  'h-tan-hong': [7690, 7921],
  'h-hong-ngu': [7718, 7853],
};
const communes: Targets = {
  'p-an-thanh': [8640, 9012],
  'p-an-binh-a': [8702, 8876],
  'p-an-loc': [8455, 8790],
  'p-an-binh-b': [8490, 8671],
  'p-an-lac': [8312, 8604],
  'x-tan-hoi': [8267, 8488],
  'x-binh-thanh': [8190, 8405],
};
const offices: Targets = {
  'pb-van-hoa': [8811, 9135],
  'pb-tu-phap': [8870, 9020],
  'pb-lao-dong': [8655, 8913],
  'pb-tai-chinh': [8702, 8867],
  'pb-do-thi': [8421, 8640],
  'pb-moi-truong': [8358, 8512],
};

interface Group {
  readonly kind: CriteriaSet['kind'];
  readonly ownerId: string;
  readonly presetId: CriteriaPreset['id'];
  readonly title: Localized;
  readonly targets: Targets;
  /** The part of it that is real. */
  readonly fact: Localized;
}

const groups: readonly Group[] = [
  {
    kind: 'district',
    ownerId: provinceId,
    presetId: 'scorecard-district',
    title: { vi: 'Chỉ số CCHC cấp huyện (ví dụ)', en: 'PAR INDEX of districts (example)' },
    targets: districts,
    fact: {
      vi: 'Chỉ có chỉ số 86,02%, mức tăng 4,32 điểm và hạng 2/12, tăng 1 bậc, của thành phố Hồng Ngự là theo báo cáo năm 2022',
      en: 'Only the index of 86.02%, up 4.32 points, and rank 2 of 12, up one, of Hồng Ngự city follow its report of 2022',
    },
  },
  {
    kind: 'commune',
    ownerId: cityId,
    presetId: 'scorecard-commune',
    title: { vi: 'Chỉ số CCHC phường, xã (ví dụ)', en: 'PAR INDEX of wards and communes (example)' },
    targets: communes,
    fact: {
      vi: 'Chỉ có việc phường An Thạnh dẫn đầu là theo báo cáo năm 2022',
      en: 'Only that An Thạnh ward leads follows the report of 2022',
    },
  },
  {
    kind: 'office',
    ownerId: cityId,
    presetId: 'scorecard-commune',
    title: { vi: 'Chỉ số CCHC phòng, ban (ví dụ)', en: 'PAR INDEX of offices (example)' },
    targets: offices,
    fact: {
      vi: 'Chỉ có việc Phòng Văn hóa và Thông tin dẫn đầu là theo báo cáo năm 2022',
      en: 'Only that the Culture and Information office leads follows the report of 2022',
    },
  },
];

const by = { accountId: 'demo', name: 'demo' };

export async function fillScorecards(stores: Stores, rounds: MeasuredRounds, now: Date): Promise<void> {
  const feedsOf = feedReader({ stores, rounds, now: () => now });
  for (const group of groups) {
    for (const [index, year] of ([2020, 2021] as const).entries()) {
      const set = closedSet(group, year);
      if (await stores.criteriaSets.find(set.id)) continue;
      const feeds = await feedsOf(set);
      for (const unitId of set.unitIds) {
        await lockAt(stores, set, { unitId, target: group.targets[unitId]![index]!, feeds: feeds(unitId) });
      }
      await addSet(stores, set);
    }
  }
  await addSet(stores, openSet(groups[1]!, now));
}

function closedSet(group: Group, year: 2020 | 2021): CriteriaSet {
  const { vi, en } = group.fact;
  return {
    ...setOf(group, year),
    roundId: year === 2020 ? roundIds.before : roundIds.report,
    isPublic: true,
    publishedAt: new Date(`${year + 1}-01-05T08:00:00+07:00`),
    madeUp: {
      vi: `${vi}; bộ tiêu chí, điểm từng tiêu chí và số của mọi đơn vị khác là tự tạo để minh họa.`,
      en: `${en}; criteria, points of each criterion and the figures of all other units are made up.`,
    },
  };
}

/** A year with scoring in progress, for trying it out. */
function openSet(group: Group, now: Date): CriteriaSet {
  const [today, year] = [dayOf(now), now.getUTCFullYear() - 1];
  const [self, first, explanation, second] = [30, 60, 75, 90].map((days) => addDays(today, days));
  return {
    ...setOf(group, year),
    roundId: roundIds.open,
    publishedAt: now,
    deadlines: { self: self!, first: first!, explanation: explanation!, second: second! },
    madeUp: {
      vi: 'Năm chấm điểm minh họa: bộ tiêu chí là tự tạo, và điểm ông/bà chấm thử được giữ lại.',
      en: 'A year to try out: the criteria are made up, and what you score is kept.',
    },
  };
}

function setOf({ kind, ownerId, presetId, title, targets }: Group, year: number) {
  const preset = criteriaPresets.find(({ id }) => id === presetId)!;
  return {
    ...startOf({ ...preset, title }, { ownerId, kind, year }),
    id: `par-${kind}-${year}`,
    unitIds: Object.keys(targets),
    publishedBy: by,
  };
}

async function addSet(stores: Stores, set: CriteriaSet): Promise<void> {
  const subject = { id: set.id, label: `${set.title.vi} ${set.year}` };
  const { ownerId, publishedAt: at } = set;
  await stores.criteriaSets.add(
    set,
    auditEntry({ at, kind: 'criteria.published', unitIds: [ownerId], subject }),
  );
}

/** Stores a locked scorecard with the target as its result; an existing one stays unchanged. */
async function lockAt(
  stores: Stores,
  set: CriteriaSet,
  { unitId, target, feeds }: { unitId: string; target: number; feeds: Feeds },
): Promise<void> {
  const empty = emptyScorecard(set.id, unitId);
  const fed = scoreOf(set, empty, feeds).points;
  const random = seededRandom(set.year * 1000 + set.unitIds.indexOf(unitId));
  const leaves = madeUpLeaves(leavesOf(set), target - fed, random);
  const scorecard = lockedWith(set, { ...empty, leaves }, feeds);
  const { units } = scoreOf(set, scorecard, new Map()).percent;
  assert.equal(units, target, `${unitId} is to come out at ${target}`);
  const entry = auditEntry({
    at: new Date(`${set.year + 1}-03-31T16:00:00+07:00`),
    kind: 'scorecard.locked',
    unitIds: [unitId],
    subject: { id: scorecard.id, label: `${unitId}, CCHC ${set.year}` },
  });
  await stores.scorecards.put(scorecard, entry);
}

/** Points of the manually scored leaf criteria, which add up to this many hundredths. */
function madeUpLeaves(leaves: readonly Leaf[], points: number, random: Random): readonly LeafScore[] {
  const typed = leaves.filter(({ rule }) => !isFed(rule));
  const share = points / typed.reduce((sum, { pointsMax }) => sum + pointsMax, 0);
  const fixed = typed.filter(({ rule }) => rule.kind !== 'free').map((leaf) => ruled(leaf, share, random));
  const free = typed.filter(({ rule }) => rule.kind === 'free');
  const left = points - fixed.reduce((sum, { self }) => sum + self.points, 0);
  return [...fixed, ...spread(free, left, random)];
}

function ruled(leaf: Leaf, share: number, random: Random): LeafScore & { readonly self: Given } {
  const { code, pointsMax, rule } = leaf;
  if (rule.kind !== 'rate') return { code, self: { points: pointsMax, note: '' } };
  const of = 20 + random.whole(21);
  const done = Math.min(of, Math.round(of * (share + (random.next() - 0.5) / 10)));
  const rate = { done, of };
  return { code, self: { points: pointsOfRate(rate, rule, pointsMax), rate, note: '' } };
}

/**
 * Distributes points over free leaf criteria in proportion to their maxima, with small deviations; the last ones take
 * the remainder.
 */
function spread(leaves: readonly Leaf[], points: number, random: Random): readonly LeafScore[] {
  let left = points;
  let leftMax = leaves.reduce((sum, { pointsMax }) => sum + pointsMax, 0);
  return leaves.map(({ code, pointsMax }): LeafScore => {
    leftMax -= pointsMax;
    const wanted = Math.round((left / (leftMax + pointsMax)) * pointsMax * (0.92 + random.next() * 0.16));
    const given = Math.min(pointsMax, Math.max(0, left - leftMax, Math.min(wanted, left)));
    left -= given;
    return contestedAt(code, given, { pointsMax, isContested: random.whole(6) === 0 });
  });
}

/** Some units scored themselves higher than the appraisal did, and gave reasons. */
function contestedAt(
  code: string,
  points: number,
  { pointsMax, isContested }: { pointsMax: number; isContested: boolean },
): LeafScore {
  const more = Math.min(pointsMax, points + 50);
  if (!isContested || more === points) return { code, self: { points, note: '' } };
  return {
    code,
    self: { points: more, note: 'Có báo cáo kèm theo (minh họa)' },
    first: { points, note: 'Minh chứng chưa đủ (minh họa)' },
    explanation: 'Đã bổ sung văn bản, xin xem lại (minh họa)',
  };
}
