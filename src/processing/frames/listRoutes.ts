/** Uploads the list of people of a frame. */
import { randomUUID } from 'node:crypto';
import type { Router } from 'express';
import { addDays, isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import type { Sentence } from '../../platform/problem.ts';
import type { Round } from '../../design/rounds/round.ts';
import { servicesCalled } from '../../registers/services/service.ts';
import { TableFault } from '../../platform/tables/tableFault.ts';
import { unitCalledOn } from '../../registers/units/unitCalled.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { readLanguage } from '../../access/web/language.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { uploadOf } from '../../platform/web/upload.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { listHashOf } from './drawSample.ts';
import { isEraseDay, strataOf, type Frame } from './frame.ts';
import { frameAccess, frameEntry, movedOn } from './frameAccess.ts';
import { columnsOf, readSentList, type SentList } from './input.ts';
import { readList, type ListWords, type ReadList } from './readList.ts';
import { frameTexts } from './texts.ts';
import { framePages, framePath } from './pageRoutes.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

export function listRoutes(options: RoundsRoutesOptions): Router {
  const { stores, now } = options;
  const router = staffRouter();
  const { frames } = stores;
  const access = frameAccess(stores);
  const { showUpload } = framePages(options);

  router.post(framePath, async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = frameTexts[language];
    const { round, frame: known } = await access.roundOf(caller, req.params['roundId']);
    const upload = uploadOf(req);
    const sent = await readSentList(req);
    if (round.sampleKind !== 'probability' || (known && (!known.erasedAt || known.state === 'drawn'))) {
      throw movedOn();
    }
    const today = dayOf(now());
    const faults: Record<string, string> = {};
    if (sent.purpose === '') faults['purpose'] = t.faults.purpose;
    const { peopleLists } = await stores.retention.days();
    if (!isCalendarDay(sent.eraseOn) || !isEraseDay(sent.eraseOn, today, peopleLists)) {
      faults['eraseOn'] = t.faults.eraseOn(dayText(addDays(today, peopleLists), language));
    }
    if (typeof upload === 'string') faults['file'] = t.faults.file[upload];
    const read = typeof upload === 'string' ? undefined : await readOrFault(upload.path, sent, round);
    if (!read || 'faults' in read || Object.keys(faults).length > 0) {
      const found = read && 'faults' in read ? read : { faults: {}, rowFaults: [] };
      const said = Object.entries(found.faults).map(([id, sentence]) => [id, sentence[language]]);
      const rowFaults = found.rowFaults.map((sentence) => sentence[language]);
      await showUpload(req, res.status(422), round, {
        sent,
        faults: { ...faults, ...Object.fromEntries(said) },
        rowFaults,
      });
      return;
    }
    const frame: Frame = {
      id: round.id,
      listId: randomUUID(),
      purpose: sent.purpose.normalize('NFC'),
      eraseOn: sent.eraseOn,
      fields: read.fields,
      listHash: listHashOf(read.people),
      strata: strataOf(read.people),
      madeAt: now(),
      madeBy: caller.actor,
      state: 'listed',
      version: 1,
    };
    await frames.putPeople(frame.listId, read.people, now());
    const { listHash, eraseOn } = frame;
    const facts = { people: String(read.people.length), listHash, eraseOn, columns: read.fields.join(', ') };
    const entry = frameEntry({ round, frame, caller, now: now() }, 'frame.listed', facts);
    if (!(await frames.add(frame, entry))) {
      await frames.erasePeople(frame.listId);
      throw movedOn();
    }
    res.redirect(303, `/staff/rounds/${round.id}/frame?done=listed`);
  });

  async function readOrFault(file: string, sent: SentList, round: Round): Promise<ReadList> {
    try {
      return await readList(file, columnsOf(sent), await wordsOf(round));
    } catch (error) {
      if (!(error instanceof TableFault)) throw error;
      const faults: Record<'file', Sentence> = { file: error.sentence };
      return { faults, rowFaults: [] };
    }
  }

  async function wordsOf(round: Round): Promise<ListWords> {
    const [units, services] = await Promise.all([access.unitsOf(round), stores.services.list()]);
    const ids = new Set(services.map(({ id }) => id));
    const called = servicesCalled(services, round.unitsOn);
    return {
      unitsCalled: unitCalledOn(units, [round.unitsOn]),
      serviceCalled: (text) => (ids.has(text) ? text : called(text)),
      onlyUnitId: units.length === 1 ? units[0]!.id : undefined,
    };
  }

  return router;
}
