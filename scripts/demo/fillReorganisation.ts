/**
 * A second province, wholly fictitious: its departments, communes of two districts, and the change of units of 1 July
 * 2025 that turned the communes into three wards, a commune and a special zone, one with a code that another commune
 * had before. Two rounds lie before and after it, so that results can be read by the units of either day. The other
 * rounds of the demo keep their own units.
 */
import type { Round } from '../../src/design/rounds/round.ts';
import type { Stores } from '../../src/app/stores.ts';
import { acceptSubmission } from '../../src/collection/submissions/acceptSubmission.ts';
import { ratedPart, type SurveyVersion } from '../../src/design/surveys/survey.ts';
import { keepUnitChange } from '../../src/registers/units/keepUnitChange.ts';
import {
  emptyUnitChange,
  type UnitChangeDraft,
  type FoundedUnit,
} from '../../src/registers/units/succession.ts';
import type { Unit, UnitKind } from '../../src/registers/units/unit.ts';
import { makeDrafts } from './answers.ts';
import { unlessThere } from './unlessThere.ts';
import { seededRandom } from './random.ts';
import { codeAlphabet } from '../../src/platform/text/codeLetters.ts';

export const otherProvinceId = 'mh-tinh';
export const otherRoundIds = { before: 'mh-2024', after: 'mh-2025' } as const;

const by = { accountId: 'demo', name: 'demo' };
const from = '2020-01-01';
const named = (vi: string, en: string) => ({ vi: `${vi} (minh họa)`, en: `${en} (made up)` });

function unit(id: string, kind: UnitKind, [vi, en]: readonly [string, string], rest: Rest = {}): Unit {
  return {
    id,
    kind,
    validFrom: from,
    parents: rest.parentId === undefined ? [] : [{ unitId: rest.parentId, from }],
    names: [{ text: named(vi, en), from }],
    codes: rest.code === undefined ? [] : [{ code: rest.code, from }],
  };
}
interface Rest {
  readonly parentId?: string;
  readonly code?: string;
}

/** Communes before the change: location, code, target result, and the unit into which they went. */
const communes = [
  ['mh-tan-an', 'xã Tân An', 'Tân An commune', 'mh-huyen-dong', '90011', 91, 'mh-p-tan-an'],
  ['mh-tan-binh', 'xã Tân Bình', 'Tân Bình commune', 'mh-huyen-dong', '90012', 78, 'mh-p-tan-an'],
  ['mh-tan-cuong', 'xã Tân Cường', 'Tân Cường commune', 'mh-huyen-dong', '90013', 80, 'mh-p-tan-an'],
  ['mh-phu-dong', 'xã Phú Đông', 'Phú Đông commune', 'mh-huyen-dong', '90014', 89, 'mh-p-phu'],
  ['mh-phu-tay', 'xã Phú Tây', 'Phú Tây commune', 'mh-huyen-tay', '90021', 72, 'mh-p-phu'],
  ['mh-hoa-loc', 'xã Hòa Lộc', 'Hòa Lộc commune', 'mh-huyen-tay', '90022', 86, undefined],
  ['mh-cu-lao', 'xã Cù Lao', 'Cù Lao commune', 'mh-huyen-tay', '90023', 84, 'mh-dac-khu'],
] as const;

const departments = [
  ['mh-so-noi-vu', 'Sở Nội vụ', 'Home Affairs department', 93],
  ['mh-so-tu-phap', 'Sở Tư pháp', 'Justice department', 90],
  ['mh-so-xay-dung', 'Sở Xây dựng', 'Construction department', 83],
] as const;

/** Target results after the change. */
const percentsAfter: Readonly<Record<string, number>> = {
  'mh-p-tan-an': 88,
  'mh-p-phu': 81,
  'mh-hoa-loc': 90,
  'mh-dac-khu': 79,
  'mh-so-noi-vu': 94,
  'mh-so-tu-phap': 91,
  'mh-so-xay-dung': 87,
};

const units: readonly Unit[] = [
  unit(otherProvinceId, 'province', ['tỉnh Minh Hòa', 'Minh Hòa province'], { code: '90' }),
  ...departments.map(([id, vi, en]) => unit(id, 'office', [vi, en], { parentId: otherProvinceId })),
  unit('mh-huyen-dong', 'district', ['huyện Đông', 'Đông district'], {
    parentId: otherProvinceId,
    code: '901',
  }),
  unit('mh-huyen-tay', 'district', ['huyện Tây', 'Tây district'], { parentId: otherProvinceId, code: '902' }),
  ...communes.map(([id, vi, en, parentId, code]) => unit(id, 'commune', [vi, en], { parentId, code })),
];

function founded(id: string, [vi, en]: readonly [string, string], code: string): FoundedUnit {
  return { id, kind: 'commune', name: named(vi, en), code, parentId: otherProvinceId };
}

