/**
 * Exports of a draw: the tickets without names, the letters, and batches of one-time codes for each stratum. Letters and
 * codes are made separately and share only the stratum: staff put any slip of the stratum into any envelope.
 */
import { createHash } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { notYours } from '../../access/accounts/caller.ts';
import type { Actor } from '../../access/audit/entry.ts';
import type { CodeKeys } from '../../collection/codes/code.ts';
import { codesMax, codesMin } from '../../collection/codes/code.ts';
import { makeBatch } from '../../collection/codes/makeBatch.ts';
import { printPdf } from '../../platform/print/printThread.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import { csvText } from '../../platform/tables/csv.ts';
import { plainTable } from '../../platform/tables/table.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { readLanguage } from '../../access/web/language.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { ticketOf } from './drawSample.ts';
import { drawnOf, frameAccess, frameEntry, movedOn, stratumNames } from './frameAccess.ts';
import { lettersPerFile, type Frame, type FrameStratum } from './frame.ts';
import { readPart } from './input.ts';
import { letterLayout } from './letters.ts';
import { framePath } from './pageRoutes.ts';
import { frameTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoutesOptions } from '../stores.ts';

export interface MailingRoutesOptions extends RoutesOptions {
  readonly keys: CodeKeys;
}

export function mailingRoutes({ stores, now, keys }: MailingRoutesOptions): Router {
  const router = staffRouter();
  const access = frameAccess(stores);

  /** @throws Problem conflict if nobody has been drawn */
  async function drawnFrame(req: Request): Promise<{ readonly round: Round; readonly frame: Frame }> {
    const found = await access.frameOf(callerOfRequest(req), req.params['roundId']);
    if (found.frame.state !== 'drawn') throw movedOn();
    return found;
  }

  async function namesOf(round: Round, language: 'vi' | 'en') {
    return stratumNames(round, await access.unitsOf(round), await stores.services.list(), language);
  }

  router.get(`${framePath}/tickets`, async (req, res) => {
    const language = readLanguage(req);
    const t = frameTexts[language];
    const { round, frame } = await drawnFrame(req);
    const people = await access.peopleOf(frame);
    const names = await namesOf(round, language);
    const drawn = new Set(drawnOf(frame, people).map(({ number }) => number));
    const rows = people.map(({ unitId, serviceId }, place) => [
      place + 1,
      names.unit(unitId),
      names.service(serviceId) ?? '',
      ticketOf(frame.listHash, frame.draw!.seed, place + 1),
      drawn.has(place + 1) ? t.yes : '',
    ]);
    const table = csvText(plainTable(t.ticketColumns, rows));
    res.attachment('rut-tham.csv').type('text/csv; charset=utf-8').send(table);
  });

  router.get(`${framePath}/letters`, async (req: Request, res: Response) => {
    const caller = callerOfRequest(req);
    const { round, frame } = await drawnFrame(req);
    const people = await access.peopleOf(frame);
    const part = await readPart(req);
    const first = (part - 1) * lettersPerFile;
    const drawn = drawnOf(frame, people).slice(first, first + lettersPerFile);
    if (drawn.length === 0) throw notYours();
    const names = await namesOf(round, 'vi');
    const facts = { letters: `${first + 1}–${first + drawn.length}` };
    const entry = frameEntry({ round, frame, caller, now: now() }, 'frame.lettersTaken', facts);
    await stores.frames.note(round.id, entry);
    const layout = letterLayout(drawn, {
      unitNames: Object.fromEntries(drawn.map(({ unitId }) => [unitId, names.unit(unitId)])),
      serviceNames: Object.fromEntries(
        drawn.map(({ serviceId = '' }) => [serviceId, names.service(serviceId)]),
      ),
      until: dayText(dayOf(new Date(round.closesAt.getTime() - 1)), 'vi'),
      eraseOn: dayText(frame.eraseOn, 'vi'),
      madeUp: round.madeUp !== undefined,
    });
    const pdf = await printPdf(layout, { title: frame.purpose, language: 'vi', madeAt: now() });
    res.attachment(`thu-moi-${part}.pdf`).type('application/pdf').send(pdf);
  });

  /**
   * Makes the batches of codes of a stratum: several for a large stratum, with slips left over in a small one. Repeated or
   * concurrent requests, also after a crash, give the same batches.
   */
  async function makeBatches(
    { unitId, serviceId, drawn }: FrameStratum,
    label: (number: number) => string,
    { round, frame, by }: { round: Round; frame: Frame; by: Actor },
  ): Promise<readonly string[]> {
    const made: string[] = [];
    while (made.length * codesMax < drawn) {
      const count = Math.max(codesMin, Math.min(codesMax, drawn - made.length * codesMax));
      const named = JSON.stringify([frame.listId, unitId, serviceId ?? '', made.length]);
      const id = `frame-${createHash('sha256').update(named).digest('hex').slice(0, 32)}`;
      const draft = { id, label: label(made.length + 1), count, roundId: round.id, unitId, serviceId };
      const { codes, accessPoints } = stores;
      made.push((await makeBatch(draft, by, { codes, accessPoints, keys, now: now() })).id);
    }
    return made;
  }

  router.post(`${framePath}/invitations`, async (req, res) => {
    const caller = callerOfRequest(req);
    const { round, frame } = await drawnFrame(req);
    caller.demand('makeCodes', round.unitIds);
    const isMade = frame.strata.some(({ batchIds }) => batchIds.length > 0);
    if (isMade || roundState(round, now()) === 'closed') throw movedOn();
    const names = await namesOf(round, 'vi');
    const by = caller.actor;
    const strata: FrameStratum[] = [];
    for (const stratum of frame.strata) {
      const label = (number: number): string =>
        frameTexts.vi.batchLabel(names.unit(stratum.unitId), names.service(stratum.serviceId), number);
      strata.push({ ...stratum, batchIds: await makeBatches(stratum, label, { round, frame, by }) });
    }
    const batches = strata.reduce((sum, { batchIds }) => sum + batchIds.length, 0);
    const facts = { batches: String(batches) };
    const entry = frameEntry({ round, frame, caller, now: now() }, 'frame.codesMade', facts);
    if (!(await stores.frames.change(frame, { strata }, entry))) throw movedOn();
    res.redirect(303, `/staff/rounds/${round.id}/frame?done=invited`);
  });

  return router;
}
