/**
 * One-time codes for a program, such as the software of a one-stop office: a code for each finished case, or a batch that
 * the program names and prints. Repeating a request makes nothing a second time.
 */
import type { Request, Response, Router } from 'express';
import { auditEntry } from '../../access/audit/entry.ts';
import { batchErrors, takesCodesOf, type BatchField } from '../../collection/codes/batchRules.ts';
import { codesMax, oneTimeCode, type CodeBatch, type CodeKeys } from '../../collection/codes/code.ts';
import { handOut, type HandedOut } from '../../collection/codes/handOut.ts';
import { makeBatch } from '../../collection/codes/makeBatch.ts';
import { batchError } from '../../collection/codes/texts.ts';
import { Problem } from '../../platform/problem.ts';
import { servicesOffered } from '../../registers/services/service.ts';
import type { Round } from '../../design/rounds/round.ts';
import type { Messaging } from '../../platform/messages/messaging.ts';
import { oneOfThese, type FieldError } from '../../platform/schemas/validate.ts';
import {
  queueForCases,
  takesCases,
  type CaseAddress,
  type CaseMessageState,
} from '../../processing/messages/caseMessages.ts';
import { derivedUuid } from '../../platform/text/derivedUuid.ts';
import { withoutControls } from '../../platform/text/plainText.ts';
import { sendJson } from './apiAnswer.ts';
import { apiRouter, bodyOf, keyVisitorOf, parametersOf } from './apiRouter.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import { unsoundBody } from './apiError.ts';
import { casesSchema, codeBatchSchema, type SentCases, type SentCodeBatch } from './codeBatch.ts';
import type { ApiVisitor } from './enterApi.ts';
import { notThere } from './roundRoutes.ts';
import { jsonBody } from './caseloadRoutes.ts';
import { sentenceOf } from './texts.ts';
import type { Stores } from '../stores.ts';

export interface CodeBatchApiOptions {
  readonly stores: Stores;
  readonly keys: CodeKeys;
  /** Derives the ids of batches from their names. */
  readonly nameKey: Buffer;
  readonly publicUrl: string | undefined;
  readonly messaging?: Messaging | undefined;
  readonly now: () => Date;
}

interface KnownBatch extends SentCodeBatch {
  readonly batch: CodeBatch;
  readonly accessCode: string;
}

const ranks: Record<BatchField, string> = { label: '/label', count: '/count', unit: '/unitId' };

export function codeBatchApiRoutes(options: CodeBatchApiOptions): Router {
  const { stores, keys, publicUrl, now } = options;
  const router = apiRouter();
  const { codes, accessPoints } = stores;
  const { idOf, findBatch, batchOf, batchJson } = namedBatches(options);

  router.put('/api/v1/code-batches/:name', jsonBody, async (req, res) => {
    const visitor = keyVisitorOf(req);
    const sent = bodyOf(req, codeBatchSchema);
    const wanted = { ...sent, label: withoutControls(sent.label).trim().normalize('NFC') };
    const id = idOf(visitor, nameOf(req));
    const isThere = (await findBatch(id)) !== undefined;
    if (!isThere) {
      const errors = await errorsOf(visitor, wanted, options);
      if (errors.length > 0) throw unsoundBody(errors);
      await makeBatch({ ...wanted, id, facts: { apiKey: visitor.key.label } }, visitor.caller.actor, {
        codes,
        accessPoints,
        keys,
        now: now(),
      });
    }
    const known = await batchOf(req);
    if (!isSame(known, wanted)) throw new Problem('conflict', sentenceOf('nameTaken'));
    res.status(isThere ? 200 : 201);
    sendJson(req, res, await batchJson(req, known));
  });

  router.get('/api/v1/code-batches/:name', async (req, res) => {
    sendJson(req, res, await batchJson(req, await batchOf(req)));
  });

  /** The download is recorded before the codes are sent. */
  router.get('/api/v1/code-batches/:name/codes', async (req, res) => {
    const { batch, unitId, accessCode } = await batchOf(req);
    const { caller, key } = keyVisitorOf(req);
    const entry = auditEntry({
      at: now(),
      by: caller.actor,
      kind: 'codes.taken',
      unitIds: [unitId],
      subject: { id: batch.id, label: batch.label },
      after: { apiKey: key.label },
    });
    await codes.noteTaken(batch.id, entry);
    const list = Array.from({ length: batch.count }, (_, index) => oneTimeCode(batch.id, index + 1, keys));
    res.set('Cache-Control', 'no-store');
    res.json({ address: `${siteOrigin(req, publicUrl)}/s/${accessCode}`, codes: list });
  });

  router.post('/api/v1/rounds/:roundId/codes/next', jsonBody, async (req, res) => {
    await sendNextCodes(req, res, options);
  });

  return router;
}

