/** A closed round of a small city whose forms are logged, and the two accounts that it takes to publish it. */
import { carryOutAnnulments } from '../../../src/collection/annulments/carryOutAnnulments.ts';
import { appendColumns } from '../../../src/processing/columns/appendColumns.ts';
import { carryOutPublications } from '../../../src/dissemination/publications/carryOutPublications.ts';
import { aSubmission, seal } from '../../collection/ledger/smallLedger.ts';
import type { TestApp } from '../../support/app.ts';
import {
  anAccessPoint,
  aUnit,
  closingAt,
  duringAt,
  fillSmallCity,
  type SmallCityChanges,
} from '../../support/builders.ts';
import { countAll } from '../../support/counting.ts';
import { colleague, signedIn, type Browser } from '../../support/staff.ts';

const emptyRequest = { point: '', fromDay: '', toDay: '', reason: 'byStaff', note: '' };
const dayMs = 24 * 60 * 60 * 1000;
const term = { number: 1, isOver: () => false };

export interface City {
  /** Signed in anew whenever time has passed. */
  asking: Browser;
  agreeing: Browser;
  /** What the leader does between two clicks; `hours` is when, after the close. */
  settle(hours: number): Promise<void>;
  add(code: string, count: number, answers: Readonly<Record<string, number>>): Promise<void>;
  /** Annuls forms of a point, oldest receipt first. */
  annul(code: string, count: number): Promise<void>;
  /** Proposes, and lets the second account agree. @returns address of the proposal */
  publish(whatChanged?: string): Promise<string>;
}

/** Wards a and b with 60 forms each, c with 4, and d with 12, which has to be hidden beside it. */
export async function aClosedCity(testApp: TestApp, changes: SmallCityChanges = {}): Promise<City> {
  const { stores, signers, clock } = testApp;
  const { survey } = await fillSmallCity(stores, changes);
  for (const [code, unitId] of [
    ['WARD44', 'ward-c'],
    ['WARD55', 'ward-d'],
  ] as const) {
    await stores.units.add(aUnit(unitId, { parentId: 'city' }));
    await stores.accessPoints.add(anAccessPoint(code, unitId));
  }
  const receipts = new Map<string, string[]>();

  async function add(code: string, count: number, answers: Readonly<Record<string, number>>): Promise<void> {
    const point = (await stores.accessPoints.findByCode(code))!;
    const given = { accessPointId: point.id, surveyVersionId: survey.id, answers, about: {} };
    for (let form = 0; form < count; form += 1) {
      const submission = aSubmission(duringAt, given);
      await stores.submissions.add(submission);
      receipts.set(code, [...(receipts.get(code) ?? []), submission.receiptCode]);
    }
  }
  async function settle(hours: number): Promise<void> {
    const now = new Date(closingAt.getTime() + dayMs + hours * 3_600_000 + 5 * 60_000);
    await seal(stores, signers, now);
    await countAll(stores);
    await appendColumns({ stores, term });
    clock.now = now;
  }
  await add('WARD22', 48, { q1: 5, q2: 4 });
  await add('WARD22', 12, { q1: 1, q2: 2 });
  await add('WARD33', 60, { q1: 5, q2: 2, q3: 4 });
  await add('WARD44', 4, { q1: 1, q2: 1 });
  await add('WARD55', 12, { q1: 5, q2: 5 });
  await settle(1);
  const city: City = {
    asking: await colleague(testApp, 'manager', 'city'),
    agreeing: await colleague(testApp, 'manager', 'city'),
    async settle(hours) {
      await settle(hours);
      city.asking = await signedIn(testApp, city.asking.account);
      city.agreeing = await signedIn(testApp, city.agreeing.account);
    },
    add,
    async annul(code, count) {
      for (const receipt of receipts.get(code)!.splice(0, count))
        await city.asking.post('/staff/annulments', { ...emptyRequest, receipt });
      await carryOutAnnulments(stores, clock.now, () => false);
    },
    async publish(whatChanged = '') {
      const asked = await city.asking.post('/staff/publications', { round: 'round', whatChanged });
      const url = String(asked.headers['location']).split('?')[0]!;
      await city.agreeing.post(`${url}/agree`);
      await carryOutPublications(stores, signers, clock.now, () => false);
      return url;
    },
  };
  return city;
}
