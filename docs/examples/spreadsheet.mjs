/**
 * For a spreadsheet: appends a row for each event to a CSV file, which LibreOffice and Excel open.
 *
 *     WEBHOOK_KEY=whsec_… TLS_CERT=cert.pem TLS_KEY=key.pem FILE=events.csv node spreadsheet.mjs
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { receive } from './receive.mjs';

const { FILE = 'events.csv' } = process.env;
const heading = ['id', 'time', 'event', 'unit', 'round, case or alert', 'detail', 'page'];
/** Excel reads the file as UTF-8 only with this mark. */
const byteOrderMark = '\ufeff';

if (!existsSync(FILE)) appendFileSync(FILE, byteOrderMark + lineOf(heading));
const seen = new Set(readFileSync(FILE, 'utf8').split('\r\n').map(firstCell));

receive(({ type, timestamp, data }, id) => {
  if (seen.has(id)) return; // sent again, because our answer was lost
  const { roundId, caseId, alertId, unitId, unitIds = [], url, said, number, dueOn } = data;
  const detail = said?.vi ?? dueOn ?? number;
  const cells = [id, timestamp, type, unitId ?? unitIds.join(' '), roundId ?? caseId ?? alertId, detail, url];
  appendFileSync(FILE, lineOf(cells));
  seen.add(id);
  console.log(type);
});

function firstCell(line) {
  return line.replace(/^\ufeff/, '').split('"')[1];
}

/** A cell that begins like a formula gets an apostrophe, so that no spreadsheet executes it. */
function lineOf(cells) {
  const quoted = cells.map((cell) => {
    const plain = `${cell ?? ''}`;
    const text = /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
    return `"${text.replaceAll('"', '""')}"`;
  });
  return `${quoted.join(',')}\r\n`;
}