/** A code for each case, and what became of its message. */
async function sendNextCodes(req: Request, res: Response, options: CodeBatchApiOptions): Promise<void> {
  const { stores, keys, publicUrl, now } = options;
  const visitor = keyVisitorOf(req);
  const { roundId } = parametersOf(req) as { roundId: string };
  const sent = bodyOf(req, casesSchema);
  const asBatch = { ...sent, roundId, label: '-', count: codesMax };
  const errors = await errorsOf(visitor, asBatch, options);
  if (errors.some(({ at }) => at === '/roundId')) throw notThere();
  const wrong = [...errors, ...addressErrors(sent, options)];
  if (wrong.length > 0) throw unsoundBody(wrong);
  const round = (await stores.rounds.find(roundId))!;
  const cases = [...new Set(sent.cases)];
  const to = new Map(Object.entries(sent.to ?? {}));
  const handedOut = await handOut(
    { ...sent, round, cases, writtenTo: new Set(to.keys()) },
    { stores, keys, by: visitor.caller.actor, apiKey: visitor.key.label, now: now() },
  );
  const messages = await messagesOf(handedOut, { to, round }, options);
  res.set('Cache-Control', 'no-store');
  res.json({
    validUntil: round.closesAt,
    codes: cases.map((name) => {
      const { code, accessCode } = handedOut.get(name)!;
      const address = `${siteOrigin(req, publicUrl)}/s/${accessCode}`;
      const message = messages.get(name);
      return { case: name, code, address, link: `${address}#${code}`, ...(message && { message }) };
    }),
  });
}

/** What became of the message of each case that has an address. */
async function messagesOf(
  handedOut: ReadonlyMap<string, HandedOut>,
  { to, round }: { readonly to: ReadonlyMap<string, CaseAddress>; readonly round: Round },
  { stores, messaging, now }: CodeBatchApiOptions,
): Promise<ReadonlyMap<string, CaseMessageState>> {
  if (!messaging || to.size === 0) return new Map();
  const wanted = [...to].map(([name, address]) => ({ handedOut: handedOut.get(name)!, to: address }));
  const states = await queueForCases(wanted, round, { stores, messaging, now });
  return new Map([...to.keys()].map((name, at) => [name, states[at]!]));
}

/** What is wrong with the addresses of cases before one looks at each. */
function addressErrors({ to = {}, cases }: SentCases, { messaging }: CodeBatchApiOptions): FieldError[] {
  const channels = (messaging?.channels ?? []).filter(takesCases).map(({ id }) => id);
  const names = new Set(cases);
  return Object.entries(to).flatMap(([name, { channel }]) => {
    const at = `/to/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (channels.length === 0) return [{ at: '/to', sentence: sentenceOf('noChannels') }];
    if (!names.has(name)) return [{ at, sentence: sentenceOf('noCase') }];
    return channels.includes(channel) ? [] : [{ at: `${at}/channel`, sentence: oneOfThese(channels) }];
  });
}

const nameOf = (req: Request): string => (parametersOf(req) as { name: string }).name;

/** The batches of an account, by the names that it gave them. */
function namedBatches({ stores, nameKey, publicUrl }: CodeBatchApiOptions) {
  const { codes, accessPoints } = stores;

  /** Bound to the account: the same name from another account gives another batch. */
  const idOf = ({ caller }: ApiVisitor, name: string): string =>
    derivedUuid(nameKey, [caller.account.id, name]);

  async function findBatch(id: string): Promise<KnownBatch | undefined> {
    const [batch, point] = await Promise.all([codes.findBatch(id), accessPoints.find(id)]);
    const first = point?.revisions[0];
    if (!batch || !point || !first) return undefined;
    const { roundId, unitId, serviceId } = first;
    const { label, count } = batch;
    return { batch, accessCode: point.code, label, count, roundId, unitId, ...(serviceId && { serviceId }) };
  }

  /** @throws Problem notFound, also where the account may no longer make codes for the unit */
  async function batchOf(req: Request): Promise<KnownBatch> {
    const visitor = keyVisitorOf(req);
    const known = await findBatch(idOf(visitor, nameOf(req)));
    if (!known || !visitor.caller.may('makeCodes', known.unitId)) throw notThere();
    return known;
  }

  async function batchJson(req: Request, { batch, accessCode, ...rest }: KnownBatch): Promise<object> {
    return {
      name: nameOf(req),
      ...rest,
      used: await codes.countUsed(batch.id),
      madeAt: batch.madeAt,
      address: `${siteOrigin(req, publicUrl)}/s/${accessCode}`,
    };
  }

  return { idOf, findBatch, batchOf, batchJson };
}

/** For what a program wants codes: the round and the unit of a batch, and its service. */
async function errorsOf(
  { caller }: ApiVisitor,
  sent: SentCodeBatch,
  { stores, now }: Pick<CodeBatchApiOptions, 'stores' | 'now'>,
): Promise<FieldError[]> {
  const round = await stores.rounds.find(sent.roundId);
  if (!round || !takesCodesOf(caller, round, now()))
    return [{ at: '/roundId', sentence: sentenceOf('noRound') }];
  if (!caller.may('makeCodes', sent.unitId)) return [{ at: ranks.unit, sentence: saying('unit') }];
  const services = servicesOffered(await stores.services.list(), caller.units.day);
  const isServed = sent.serviceId === undefined || services.some(({ id }) => id === sent.serviceId);
  return [
    ...batchErrors(sent, round, caller).map((field) => ({ at: ranks[field], sentence: saying(field) })),
    ...(isServed ? [] : [{ at: '/serviceId', sentence: sentenceOf('noService') }]),
  ];
}

function isSame(known: SentCodeBatch, wanted: SentCodeBatch): boolean {
  return (['label', 'count', 'roundId', 'unitId', 'serviceId'] as const).every(
    (field) => known[field] === wanted[field],
  );
}

function saying(field: BatchField) {
  return { vi: batchError(field, 'vi'), en: batchError(field, 'en') };
}
