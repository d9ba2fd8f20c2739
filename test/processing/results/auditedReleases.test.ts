import { expect, test } from '@jest/globals';
import { auditedReleases } from '../../../src/processing/results/auditedReleases.ts';
import type { StoredRelease } from '../../../src/processing/results/releaseStore.ts';
import type { AuditedCell, AuditedSystem } from '../../../src/statistics/disclosure/auditRelease.ts';
import { auditInThread } from '../../../src/processing/results/auditInThread.ts';
import { auditRound } from '../../../src/processing/results/auditRound.ts';
import type { MeasuredRound } from '../../../src/processing/results/results.ts';
import { roundFigures } from '../../../src/processing/results/roundFigures.ts';
import { scopesIn } from '../../../src/statistics/estimation/scope.ts';
import { afterClosing, aMeasuredRound } from './measured.ts';

/** A city of three wards, one of them with few respondents. */
const aCity = (inWardB = 40) =>
  aMeasuredRound([
    { unitId: 'ward-a', count: 5, answers: { q1: 5, q2: 2, q3: 4 } },
    { unitId: 'ward-b', count: inWardB, answers: { q1: 5, q2: 4, q3: 1 } },
    { unitId: 'ward-c', count: 60, answers: { q1: 2, q2: 4, q3: 5 } },
  ]);

/** What a database would keep. */
function memory() {
  let kept: StoredRelease | undefined;
  return {
    find: async (_roundId: string, mark: string) =>
      await Promise.resolve(kept?.mark === mark ? kept : undefined),
    put: async (_roundId: string, release: StoredRelease) => {
      kept = release;
      await Promise.resolve();
    },
  };
}

/** An audit that ends when a test says so, and how often it was asked for. */
function heldAudit() {
  let end: () => void = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  const counted = { audits: 0 };
  const audit: typeof auditRound = async (...args) => {
    counted.audits += 1;
    await ended;
    return await auditRound(...args);
  };
  return { audit, counted, end };
}

const now = () => afterClosing;

test('a reader does not wait for ever, and finds the suppression once the audit is over', async () => {
  const { audit, counted, end } = heldAudit();
  const releases = auditedReleases(memory(), now, { audit, patienceMs: 1 });
  const measured = aCity();
  expect(await releases.find(measured)).toBeUndefined();
  expect(await releases.find(measured)).toBeUndefined();
  expect(counted.audits).toBe(1);
  end();
  const patient = auditedReleases(memory(), now, { audit, patienceMs: 60_000 });
  const found = await patient.find(measured);
  expect(found?.suppressed.has('ward-a whole ')).toBe(true);
  expect(found?.suppressed.has('ward-b whole ')).toBe(true); // the smallest beside it
  expect(found?.suppressed.has('ward-c whole ')).toBe(false);
  expect(await patient.find(measured)).toBe(found); // figures are cached by it
});

test('the result is kept for other processes until the counts change', async () => {
  const store = memory();
  const { audit, counted, end } = heldAudit();
  end();
  const patience = { audit, patienceMs: 60_000 };
  const first = await auditedReleases(store, now, patience).find(aCity());
  const { audits } = counted;
  expect(await auditedReleases(store, now, patience).find(aCity())).toEqual(first);
  expect(counted.audits).toBe(audits);
  await auditedReleases(store, now, patience).find(aCity(41));
  expect(counted.audits).toBeGreaterThan(audits);
});

test('figures that would tell what few answered in any case are not shown', async () => {
  const allKnown = async ({ cells }: AuditedSystem): Promise<readonly AuditedCell[]> =>
    await Promise.resolve(cells);
  const audit = (measured: MeasuredRound, at: Date) => auditRound(measured, at, allKnown);
  expect(await auditedReleases(memory(), now, { audit, patienceMs: 60_000 }).find(aCity())).toBeUndefined();
});

test('a thread audits as the reader would', async () => {
  const measured = aCity();
  expect(await auditInThread(measured, now())).toEqual(await auditRound(measured, now()));
});

test('figures after the audit are those that would be computed from all units', async () => {
  const measured = aCity();
  const released = await auditedReleases(memory(), now, {
    audit: auditRound,
    patienceMs: 60_000,
  }).find(measured);
  const { suppressed, isCorrection } = released!;
  const [audited, computed] = [released, { suppressed, isCorrection }].map((one) =>
    roundFigures({ ...aCity(), released: one }, now()),
  );
  for (const unitId of measured.tree.subtreeIds('city'))
    for (const scope of scopesIn(measured.plan))
      expect(audited!.of(unitId, { scope })).toEqual(computed!.of(unitId, { scope }));
  expect(audited!.suppressedKeys()).toEqual(computed!.suppressedKeys());
});
