/**
 * Exports of a draw: the tickets without names, the letters, and batches of one-time codes for each stratum. Letters and
 * codes are made separately and share only the stratum: staff put any slip of the stratum into any envelope.
 */
import { notYours } from '../../access/accounts/caller.ts';
import { seeOther, sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { lastDayToAnswer, roundState, type Round } from '../../design/rounds/round.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { printPdf } from '../../platform/print/printThread.ts';
import { csvText } from '../../platform/tables/csv.ts';
import { plainTable } from '../../platform/tables/table.ts';
import { whole } from '../../platform/web/fields.ts';
import { readQuery } from '../../platform/web/input.ts';
import type { RoutesOptions } from '../stores.ts';
import { ticketOf } from './drawSample.ts';
import { lettersPerFile, type Frame, type FrameStratum } from './frame.ts';
import { drawnOf, frameEntry, frameOf, movedOn, peopleOf, stratumNames } from './frameAccess.ts';
import { makeFrameBatches, type BatchTools } from './frameBatches.ts';
import { letterLayout } from './letters.ts';
import { frameTexts } from './texts.ts';

export const mailingRoutes: Routes<BatchTools> = {
  'GET /staff/rounds/:roundId/frame/tickets': may('keepFrames', sendTickets),
  'GET /staff/rounds/:roundId/frame/letters': may('keepFrames', sendLetters),
  'POST /staff/rounds/:roundId/frame/invitations': may('keepFrames', makeInvitations),
};

/** @throws Problem conflict if nobody has been drawn */
async function drawnFrame(
  { caller, param }: StaffContext,
  { stores }: RoutesOptions,
): Promise<{ readonly round: Round; readonly frame: Frame }> {
  const found = await frameOf(caller, param('roundId'), stores);
  if (found.frame.state !== 'drawn') throw movedOn();
  return found;
}

async function sendTickets(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { res, language } = context;
  const t = frameTexts[language];
  const { round, frame } = await drawnFrame(context, tools);
  const people = await peopleOf(frame, tools);
  const names = await stratumNames(round, language, tools.stores);
  const drawn = new Set((await drawnOf(frame, people)).map(({ number }) => number));
  const rows = people.map(({ unitId, serviceId }, index) => [
    index + 1,
    names.unit(unitId),
    names.service(serviceId) ?? '',
    ticketOf(frame.listHash, frame.draw!.seed, index + 1),
    drawn.has(index + 1) ? t.yes : '',
  ]);
  const table = csvText(plainTable(t.ticketColumns, rows));
  res.attachment('rut-tham.csv').type('text/csv; charset=utf-8').send(table);
  return sent;
}

async function sendLetters(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, res, caller } = context;
  const { stores, now } = tools;
  const { round, frame } = await drawnFrame(context, tools);
  const people = await peopleOf(frame, tools);
  const { part } = await readQuery(req, { part: whole(1, 1000) });
  const first = (part - 1) * lettersPerFile;
  const drawn = (await drawnOf(frame, people)).slice(first, first + lettersPerFile);
  if (drawn.length === 0) throw notYours();
  const names = await stratumNames(round, 'vi', stores);
  const facts = { letters: `${first + 1}–${first + drawn.length}` };
  const entry = frameEntry({ round, frame, caller, now: now() }, 'frame.lettersTaken', facts);
  await stores.frames.note(round.id, entry);
  const layout = letterLayout(drawn, {
    unitNames: Object.fromEntries(drawn.map(({ unitId }) => [unitId, names.unit(unitId)])),
    serviceNames: Object.fromEntries(
      drawn.map(({ serviceId = '' }) => [serviceId, names.service(serviceId)]),
    ),
    until: dayText(lastDayToAnswer(round.closesAt, now()), 'vi'),
    eraseOn: dayText(frame.eraseOn, 'vi'),
    madeUp: round.madeUp !== undefined,
  });
  const pdf = await printPdf(layout, { title: frame.purpose, language: 'vi', madeAt: now() });
  res.attachment(`thu-moi-${part}.pdf`).type('application/pdf').send(pdf);
  return sent;
}

async function makeInvitations(context: StaffContext, tools: BatchTools): Promise<Reply> {
  const { round, frame } = await drawnFrame(context, tools);
  await makeFrameCodes(context, tools, { round, frame });
  return seeOther(`/staff/rounds/${round.id}/frame?done=invited`);
}

/**
 * A batch of codes, or several, for each stratum.
 *
 * @param handedOut 0 where they are not printed
 * @throws Problem conflict if they are made, the round is closed, or the frame has changed meanwhile
 */
export async function makeFrameCodes(
  { caller }: StaffContext,
  tools: BatchTools,
  { round, frame }: { readonly round: Round; readonly frame: Frame },
  handedOut?: 0,
): Promise<void> {
  const { stores, now } = tools;
  caller.demand('makeCodes', round.unitIds);
  const isMade = frame.strata.some(({ batchIds }) => batchIds.length > 0);
  if (isMade || roundState(round, now()) === 'closed') throw movedOn();
  const names = await stratumNames(round, 'vi', stores);
  const strata: FrameStratum[] = [];
  for (const stratum of frame.strata) {
    const label = (number: number): string =>
      frameTexts.vi.batchLabel({
        unit: names.unit(stratum.unitId),
        service: names.service(stratum.serviceId) ?? 'none',
        number,
      });
    const making = { label, by: caller.actor, handedOut };
    const batchIds = await makeFrameBatches(frame, stratum, making, tools);
    strata.push({ ...stratum, batchIds });
  }
  const batches = strata.reduce((sum, { batchIds }) => sum + batchIds.length, 0);
  const facts = { batches: String(batches) };
  const entry = frameEntry({ round, frame, caller, now: now() }, 'frame.codesMade', facts);
  if (!(await stores.frames.change(frame, { strata }, entry))) throw movedOn();
}
