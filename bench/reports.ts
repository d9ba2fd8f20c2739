/**
 * `npm run bench:reports [-- 12 143]`: the conference report and the sheets of all units, made by their jobs, for a
 * city with this many wards in two rounds of 30 submissions per ward, on the embedded store. Nothing is cached, so it
 * shows the cost of a first report. For comparison, the text of the same report alone, in paragraphs, by the same
 * libraries. Prints Markdown for docs/performance.md.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as docx from 'docx';
import PdfFile from 'pdfkit';
import type { JobKind } from '../src/access/jobs/job.ts';
import { fontFiles } from '../src/platform/print/letters.ts';
import { reportReader } from '../src/improvement/reports/gatherReport.ts';
import { reportJob, sheetsJob, type ReportRequest } from '../src/improvement/reports/makeReports.ts';
import { pagesOf } from '../src/improvement/reports/pages.ts';
import { writeReport } from '../src/improvement/reports/writeReport.ts';
import type { Block, Written } from '../src/improvement/reports/written.ts';
import type { Round } from '../src/design/rounds/round.ts';
import { measuredRounds } from '../src/processing/results/measuredRounds.ts';
import { methodKey } from '../src/statistics/method/method.ts';
import { sipas2017 as method } from '../src/statistics/method/presets/sipas2017.ts';
import { openStorage } from '../src/platform/storage/connection.ts';
import { openStores, type Stores } from '../src/app/stores.ts';
import { publishSurvey } from '../src/design/surveys/publishSurvey.ts';
import { sipas2017 } from '../src/design/surveys/presets/sipas2017.ts';
import { countSubmissions } from '../src/processing/tallies/countSubmissions.ts';
import type { Unit } from '../src/registers/units/unit.ts';
import { timed } from './trial.ts';
import { publishRound } from './publishRound.ts';

const now = new Date('2022-02-01T00:00:00+07:00');
const formsPerWard = 30;
const office = {
  superior: 'Ủy ban nhân dân tỉnh',
  organ: 'Ủy ban nhân dân thành phố',
  number: '1',
  symbol: 'BC-UBND',
  location: 'Thành phố',
  on: '2022-02-01',
  capacity: 'Chủ tịch',
  signer: '',
  recipients: 'Lưu: VT.',
};
const request: ReportRequest = {
  publicationId: 'publication',
  unitId: 'city',
  language: 'vi',
  origin: 'https://langnghe.example.vn',
  atMs: now.getTime(),
  office,
};

const given = process.argv.slice(2).map(Number);
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}\n`);
const head = ['wards', 'Word, s', 'its words alone, s', 'KB', 'PDF, s', 'its words alone, s', 'KB', 'pages', 'all sheets, s', 'pages', 'load']; // prettier-ignore
console.log(`| ${head.join(' | ')} |\n|${' ---: |'.repeat(head.length)}`);
for (const wards of given.length > 0 ? given : [12, 143]) await row(wards);

async function row(wards: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lang-nghe-bench-'));
  const storage = await openStorage({ mongodbUri: undefined, dataFolder: folder });
  const stores = await openStores(storage.connection);
  await fill(stores, wards);
  const written = await writtenReport(stores);
  const word = await made(reportJob(stores, 'docx'));
  const pdf = await made(reportJob(stores, 'pdf'));
  const sheets = await made(sheetsJob(stores));
  const seconds = (ms: number): string => (ms / 1000).toFixed(1);
  const kb = (bytes: number): string => (bytes / 1024).toFixed(0);
  const cells = [
    wards,
    seconds(word.ms),
    seconds(await timed(() => wordsInWord(written))),
    kb(word.bytes),
    seconds(pdf.ms),
    seconds(await timed(() => wordsInPdf(written))),
    kb(pdf.bytes),
    pagesOf(written).length,
    seconds(sheets.ms),
    sheets.steps,
    loadavg()[0]!.toFixed(1),
  ];
  console.log(`| ${cells.join(' | ')} |`);
  await storage.close();
  rmSync(folder, { recursive: true });
}

async function made(kind: JobKind<ReportRequest>): Promise<{ ms: number; bytes: number; steps: number }> {
  let [bytes, steps] = [0, 0];
  const ms = await timed(() =>
    kind.run({
      parameters: request,
      resumeFrom: undefined,
      write: (part) => void (bytes += part.length),
      checkpoint: async () => void (steps += 1),
    }),
  );
  return { ms, bytes, steps };
}

async function writtenReport(stores: Stores): Promise<Written> {
  const publication = (await stores.publications.find('publication'))!;
  const rounds = measuredRounds(stores, () => now);
  const { language, origin } = request;
  const inputOf = await reportReader({ stores, rounds, publication, language, origin, now });
  return writeReport(inputOf((await stores.publications.content(publication)).units[0]!), office);
}

function wordsOf({ blocks, annexes }: Written): string[] {
  return [...blocks, ...annexes.flatMap((annex) => annex.blocks)].flatMap((block: Block) => {
    if (block.kind === 'table') return block.rows.flat();
    if (block.kind === 'items') return block.texts;
    return block.kind === 'chart' ? [block.caption] : [block.text];
  });
}

async function wordsInWord(written: Written): Promise<void> {
  const children = wordsOf(written).map((text) => new docx.Paragraph(text));
  await docx.Packer.toBuffer(new docx.Document({ sections: [{ children }] }));
}

async function wordsInPdf(written: Written): Promise<void> {
  const document = new PdfFile({ font: fontFiles.serif });
  document.resume();
  for (const text of wordsOf(written)) document.text(text);
  const ended = once(document, 'end');
  document.end();
  await ended;
}

async function fill(stores: Stores, count: number): Promise<void> {
  const survey = await publishSurvey(sipas2017, '2020-01-01', stores.surveys);
  await stores.methods.add(method);
  const wards = Array.from({ length: count }, (_, index) => `ward-${index + 1}`);
  for (const unit of [unitOf('city'), ...wards.map((id) => unitOf(id, 'city'))]) await stores.units.add(unit);
  const [before, current] = [roundOf('before', 2020, survey.id), roundOf('round', 2021, survey.id)];
  for (const [index, round] of [before, current].entries()) {
    await stores.rounds.add(round);
    for (const unitId of wards) await addForms(stores, { round, unitId, kindness: 80 - 10 * index });
  }
  await countSubmissions({ stores, term: { number: 1, isOver: () => false } });
  await publish(stores, before, current);
}

async function addForms(
  stores: Stores,
  { round, unitId, kindness }: { round: Round; unitId: string; kindness: number },
): Promise<void> {
  const accessPointId = `${unitId}-${round.id}`;
  const revisions = [{ number: 1, roundId: round.id, unitId, from: round.opensAt }];
  await stores.accessPoints.add({ id: accessPointId, code: randomUUID(), channel: 'qr', revisions });
  const level = (): number => (randomInt(100) < kindness ? 4 + randomInt(2) : 1 + randomInt(3));
  for (let form = 0; form < formsPerWard; form += 1)
    await stores.submissions.add({
      id: randomUUID(),
      roundId: round.id,
      surveyVersionId: round.surveyVersionId,
      accessPointId,
      revision: 1,
      receivedHour: round.opensAt,
      givenOn: '2021-11-01',
      late: false,
      noticeVersion: '1',
      answers: Object.fromEntries(sipas2017.questions.map(({ id }) => [id, level()])),
      about: {},
      salts: { answers: Buffer.alloc(16) },
      receiptCode: randomUUID(),
    });
}

async function publish(stores: Stores, before: Round, current: Round): Promise<void> {
  const rounds = measuredRounds(stores, () => now);
  const [measured, previous] = [await rounds.measure(current), await rounds.measure(before)];
  await publishRound(stores, { id: request.publicationId, measured, previous, unitIds: ['city'], now });
}

function unitOf(id: string, parentId?: string): Unit {
  const from = '2000-01-01';
  return {
    id,
    kind: parentId === undefined ? 'district' : 'commune',
    validFrom: from,
    parents: parentId === undefined ? [] : [{ unitId: parentId, from }],
    names: [{ text: { vi: parentId === undefined ? 'thành phố' : `phường ${id}` }, from }],
    codes: [],
  };
}

function roundOf(id: string, year: number, surveyVersionId: string): Round {
  return {
    id,
    title: { vi: `Đo lường sự hài lòng năm ${year}` },
    surveyVersionId,
    methodIds: [methodKey(method)],
    opensAt: new Date(`${year}-10-01T00:00:00+07:00`),
    closesAt: new Date(`${year}-12-16T00:00:00+07:00`),
    unitIds: ['city'],
    unitsOn: '2021-10-01',
    resultsFor: 'everybody',
    sampleKind: 'selfSelected',
    ...(year === 2021 ? { previousRoundId: 'before' } : {}),
  };
}
