import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { acceptSubmission } from '../../../src/collection/submissions/acceptSubmission.ts';
import { useApp } from '../../support/app.ts';
import { anAccessPoint, closingAt, duringAt, fillSmallCity } from '../../support/builders.ts';
import { countAll } from '../../support/counting.ts';

describe('forms that an interviewer entered', () => {
  const running = useApp();
  let give: (accessPointId: string, count: number, level: number) => Promise<void>;
  const asked = anAccessPoint('ASKED2', 'ward-a', { channel: 'interviewer' });

  beforeAll(async () => {
    const { stores } = running();
    const { round, survey, points } = await fillSmallCity(stores);
    await stores.accessPoints.add(asked);
    give = async (accessPointId, count, level) => {
      const form = { round, survey, accessPointId, revision: 1, openedAt: duringAt };
      for (let index = 0; index < count; index += 1) {
        const draft = { submissionId: randomUUID(), answers: { q1: level, q2: level }, about: {} };
        const options = { submissions: stores.submissions, receiptKey: Buffer.alloc(32), now: duringAt };
        await acceptSubmission(form, draft, options);
      }
      await countAll(stores);
    };
    await give(points[0].id, 40, 5);
  });

  const shown = async (unitId: string) => {
    const path = `/results/round/units/${unitId}`;
    const { body } = await request(running().app).get(`${path}.json`).expect(200);
    const { text } = await request(running().app).get(`${path}?lang=en`).expect(200);
    return { assisted: body.assisted, text };
  };

  it('are told to be none, then in tens of the whole round while it is open', async () => {
    expect((await shown('city')).assisted).toEqual({ state: 'none' });
    await give(asked.id, 3, 1);
    const few = await shown('city');
    expect(few.assisted).toEqual({ state: 'inRound', formsAtLeast: 0 });
    expect(few.text).toContain('fewer than 10 responses were entered by an interviewer');
    await give(asked.id, 32, 1);
    await give(asked.id, 25, 5);
    expect((await shown('ward-a')).assisted).toEqual({ state: 'inRound', formsAtLeast: 60 });
  });

  it('have a figure of their own once the round has closed, in the index as well as apart', async () => {
    running().clock.now = closingAt;
    const { assisted, text } = await shown('city');
    expect(assisted).toMatchObject({
      state: 'figure',
      figure: { state: 'shown', people: 60, valuePercent: 41.67 },
    });
    expect(text).toContain('Of these, 60 responses were entered by an interviewer');
    expect(text).toContain('The index is computed from 100 responses');
    running().clock.now = duringAt;
  });
});
