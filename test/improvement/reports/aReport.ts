/** What a report on a small city is made from: two rounds, the later one published, everything that a report can have. */
import { letterhead, usualBrand } from '../../../src/platform/brand/brand.ts';
import { caseCounts, caseFigures } from '../../../src/improvement/cases/caseFigures.ts';
import type { PageLanguage } from '../../../src/platform/text/localized.ts';
import type { KeptCheckpoint } from '../../../src/collection/ledger/store.ts';
import { frozenContent } from '../../../src/dissemination/publications/freeze.ts';
import type { Publication } from '../../../src/processing/published/publication.ts';
import { whyPart } from '../../../src/improvement/reports/gatherReport.ts';
import type { Office } from '../../../src/improvement/reports/office.ts';
import type { ReportedImprovementAction, ReportInput } from '../../../src/improvement/reports/report.ts';
import { againstTarget } from '../../../src/statistics/sampling/target.ts';
import { roundCaseloads } from '../../../src/design/rounds/roundCaseloads.ts';
import { announcedYears } from '../../../src/registers/holidays/announced.ts';
import { calendarOf } from '../../../src/registers/holidays/holiday.ts';
import { afterClosing, aMeasuredRound, type GivenForms } from '../../processing/results/measured.ts';

const all = (unitId: string, count: number, level: number): GivenForms => ({
  unitId,
  count,
  answers: { q1: level, q2: level, q3: level },
});

const before = aMeasuredRound([
  ...['ward-a', 'ward-b', 'ward-c'].flatMap((unit) => [all(unit, 95, 5), all(unit, 5, 1)]),
  all('ward-d', 4, 5),
  all('ward-e', 12, 5),
]);
const after = aMeasuredRound([
  all('ward-a', 90, 5),
  all('ward-a', 10, 1),
  all('ward-b', 88, 5),
  all('ward-b', 12, 1),
  all('ward-c', 30, 5),
  all('ward-c', 20, 1),
  { unitId: 'ward-c', count: 50, answers: { q1: 5, q2: 5, q3: 1 } },
  all('ward-d', 4, 1),
  all('ward-e', 12, 4),
]);
const measured = { ...after, round: { ...after.round, previousRoundId: 'before' } };

export const office: Office = {
  superior: 'Ủy ban nhân dân tỉnh Đồng Tháp',
  organ: 'Ủy ban nhân dân thành phố Hồng Ngự',
  number: '125',
  symbol: 'BC-UBND',
  location: 'Hồng Ngự',
  on: '2026-01-05',
  capacity: 'TM. Ủy ban nhân dân\nKT. Chủ tịch\nPhó Chủ tịch',
  signer: 'Nguyễn Thị Bảy',
  recipients: '- UBND tỉnh Đồng Tháp;\n- Sở Nội vụ;\n- Lưu: VT, NV.',
};

const actor = { accountId: 'a', name: 'a' };

/** The report on the city; of a unit below it where it is named. */
export async function aReport(language: PageLanguage, unitId = 'city'): Promise<ReportInput> {
  const checkpoint = { number: 7, size: 616, note: '', key: '' } as KeptCheckpoint;
  const caseloads = roundCaseloads([], [], '2026-02');
  const frozen = { measured, previous: before, checkpoint, caseloads, number: 1, now: afterClosing };
  const content = frozenContent(frozen);
  const unit = content.units.find(({ id }) => id === unitId)!;
  const worst = content.units.find(({ id }) => id === 'ward-c')!;
  const { figure } = worst.questions.find(({ id }) => id === 'q3')!;
  const improvementAction: ReportedImprovementAction = {
    unitId: 'ward-c',
    unitName: worst.name,
    weakPoint: { vi: 'Phí, lệ phí', en: 'Fees' },
    what: 'Niêm yết phí và lệ phí ở từng quầy, cả trên cổng dịch vụ công.',
    who: 'Văn phòng phường',
    untilOn: '2026-09-30',
    targetHundredths: 9050,
    state: 'underway',
    isOverdue: false,
    isMadeUp: false,
    figure,
  };
  if (figure.state !== 'shown') throw new Error('the weak point has a figure');
  return {
    language,
    publication: aPublication(),
    content,
    unit,
    before: [],
    letterhead: letterhead(usualBrand, language),
    reported: [
      {
        indicator: 'satisfactionIndex',
        unitId: 'city',
        year: 2026,
        wording: 'Chỉ số hài lòng 91,28%, giảm 7,86%, xếp hạng 5/12, giảm 5 bậc',
        valueHundredths: 9128,
        changeHundredths: -786,
        rank: 5,
        of: 12,
        ranksGained: -5,
        source: { vi: 'Báo cáo 12/BC', en: 'Report 12/BC' },
      },
    ],
    origin: 'https://langnghe.example.vn',
    why: whyPart({ measured, previous: before, services: [], unit, language, now: afterClosing }),
    cases: caseFigures(caseCounts([], calendarOf(announcedYears), '2026-02-10')),
    casesMadeUp: false,
    proposed: [improvementAction],
    followed: [{ ...improvementAction, target: againstTarget(figure, improvementAction.targetHundredths) }],
    scorecard: {
      setId: 'set',
      unitId: 'city',
      year: 2025,
      value: { units: 8602, decimals: 2 },
      change: { units: 432, decimals: 2 },
      valueBefore: { units: 8170, decimals: 2 },
      rank: 2,
      of: 12,
      rankBefore: 3,
      fields: [
        {
          code: '1',
          title: { vi: 'Cải cách thể chế' },
          points: 901,
          pointsMax: 1000,
          percent: { units: 9010, decimals: 2 },
        },
      ],
      gains: [{ code: '1.1', title: { vi: 'Hồ sơ trực tuyến' }, points: 150, pointsBefore: 50 }],
      losses: [],
      survey: { points: 901, pointsMax: 1000 },
      appraisal: { points: 7701, pointsMax: 9000 },
      bonus: 0,
      penalty: 0,
    },
    madeOn: '2026-02-10',
  };
}

function aPublication(): Publication {
  return {
    id: 'publication',
    roundId: 'round',
    roundTitle: measured.round.title,
    number: 1,
    unitIds: ['city'],
    hash: '7ef8'.repeat(16),
    checkpoint: 7,
    whatChanged: '',
    snapshotHash: '',
    state: 'published',
    askedBy: actor,
    askedAt: afterClosing,
    publishedAt: afterClosing,
  };
}
