/** A data folder that a program can serve: a province with two closed rounds and an open one, counted, audited, published, with staff. */
import { mkdirSync } from 'node:fs';
import { openStores, type Stores } from '../src/app/stores.ts';
import { openData } from '../src/platform/storage/openData.ts';
import { measuredRounds } from '../src/processing/results/measuredRounds.ts';
import { countAnew, fillForms, fillProvince, unstoredForms, type Province } from './province.ts';
import { publishRound } from './publishRound.ts';
import { addStaff } from './staffJobs.ts';

/** Of the access point of the open round. */
export const formCode = 'BENCH2';
/** One in this many responses belongs to the previous round. */
const beforeEvery = 11;

/**
 * @param dataFolder is created
 * @param size of the round `current`; the previous round, `before`, has a tenth of that
 * @param areStored false where only tallies and columns of the responses are stored, which pages are made from
 */
export async function fillServed(dataFolder: string, size: number, areStored: boolean): Promise<void> {
  mkdirSync(dataFolder, { recursive: true });
  const data = await openData(dataFolder);
  const stores = await openStores(data.connection);
  const province = await fillProvince(stores);
  const forms = { size: Math.round((size * beforeEvery) / (beforeEvery - 1)), beforeEvery };
  if (areStored) await fillForms(data.connection, province, { ...forms, isCounted: true });
  const submissions = areStored ? stores.submissions : unstoredForms(province, forms);
  await countAnew({ ...stores, submissions }, forms.size);
  const now = (): Date => new Date();
  const rounds = measuredRounds(stores, now);
  while ((await rounds.measure(province.current)).snapshot.live); // until it is audited
  const measured = await rounds.measure(province.current);
  await publishRound(stores, { id: 'published', measured, unitIds: ['province'], now: now() });
  await openRound(stores, province);
  await addStaff(stores);
  await data.close();
}

async function openRound(stores: Stores, { current }: Province): Promise<void> {
  const opensAt = current.closesAt;
  const round = { ...current, id: 'open', title: { vi: 'open' }, opensAt, closesAt: new Date('2100-01-01') };
  await stores.rounds.add(round);
  const revisions = [{ number: 1, roundId: round.id, unitId: 'ward-1', from: opensAt }];
  await stores.accessPoints.add({ id: 'open', code: formCode, channel: 'qr', revisions });
}
