/**
 * `npm run demo`: a realistic demo province to view and to answer in. It lives in a separate folder and refuses one
 * with a real installation. A restart keeps the responses; `-- --fresh` starts over.
 */
import cluster from 'node:cluster';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, type Config } from '../src/app/config.ts';
import { orExit } from '../src/app/orExit.ts';
import { runProgram } from '../src/app/runProgram.ts';
import { StartError } from '../src/platform/startError.ts';
import { openStorage } from '../src/platform/storage/connection.ts';
import { storeFileName } from '../src/platform/storage/embedded/engine/store.ts';
import { fillAside } from './demo/fillAside.ts';
import { fillDemo, type Filling, type Step } from './demo/fillDemo.ts';
import { fillingPage } from './demo/fillingPage.ts';
import { findShown } from './demo/findShown.ts';
import { otherProvinceId, otherRoundIds } from './demo/fillReorganisation.ts';
import { cityId, roundIds } from './demo/province.ts';

const options = process.argv.slice(2);
const unknown = options.find((argument) => argument !== '--fresh');
if (unknown !== undefined) {
  console.error(`The demo knows --fresh only, not ${unknown}.`);
  process.exit(1);
}
const config = await orExit(async () => readConfig(undefined, 'demo-data'));
if (options.includes('--fresh') && cluster.isPrimary) await orExit(() => emptyDemo(config));

/** On this machine only: people who reach the demo from another machine cannot sign in as staff. */
const hasStaff = ['127.0.0.1', 'localhost', '::1'].includes(config.host);
let step: Step = 'forms';
const filling: Filling = { hasStaff, onStep: (next) => (step = next), onForms: showProgress };
let shown: Awaited<ReturnType<typeof findShown>>;
const server = await runProgram(() => ({
  config: { ...config, logsRequests: false }, // keeps the addresses below visible
  kind: 'demo',
  async beforeOpening(gate) {
    await fillAside(config, async (opened) => {
      gate.answerMeanwhile(fillingPage(() => step));
      await fillDemo(opened, filling);
    });
  },
  async prepare(opened) {
    await fillDemo(opened, filling);
    shown = await findShown(opened, hasStaff);
  },
}));
const { formCode, kioskCode, codes, caseKey, staff } = shown!;

const results = `${server.url}/results`;
console.log(`
Lắng Nghe – tỉnh minh họa / demo province (storage: ${server.storageKind})
form: ${server.url}/s/${formCode}
code: ${server.url}/s/${codes.accessCode}#${codes.oneTime}
kiosk: ${server.url}/kiosk/${kioskCode}
results: ${results}/${roundIds.report}/units/${cityId}
province: ${results}/${roundIds.report}
published: ${server.url}/publications/${roundIds.report}
open-round: ${results}/${roundIds.open}/units/${cityId}
rounds: ${results}
reorganised: ${results}/${otherRoundIds.after}/units/${otherProvinceId}
measures: ${server.url}/improvement-actions
par: ${server.url}/scorecards/par-district-2021/${cityId}
par-group: ${server.url}/scorecards/par-district-2021
par-communes: ${server.url}/scorecards/par-commune-2021
par-offices: ${server.url}/scorecards/par-office-2021
feedback: ${server.url}/feedback
answers: ${server.url}/answers
case: ${server.url}/cases ${caseKey}
home: ${server.url}/${metricsLine()}${staffLines()}
`);

function metricsLine(): string {
  return server.metricsPort === undefined ? '' : `\nmetrics: http://127.0.0.1:${server.metricsPort}/metrics`;
}

function staffLines(): string {
  if (!hasStaff) return '';
  const accounts = staff.map(({ role, name, password }) => `${role}: ${name} ${password}`);
  const poster = `${server.url}/staff/access-points/p-an-thanh-qr/poster?format=a4&language=vi&file=pdf`;
  return ['', `poster: ${poster}`, `staff: ${server.url}/staff`, ...accounts].join('\n');
}

function showProgress(done: number, all: number): void {
  if (done === all || done % 1000 === 0) console.log(`  ${done} / ${all} phiếu minh họa / made-up forms`);
}

/** @throws StartError when the existing data are not a demo */
async function emptyDemo({ mongodbUri, dataFolder }: Config): Promise<void> {
  const storage = await openStorage({ mongodbUri, dataFolder });
  try {
    const installation = await storage.connection
      .collection<{ _id: string; kind: string }>('installation')
      .findOne({ _id: 'installation' });
    if (installation && installation.kind !== 'demo') {
      throw new StartError(
        `${mongodbUri ? 'The database' : dataFolder} holds a real installation; it is not emptied.`,
      );
    }
    await storage.connection.dropDatabase();
  } finally {
    await storage.close();
  }
  if (!mongodbUri) rmSync(join(dataFolder, storeFileName)); // so that it is filled aside again
}
