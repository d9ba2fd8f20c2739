/**
 * For an operations centre: keeps, in one file, the last published figures of each unit, how many cases are received,
 * answered and overdue, and which alerts hold.
 *
 *     WEBHOOK_KEY=whsec_… TLS_CERT=cert.pem TLS_KEY=key.pem LANG_NGHE=https://langnghe.example.vn \
 *       FILE=figures.json node operations-centre.mjs
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { receive } from './receive.mjs';

const { FILE = 'figures.json', LANG_NGHE } = process.env;
const seenMax = 10_000;

const state = existsSync(FILE)
  ? JSON.parse(readFileSync(FILE, 'utf8'))
  : { units: {}, cases: {}, alerts: {}, rounds: {}, seen: [] };

receive(async ({ type, timestamp, data }, id) => {
  if (state.seen.includes(id)) return; // sent again, because our answer was lost
  const [subject, what] = type.split('.');
  if (subject === 'round') state.rounds[data.roundId] = { state: what, since: timestamp };
  if (subject === 'results') await takeFigures(data);
  if (subject === 'case') state.cases[data.caseId] = { unitId: data.unitId, state: what, since: timestamp };
  if (type === 'alert.over') delete state.alerts[data.alertId];
  else if (subject === 'alert') state.alerts[data.alertId] = { unitId: data.unitId, ...data.said };
  state.seen = [...state.seen, id].slice(-seenMax);
  writeFileSync(`${FILE}.new`, JSON.stringify(state, undefined, 2));
  renameSync(`${FILE}.new`, FILE); // whole or not at all
  console.log(type, subject === 'results' ? state.units : data);
});

/** The event says that there are figures; the figures are public, and docs/verify.md says how to check them. */
async function takeFigures({ roundId, number }) {
  const response = await fetch(`${LANG_NGHE}/publications/${encodeURIComponent(roundId)}/${number}.json`);
  if (!response.ok) throw new Error(`publication: status ${response.status}`);
  const { content } = await response.json();
  for (const { id, name, whole } of content.units) {
    const { state: shown, value, intervalPercent } = whole.figure;
    const percent = shown === 'shown' ? value.units / 10 ** value.decimals : null; // null: suppressed
    state.units[id] = { name: name.vi, percent, intervalPercent, roundId, number };
  }
}
