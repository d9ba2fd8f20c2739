/** The public ledger: its checkpoints, its proofs, the whole log as text, and the sheet for the notice board. */
import { page, seeOther, sent, type Reply } from '../../access/web/reply.ts';
import {
  forRespondents,
  open,
  type PageContext,
  type RespondentContext,
  type Routes,
} from '../../access/web/routes.ts';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Problem } from '../../platform/problem.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import { readReceiptCode } from '../submissions/receipt.ts';
import { receiptTexts } from '../submissions/receiptTexts.ts';
import type { Language } from '../../platform/text/catalogue.ts';
import { isPageLanguage } from '../../platform/text/localized.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { ifSent, line, matching, needed, whole } from '../../platform/web/fields.ts';
import { readQuery } from '../../platform/web/input.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { qrSquare } from '../../platform/web/qrSquare.ts';
import { noCache } from '../../platform/web/security.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import { entryKinds } from './entry.ts';
import {
  logEntriesShownMax,
  checkpointPage,
  checkpointWords,
  ledgerPage,
  witnessesPage,
} from './ledgerPage.ts';
import { checkpointJson, consistencyJson, inclusionJson } from './ledgerJson.ts';
import { inChunks, logLines } from './logText.ts';
import type { Signers } from './signers.ts';
import { ledgerTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import { groupedCode } from '../../platform/text/codeLetters.ts';
import type { Stores } from '../stores.ts';

interface LedgerTools {
  readonly stores: Pick<Stores, 'ledger' | 'rounds'>;
  readonly signers: Signers;
  readonly now: () => Date;
  /** Base of the printed addresses; defaults to that of the request. */
  readonly publicUrl: string | undefined;
}

const checkpointsOnPage = 24;
const logEntryKinds = entryKinds.filter((kind) => kind !== 'submission');

export const routes: Routes<LedgerTools> = {
  'GET /ledger': forRespondents(showLedger),
  'GET /ledger/checkpoint.txt': open(sendLastCheckpoint),
  'GET /ledger/witnesses': open(showWitnesses),
  'GET /ledger/keys': open(sendKeys),
  'GET /ledger/log.txt': open(sendLog),
  'GET /ledger/consistency': open(sendConsistency),
  'GET /ledger/inclusion': open(sendInclusion),
  'GET /ledger/checkpoints/:number': open(showCheckpoint),
  'GET /ledger/sheet': open(showSheet),
};

export const before = { '/ledger': [noCache] };

/** A receipt code to look up, and a size of the log below which checkpoints are listed. */
const searchFields = { before: ifSent(whole(2, 2 ** 31)), code: ifSent(line(40)) };

async function showLedger(
  { req, res, language }: RespondentContext,
  { stores, signers, publicUrl }: LedgerTools,
): Promise<Reply> {
  const { ledger } = stores;
  const { before: belowSize, code: typed } = await readQuery(req, searchFields);
  const code = typed === undefined ? undefined : readReceiptCode(typed);
  if (code !== undefined) {
    return seeOther(inSameLanguage(`/receipts/${groupedCode(code)}`, language));
  }
  const [last, checkpoints] = await Promise.all([
    ledger.findLast(),
    ledger.list({ before: belowSize, count: checkpointsOnPage }),
  ]);
  const key = last?.nextKey ?? signers.identity.firstKey;
  if (wantsJson(res)) {
    res.json({ name: signers.identity.name, key, checkpoints: checkpoints.map(checkpointJson) });
    return sent;
  }
  if (!isPageLanguage(language)) return searchPage(language, typed);
  const rounds = new Map((await stores.rounds.list()).map((round) => [round.id, round]));
  const frame = { title: receiptTexts[language].search.title, status: typed === undefined ? 200 : 422 };
  return page(
    'collection/ledger/ledger',
    frame,
    ledgerPage({
      language,
      checkpoints,
      last,
      rounds,
      key,
      origin: siteOrigin(req, publicUrl),
      wrongCode: typed,
    }),
  );
}

/** What respondents need of the page, where it is not translated as a whole. */
function searchPage(language: Language, typed: string | undefined): Reply {
  const { search: t } = receiptTexts[language];
  const status = typed === undefined ? undefined : 422;
  return page(
    'collection/ledger/search',
    { title: t.title, status },
    { t, wrongCode: typed, languageField: language },
  );
}

async function sendLastCheckpoint({ res }: PageContext, { stores: { ledger } }: LedgerTools): Promise<Reply> {
  const last = await ledger.findLast();
  res.type('text/plain').send(last ? await ledger.noteWithCosignatures(last) : '');
  return sent;
}

async function showWitnesses(
  { req, res, language }: PageContext,
  { stores: { ledger }, publicUrl }: LedgerTools,
): Promise<Reply> {
  const [last, cosignatures] = await Promise.all([ledger.findLast(), ledger.listWitnesses()]);
  if (wantsJson(res)) {
    res.json({
      witnesses: cosignatures.map(({ number, witness, at }) => ({ key: witness, checkpoint: number, at })),
    });
    return sent;
  }
  const frame = { title: ledgerTexts[language].witnessesTitle };
  const origin = siteOrigin(req, publicUrl);
  return page('collection/ledger/witnesses', frame, witnessesPage(cosignatures, { language, last, origin }));
}

async function sendKeys({ res }: PageContext, { stores: { ledger }, signers }: LedgerTools): Promise<Reply> {
  const last = await ledger.findLast();
  const changes = await ledger.listEntries(['keyChange'], { from: 0, to: last?.size ?? 0, count: 1000 });
  res.json({
    name: signers.identity.name,
    keys: [{ key: signers.identity.firstKey }, ...changes.map(({ text }) => JSON.parse(text) as unknown)],
  });
  return sent;
}

async function sendLog({ res }: PageContext, { stores: { ledger }, signers }: LedgerTools): Promise<Reply> {
  res.type('text/plain').set('Content-Disposition', 'attachment; filename="log.txt"');
  await pipeline(Readable.from(inChunks(logLines(ledger, signers.identity))), res);
  return sent;
}

async function sendConsistency(
  { req, res }: PageContext,
  { stores: { ledger } }: LedgerTools,
): Promise<Reply> {
  const { from, to } = await readQuery(req, { from: size, to: size });
  const proof = await consistencyJson(ledger, from, to);
  if (!proof) throw unknownEntry();
  res.json(proof);
  return sent;
}

async function sendInclusion({ req, res }: PageContext, { stores: { ledger } }: LedgerTools): Promise<Reply> {
  const { leaf } = await readQuery(req, { leaf: needed(matching(/^[0-9a-f]{64}$/)) });
  const proof = await inclusionJson(ledger, leaf);
  if (!proof) throw unknownEntry();
  res.json(proof);
  return sent;
}

async function showCheckpoint(
  { res, language, param }: PageContext,
  { stores: { ledger } }: LedgerTools,
): Promise<Reply> {
  const number = param('number');
  const [checkpoint, last] = await Promise.all([
    /^\d{1,9}$/.test(number) ? ledger.find(Number(number)) : undefined,
    ledger.findLast(),
  ]);
  if (!checkpoint) {
    throw problemOf('notFound', ledgerTexts, (t) => t.unknownCheckpoint);
  }
  const range = { from: checkpoint.fromSize, to: checkpoint.size };
  const logEntries = await ledger.listEntries(logEntryKinds, { ...range, count: logEntriesShownMax });
  if (wantsJson(res)) {
    res.json({
      ...checkpointJson(checkpoint),
      logEntries: logEntries.map(({ position, text }) => ({ position, entry: text })),
    });
    return sent;
  }
  const logEntryCount =
    logEntries.length < logEntriesShownMax ? logEntries.length : await ledger.countEntries(range);
  const frame = { title: ledgerTexts[language].checkpointTitle({ number: checkpoint.number }) };
  const isLast = checkpoint.number === last?.number;
  return page(
    'collection/ledger/checkpoint',
    frame,
    checkpointPage(checkpoint, logEntries, { language, isLast, logEntryCount }),
  );
}

async function showSheet(
  { req, language }: PageContext,
  { stores: { ledger }, signers, now, publicUrl }: LedgerTools,
): Promise<Reply> {
  const t = ledgerTexts[language];
  const last = await ledger.findLast();
  const origin = siteOrigin(req, publicUrl);
  return page(
    'collection/ledger/sheet',
    { title: t.sheetTitle },
    {
      t,
      name: signers.identity.name,
      day: t.sheetDay({ day: dayText(dayOf(now()), language) }),
      last: last && checkpointWords(last, language),
      key: last?.nextKey ?? signers.identity.firstKey,
      address: `${origin}/ledger`,
      qr: qrSquare(last ? `${origin}/ledger/checkpoints/${last.number}` : `${origin}/ledger`),
      backUrl: inSameLanguage('/ledger', language),
    },
  );
}

const size = needed(whole(1, Number.MAX_SAFE_INTEGER));

function unknownEntry(): Problem {
  return problemOf('notFound', ledgerTexts, (t) => t.unknownEntry);
}