const action: UnitChangeDraft = {
  ...emptyUnitChange,
  on: '2025-07-01',
  document: { number: '01/MH (minh họa)', issuedBy: 'văn bản tự tạo' },
  founded: [
    founded('mh-p-tan-an', ['phường Tân An', 'Tân An ward'], '90011'),
    founded('mh-p-phu', ['phường Phú', 'Phú ward'], '90014'),
    founded('mh-dac-khu', ['đặc khu Cù Lao', 'Cù Lao special zone'], '90099'),
  ],
  changed: [{ unitId: 'mh-hoa-loc', parentId: otherProvinceId }],
  ended: communes.filter(([, , , , , , heir]) => heir !== undefined).map(([id]) => id),
  abolished: ['mh-huyen-dong', 'mh-huyen-tay'],
  inheritances: communes.flatMap(([fromId, , , , , , toId]) =>
    toId === undefined ? [] : [{ fromId, toId, extent: 'whole' as const }],
  ),
};

const madeUp = {
  vi: 'Tỉnh, đơn vị, văn bản và mọi phiếu của đợt này là tự tạo để minh họa việc sắp xếp đơn vị.',
  en: 'Province, units, document and all forms of this round are made up, to show a reorganisation of units.',
};

function rounds(surveyVersionId: string, methodId: string): readonly Round[] {
  const shared = {
    surveyVersionId,
    methodIds: [methodId],
    unitIds: [otherProvinceId],
    resultsFor: 'everybody',
    sampleKind: 'selfSelected',
    madeUp,
  } as const;
  return [
    {
      ...shared,
      id: otherRoundIds.before,
      title: { vi: 'Tỉnh Minh Hòa (minh họa), năm 2024', en: 'Minh Hòa province (made up), 2024' },
      opensAt: new Date('2024-10-01T00:00:00+07:00'),
      closesAt: new Date('2024-11-01T00:00:00+07:00'),
      unitsOn: '2024-10-01',
    },
    {
      ...shared,
      id: otherRoundIds.after,
      title: { vi: 'Tỉnh Minh Hòa (minh họa), năm 2025', en: 'Minh Hòa province (made up), 2025' },
      opensAt: new Date('2025-08-01T00:00:00+07:00'),
      closesAt: new Date('2025-09-01T00:00:00+07:00'),
      unitsOn: '2025-08-01',
      previousRoundId: otherRoundIds.before,
    },
  ];
}

export interface Reorganising {
  readonly stores: Stores;
  readonly survey: SurveyVersion;
  readonly methodId: string;
  readonly receiptKey: Buffer;
  readonly now: Date;
}

/** May be interrupted and called again: existing data stay unchanged. */
export async function fillReorganisation(filling: Reorganising): Promise<void> {
  const { stores, survey, methodId, now } = filling;
  for (const one of units) await unlessThere(() => stores.units.add(one));
  if ((await stores.units.listChanges()).length === 0) {
    const order = {
      draft: () => action,
      audit: { kind: 'unit.succession', label: 'Minh Hòa (minh họa)' } as const,
      by,
    };
    const { errors } = await keepUnitChange(stores, order, now);
    if (errors.length > 0) throw new Error(`the demo's act has errors: ${JSON.stringify(errors)}`);
  }
  const [before, after] = rounds(survey.id, methodId);
  const old = communes.map(([id, , , , , percent]) => [id, percent] as const);
  const offices = departments.map(([id, , , percent]) => [id, percent] as const);
  await fillRound(filling, before!, [...old, ...offices]);
  await fillRound(filling, after!, Object.entries(percentsAfter));
}

const formsEach = 60;

async function fillRound(
  { stores, survey, receiptKey }: Reorganising,
  round: Round,
  percents: readonly (readonly [unitId: string, percent: number])[],
): Promise<void> {
  await unlessThere(() => stores.rounds.add(round));
  const random = seededRandom(round.opensAt.getUTCFullYear());
  for (const [unitId, percent] of percents) {
    const accessPointId = `${round.id}-${unitId}`;
    const number = [...accessPointId].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);
    const code = `MH${[...String(number)].map((digit) => codeAlphabet[Number(digit)]).join('')}`;
    const revisions = [{ number: 1, roundId: round.id, unitId, from: round.opensAt, to: round.closesAt }];
    await unlessThere(() => stores.accessPoints.add({ id: accessPointId, code, channel: 'qr', revisions }));
    const satisfied = Math.round((percent / 100) * formsEach * ratedPart(survey.content).questions.length);
    const drafts = makeDrafts(survey.content, { forms: formsEach, satisfied, hardness: {} }, random);
    await Promise.all(
      drafts.map(async (draft, index) => {
        const openedAt = new Date(round.opensAt.getTime() + (index % 20) * 86_400_000 + 9 * 3_600_000);
        const form = { round, survey, accessPointId, revision: 1, openedAt };
        const { submissions } = stores;
        const outcome = await acceptSubmission(form, draft, { submissions, receiptKey, now: openedAt });
        if (outcome.kind !== 'accepted') throw new Error(`a made-up form was not accepted: ${outcome.kind}`);
      }),
    );
  }
}
