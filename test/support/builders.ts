/** Things for tests: complete and sound, with what a test speaks of put in, and the rest filled in. */
import { randomUUID } from 'node:crypto';
import type { AccessPoint } from '../../src/design/accessPoints/accessPoint.ts';
import type { ImprovementAction } from '../../src/improvement/improvementActions/improvementAction.ts';
import type { Round } from '../../src/design/rounds/round.ts';
import { METHOD_DEFAULTS, methodKey, type Method } from '../../src/statistics/method/method.ts';
import type { Stores } from '../../src/app/stores.ts';
import { publishSurvey } from '../../src/design/surveys/publishSurvey.ts';
import { sipas2017 } from '../../src/design/surveys/presets/sipas2017.ts';
import type { SurveyContent, SurveyVersion } from '../../src/design/surveys/survey.ts';
import type { Unit } from '../../src/registers/units/unit.ts';

export const openingAt = new Date('2026-01-05T00:00:00+07:00');
export const duringAt = new Date('2026-01-20T09:30:00+07:00');
export const closingAt = new Date('2026-02-05T00:00:00+07:00');

/** Two factors, three questions on five levels with "no opinion", one question on the person, and a comment. */
export const smallSurvey: SurveyContent = {
  ...sipas2017,
  surveyId: 'small',
  factors: sipas2017.factors.slice(0, 2),
  questions: [
    {
      id: 'q1',
      factorId: 'access',
      scaleId: 'satisfaction-5',
      text: { vi: 'Chỗ ngồi', en: 'Seats' },
      required: true,
    },
    {
      id: 'q2',
      factorId: 'access',
      scaleId: 'satisfaction-5',
      text: { vi: 'Thiết bị', en: 'Equipment' },
      required: true,
    },
    {
      id: 'q3',
      factorId: 'procedures',
      scaleId: 'satisfaction-5',
      text: { vi: 'Phí', en: 'Fees' },
      required: false,
    },
  ],
  about: sipas2017.about.slice(0, 1),
};

/** The small survey with its last question as one of which several of three options may be chosen, or none of them. */
export const severalSurvey: SurveyContent = {
  ...smallSurvey,
  formatVersion: 3,
  scales: [
    ...smallSurvey.scales,
    {
      id: 'ways',
      levels: [
        { level: 1, label: { vi: 'Trực tuyến', en: 'Online' } },
        { level: 2, label: { vi: 'Bưu điện', en: 'By post' } },
        { level: 3, label: { vi: 'Tại quầy', en: 'At the counter' } },
      ],
      noOpinion: { vi: 'Không chọn mục nào ở trên', en: 'None of these' },
      unrated: true,
      several: true,
    },
  ],
  questions: smallSurvey.questions.map((question) =>
    question.id === 'q3'
      ? { ...question, scaleId: 'ways', text: { vi: 'Nộp hồ sơ qua đâu?', en: 'How did you apply?' } }
      : question,
  ),
};

export function aMethod(changes: Partial<Method> = {}): Method {
  return {
    ...METHOD_DEFAULTS,
    id: 'satisfied-share',
    name: { vi: 'Tỷ lệ hài lòng', en: 'Share satisfied' },
    provenance: { source: { vi: 'thử', en: 'test' }, statements: [] },
    ...changes,
  };
}

export function aUnit(id: string, changes: Partial<Unit> & { parentId?: string } = {}): Unit {
  const { parentId, ...rest } = changes;
  const from = '2020-01-01';
  return {
    id,
    kind: 'commune',
    validFrom: from,
    parents: parentId === undefined ? [] : [{ unitId: parentId, from }],
    names: [{ text: { vi: `phường ${id}`, en: `${id} ward` }, from }],
    codes: [],
    ...rest,
  };
}

export function aRound(survey: SurveyVersion, changes: Partial<Round> = {}): Round {
  return {
    id: 'round',
    title: { vi: 'Đợt thử', en: 'Trial round' },
    surveyVersionId: survey.id,
    methodIds: ['satisfied-share@1'],
    opensAt: openingAt,
    closesAt: closingAt,
    unitIds: ['city'],
    unitsOn: '2026-01-05',
    resultsFor: 'everybody',
    sampleKind: 'selfSelected',
    ...changes,
  };
}

export function anAccessPoint(code: string, unitId: string, changes: Partial<AccessPoint> = {}): AccessPoint {
  return {
    id: randomUUID(),
    code,
    channel: 'qr',
    revisions: [{ number: 1, roundId: 'round', unitId, from: openingAt }],
    ...changes,
  };
}

export function anImprovementAction(changes: Partial<ImprovementAction> = {}): ImprovementAction {
  return {
    id: 'improvementAction',
    unitId: 'ward-a',
    roundId: 'round',
    weakPoint: { kind: 'question', id: 'q1' },
    what: 'Kê thêm ghế chờ',
    who: 'Bộ phận Một cửa',
    untilOn: '2026-06-30',
    targetHundredths: 9000,
    madeAt: duringAt,
    madeBy: { accountId: 'somebody', name: 'somebody' },
    notes: [],
    ...changes,
  };
}

export interface SmallCityChanges {
  readonly survey?: SurveyContent;
  readonly method?: Partial<Method>;
  readonly round?: Partial<Round>;
}

/** A city of two wards with an open round of the small survey, an access point each: WARD22 and WARD33. */
export async function fillSmallCity(stores: Stores, changes: SmallCityChanges = {}) {
  const survey = await publishSurvey(changes.survey ?? smallSurvey, '2026-01-01', stores.surveys);
  const method = aMethod(changes.method);
  const round = aRound(survey, { methodIds: [methodKey(method)], ...changes.round });
  await stores.methods.add(method);
  await stores.rounds.add(round);
  await stores.units.add(aUnit('city', { kind: 'district' }));
  const points = [anAccessPoint('WARD22', 'ward-a'), anAccessPoint('WARD33', 'ward-b')] as const;
  await stores.units.add(aUnit('ward-a', { parentId: 'city' }));
  await stores.units.add(aUnit('ward-b', { parentId: 'city' }));
  for (const point of points) await stores.accessPoints.add(point);
  return { survey, method, round, points };
}
