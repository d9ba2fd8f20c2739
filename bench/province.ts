/**
 * A fictitious province for benchmarks: 143 wards under 12 districts, two closed rounds of 22 questions, and any number
 * of submissions.
 */
import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { appendColumns } from '../src/processing/columns/appendColumns.ts';
import type { KeptCheckpoint } from '../src/collection/ledger/store.ts';
import type { Round } from '../src/design/rounds/round.ts';
import { countingPlan } from '../src/statistics/estimation/countingPlan.ts';
import { methodKey } from '../src/statistics/method/method.ts';
import { sipas2017 as method } from '../src/statistics/method/presets/sipas2017.ts';
import { surveyShape } from '../src/design/methods/surveyShape.ts';
import type { Stores } from '../src/app/stores.ts';
import { publishSurvey } from '../src/design/surveys/publishSurvey.ts';
import { sipas2017 } from '../src/design/surveys/presets/sipas2017.ts';
import { countSubmissions } from '../src/processing/tallies/countSubmissions.ts';
import type { OffThread } from '../src/processing/tallies/stretchThread.ts';
import type { Unit } from '../src/registers/units/unit.ts';
import { seededRandom } from '../scripts/demo/random.ts';

const districts = Array.from({ length: 12 }, (_, index) => `district-${index + 1}`);
export const wards = Array.from({ length: 143 }, (_, index) => `ward-${index + 1}`);
export const unitIds = ['province', ...districts, ...wards];
const services = ['birth', 'marriage', 'copies', 'business', 'building', 'land'];
export const questions = countingPlan(method, surveyShape(sipas2017)).questions.map(({ id }) => id);

export interface Province {
  readonly before: Round;
  readonly current: Round;
}

/** Everything except the submissions. */
export async function fillProvince(stores: Stores): Promise<Province> {
  const survey = await publishSurvey(sipas2017, '2020-01-01', stores.surveys);
  await stores.methods.add(method);
  for (const unit of units()) await stores.units.add(unit);
  for (const id of services) await stores.services.add({ id, name: { vi: id }, field: { vi: id } });
  const [before, current] = [aRound('before', 2020, survey.id), aRound('current', 2021, survey.id)];
  for (const one of [before, current]) await stores.rounds.add(one);
  for (const [at, unitId] of wards.entries()) {
    for (const channel of ['kiosk', 'qr'] as const) {
      await stores.accessPoints.add({
        id: `${unitId}-${channel}`,
        code: randomUUID(),
        channel,
        revisions: [before, current].map(({ id, opensAt }, index) => ({
          number: index + 1,
          roundId: id,
          unitId,
          serviceId: services[Math.floor(at / districts.length) % services.length]!, // each in every district
          from: opensAt,
        })),
      });
    }
  }
  return { before, current };
}

export interface MadeUpForm {
  readonly roundId: string;
  readonly unitId: string;
  /** Of each question. */
  readonly levels: readonly number[];
}

interface Request {
  readonly size: number;
  /** One in this many belongs to the previous round. */
  readonly beforeEvery: number;
}

/** The form at a position of the log: always the same. */
function formAt({ before, current }: Province, position: number, beforeEvery: number) {
  const random = seededRandom(position);
  const round = position % beforeEvery === 0 ? before : current;
  const kindness = random.whole(100);
  const unitId = random.pick(wards);
  const levels = questions.map(() =>
    random.whole(100) < 70 + kindness / 4 ? 4 + random.whole(2) : random.whole(4),
  );
  return {
    unitId,
    levels,
    stored: {
      roundId: round.id,
      surveyVersionId: round.surveyVersionId,
      accessPointId: `${unitId}-${random.whole(3) === 0 ? 'kiosk' : 'qr'}`,
      revision: round === current ? 2 : 1,
      givenOn: `${round === current ? 2021 : 2020}-11-${String(1 + random.whole(30)).padStart(2, '0')}`,
      late: false,
      answers: Object.fromEntries(questions.map((id, question) => [id, levels[question]!])),
      about: Object.fromEntries(sipas2017.about.map(({ id, options }) => [id, random.pick(options).id])),
      position,
    },
    receivedHour: round.opensAt,
  };
}

/** Submissions as they are stored after logging; the log itself is not created. */
export async function fillForms(
  connection: Connection,
  province: Province,
  request: Request & { readonly isCounted: boolean; readonly onForm?: (form: MadeUpForm) => void },
): Promise<void> {
  const { size, beforeEvery, isCounted, onForm } = request;
  const submissions = connection.collection<{ _id: string }>('submissions');
  for (let from = 0; from < size; from += 5000) {
    const some = Array.from({ length: Math.min(5000, size - from) }, (_, index) => {
      const { unitId, levels, stored, receivedHour } = formAt(province, from + index, beforeEvery);
      onForm?.({ roundId: stored.roundId, unitId, levels });
      return {
        _id: randomUUID(),
        ...stored,
        receivedHour,
        noticeVersion: '1',
        salts: { answers: Buffer.alloc(16) },
        receiptCode: randomUUID(),
        ...(!isCounted && { uncounted: true }),
      };
    });
    await submissions.insertMany(some);
  }
}

/**
 * Submissions that are made up again whenever they are read. Counted instead of stored ones, they give the tallies and
 * columns of a year in a few minutes, for pages that read nothing else.
 */
export function unstoredForms(province: Province, { size, beforeEvery }: Request): Stores['submissions'] {
  const idOf = (position: number): string => String(position).padStart(10, '0');
  const positionAfter = (id: string): number => (id === '' ? 0 : Number(id) + 1);
  function* between(from: number, to: number) {
    for (let position = from; position < Math.min(to, size); position++)
      yield formAt(province, position, beforeEvery).stored;
  }
  return {
    countAll: async () => size,
    listUncounted: async () => [],
    listErasedBands: async () => [],
    findIdAfter: async (after: string, count: number) =>
      positionAfter(after) < size ? idOf(Math.min(positionAfter(after) + count, size) - 1) : undefined,
    async *eachBetween(after: string, upTo: string) {
      for (const form of between(positionAfter(after), positionAfter(upTo)))
        yield { id: idOf(form.position), ...form, annulled: false, uncounted: false, recount: false };
    },
    async *eachLogged(from: number, to: number) {
      yield* between(from, to);
    },
  } satisfies Partial<Stores['submissions']> as unknown as Stores['submissions'];
}

/** All tallies and columns from the submissions, concurrently, like the leader's background tasks. @param offThread only for stored ones */
export async function countAnew(stores: Stores, size: number, offThread?: OffThread): Promise<void> {
  const ledger = { findLast: () => Promise.resolve({ size } as unknown as KeptCheckpoint) };
  const term = { number: 1, isOver: () => false };
  await stores.tallies.request({ purpose: 'rebuild', token: 'bench' });
  await stores.columns.request({ purpose: 'rebuild', token: 'bench' });
  await Promise.all([
    countSubmissions({ stores, term, offThread }),
    appendColumns({ stores: { ...stores, ledger }, term, offThread }),
  ]);
}

function units(): Unit[] {
  const from = '2000-01-01';
  const unit = (id: string, kind: Unit['kind'], parentId?: string): Unit => ({
    id,
    kind,
    validFrom: from,
    parents: parentId === undefined ? [] : [{ unitId: parentId, from }],
    names: [{ text: { vi: id, en: id }, from }],
    codes: [],
  });
  return [
    unit('province', 'province'),
    ...districts.map((id) => unit(id, 'district', 'province')),
    ...wards.map((id, index) => unit(id, 'commune', districts[index % districts.length])),
  ];
}

function aRound(id: string, year: number, surveyVersionId: string): Round {
  return {
    id,
    title: { vi: id, en: id },
    surveyVersionId,
    methodIds: [methodKey(method)],
    opensAt: new Date(`${year}-10-01T00:00:00+07:00`),
    closesAt: new Date(`${year}-12-16T00:00:00+07:00`),
    unitIds: ['province'],
    unitsOn: '2021-12-31',
    resultsFor: 'everybody',
    sampleKind: 'selfSelected',
    ...(year === 2021 ? { previousRoundId: 'before' } : {}),
  };
}
