/** The frame of a round, step by step: the list, sizes, the draw, outcomes, its end. Invitations are in mailingRoutes.ts. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import type { Faults } from '../accounts/input.ts';
import { addDays, isCalendarDay } from '../calendarDay.ts';
import { inLanguage } from '../localized.ts';
import type { Sentence } from '../problem.ts';
import type { Round } from '../rounds/round.ts';
import { answersWanted, peopleToAsk, type SizeWish } from '../samplePlans/samplePlan.ts';
import { allocate } from '../satisfaction/allocation.ts';
import type { MeasuredRounds } from '../satisfaction/measuredRounds.ts';
import { servicesCalled } from '../services/service.ts';
import type { Stores } from '../stores.ts';
import { dayOf } from '../submissions/submission.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { reminderOf, remindersMax, type Reminder, type SentReminder } from './reminder.ts';
import { answersIn, sampleResult } from './sampleResult.ts';
import { TableFault } from '../tables/tableFault.ts';
import { unitCalledOn } from '../units/unitCalled.ts';
import { dayText } from '../web/clock.ts';
import { readLanguage } from '../web/language.ts';
import { noticeFor, renderStaffPage } from '../web/staffPage.ts';
import { staffRouter } from '../web/staffRouter.ts';
import { uploadOf } from '../web/upload.ts';
import { callerOfRequest } from '../web/visit.ts';
import { drawHashOf, drawnPeople, listHashOf } from './drawSample.ts';
import { eraseList } from './eraseLists.ts';
import {
  drawnIn,
  drawnMax,
  isEraseDay,
  isTooSmall,
  outcomeKinds,
  peopleIn,
  strataOf,
  stratumKey,
  type Frame,
  type FrameStratum,
  type Outcomes,
} from './frame.ts';
import { drawnOf, frameAccess, frameEntry, movedOn, stratumNames } from './frameAccess.ts';
import { framePage } from './framePage.ts';
import {
  columnsOf,
  outcomeField,
  readSentDraw,
  readSentList,
  readSentOutcomes,
  readSentReminder,
  readSentSizes,
  wholeNumber,
  type SentList,
} from './input.ts';
import { readList, type ListWords, type ReadList } from './readList.ts';
import { frameTexts } from './texts.ts';

const yamaneAtFive: SizeWish = {
  formula: 'yamane',
  marginPercent: 5,
  expectedPercent: 50,
  designEffect: 1,
  responsePercent: 100,
  total: 0,
};

export function frameRoutes({
  stores,
  rounds,
  now,
}: {
  stores: Stores;
  rounds: MeasuredRounds;
  now: () => Date;
}): Router {
  const router = staffRouter();
  const { frames } = stores;
  const access = frameAccess(stores);
  const path = '/staff/rounds/:roundId/frame';

  async function namesOf(req: Request, round: Round) {
    const [units, services] = await Promise.all([access.unitsOf(round), stores.services.list()]);
    return stratumNames(round, units, services, readLanguage(req));
  }

  interface UploadShown {
    readonly sent?: Partial<SentList>;
    readonly faults?: Faults;
    readonly rowFaults?: readonly string[];
  }

  async function showUpload(req: Request, res: Response, round: Round, shown: UploadShown): Promise<void> {
    const language = readLanguage(req);
    const t = frameTexts[language];
    const { sent = {}, faults = {}, rowFaults = [] } = shown;
    const { peopleLists } = await stores.retention.days();
    const last = dayText(addDays(dayOf(now()), peopleLists), language);
    const field = (id: keyof SentList, label: string, hint: string, more: object = {}) => ({
      id,
      label,
      hint,
      value: sent[id],
      fault: faults[id],
      ...more,
    });
    const fields = [
      field('purpose', t.purpose, t.purposeHint),
      field('eraseOn', t.eraseOn, t.eraseOnHint(last, peopleLists), { type: 'date' }),
      field('unitColumn', t.unitColumn, t.unitColumnHint, { optional: true }),
      field('serviceColumn', t.serviceColumn, t.serviceColumnHint, { optional: true }),
      field('contactColumns', t.contactColumns, t.contactColumnsHint, { rows: 4 }),
    ];
    const title = `${t.title}: ${inLanguage(round.title, language)}`;
    const isDrawn = round.sampleKind === 'probability';
    renderStaffPage(req, res, 'frames/new', { title }, { t, round, isDrawn, faults, rowFaults, fields });
  }

  interface FrameShown {
    readonly sent?: Readonly<Record<string, string>>;
    readonly faults?: Faults;
    readonly reminder?: SentReminder;
    readonly repeated?: 'same' | 'different' | undefined;
  }

  async function showFrame(
    req: Request,
    res: Response,
    { round, frame }: { round: Round; frame: Frame },
    { sent = {}, faults = {}, reminder, repeated }: FrameShown = {},
  ): Promise<void> {
    const language = readLanguage(req);
    const t = frameTexts[language];
    const names = await namesOf(req, round);
    const measured = await rounds.measure(round);
    const sentOutcomes = outcomeField(0, 'refused') in sent ? sent : undefined;
    const shown = framePage({
      frame,
      measured,
      language,
      now: now(),
      stratumName: names.stratum,
      sentOutcomes,
      sentReminder: reminder && { ...reminder },
      faults,
    });
    const advised = String(await advisedTotal(frame));
    const sharings = Object.entries(t.sharings).map(([value, label]) => ({ value, label }));
    const sizeFields = [
      {
        id: 'total',
        label: t.total,
        hint: t.totalHint(advised),
        value: sent['total'] ?? advised,
        fault: faults['total'],
        inputmode: 'numeric',
      },
      { id: 'sharing', label: t.sharing, value: sent['sharing'], options: sharings },
    ];
    const drawFields = [
      { id: 'seed', label: t.seed, value: sent['seed'], fault: faults['seed'], autocomplete: 'off' },
      {
        id: 'seedSource',
        label: t.seedSource,
        hint: t.seedSourceHint,
        value: sent['seedSource'],
        fault: faults['seedSource'],
      },
    ];
    renderStaffPage(
      req,
      res,
      'frames/frame',
      { title: `${t.title}: ${inLanguage(round.title, language)}`, notice: noticeFor(req, t.notices) },
      {
        t,
        round,
        kept: frame,
        faults,
        sizeFields,
        drawFields,
        madeUp: round.madeUp && inLanguage(round.madeUp, language),
        repeated: repeated && t.repeated[repeated],
        shown,
      },
    );
  }

  /** People to ask by the plan of the round, else for a margin of five points; within what can be drawn. */
  async function advisedTotal(frame: Frame): Promise<number> {
    const people = peopleIn(frame.strata);
    const plan = await stores.samplePlans.find(frame.id);
    const answers =
      plan?.units.reduce((sum, { quota }) => sum + quota, 0) ?? answersWanted(yamaneAtFive, people);
    return Math.min(people, drawnMax, peopleToAsk(answers, plan?.size ?? yamaneAtFive));
  }

  router.get(path, async (req, res) => {
    const { round, frame } = await access.roundOf(callerOfRequest(req), req.params['roundId']);
    if (!frame || (frame.erasedAt && frame.state !== 'drawn')) {
      await showUpload(req, res, round, {});
      return;
    }
    const again = req.query['again'] === 'yes' && frame.draw !== undefined;
    const repeated = again ? await drawnAgain(frame) : undefined;
    await showFrame(req, res, { round, frame }, { repeated });
  });

  async function drawnAgain(frame: Frame): Promise<'same' | 'different'> {
    const people = await access.peopleOf(frame);
    const isSame =
      listHashOf(people) === frame.listHash && drawHashOf(drawnOf(frame, people)) === frame.draw?.drawHash;
    return isSame ? 'same' : 'different';
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

  router.post(path, async (req, res) => {
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

  router.post(`${path}/sizes`, async (req, res) => {
    const caller = callerOfRequest(req);
    const t = frameTexts[readLanguage(req)];
    const { round, frame } = await access.frameOf(caller, req.params['roundId']);
    const sent = await readSentSizes(req);
    if (frame.state === 'drawn' || frame.erasedAt) throw movedOn();
    const refuse = (total: string) =>
      showFrame(req, res.status(422), { round, frame }, { sent: { ...sent }, faults: { total } });
    const total = wholeNumber(sent.total) ?? 0;
    if (total < 1 || total > Math.min(drawnMax, peopleIn(frame.strata))) {
      await refuse(t.faults.total);
      return;
    }
    const units = frame.strata.map((stratum) => ({ key: stratumKey(stratum), population: stratum.people }));
    const shares = allocate(total, units, sent.sharing);
    const strata = frame.strata.map((stratum) => ({ ...stratum, drawn: shares.get(stratumKey(stratum))! }));
    const small = strata.find(isTooSmall);
    if (small) {
      await refuse(t.faults.tooSmall((await namesOf(req, round)).stratum(small)));
      return;
    }
    const entry = frameEntry({ round, frame, caller, now: now() }, 'frame.sized', {
      total: String(total),
      sharing: sent.sharing,
    });
    if (!(await frames.change(frame, { state: 'sized', strata }, entry))) throw movedOn();
    res.redirect(303, `/staff/rounds/${round.id}/frame?done=sized`);
  });

  router.post(`${path}/draw`, async (req, res) => {
    const caller = callerOfRequest(req);
    const t = frameTexts[readLanguage(req)];
    const { round, frame } = await access.frameOf(caller, req.params['roundId']);
    const sent = await readSentDraw(req);
    if (frame.state !== 'sized' || frame.erasedAt) throw movedOn();
    const faults: Record<string, string> = {};
    const seed = sent.seed.normalize('NFC');
    if (seed.length < 4) faults['seed'] = t.faults.seed;
    if (sent.seedSource === '') faults['seedSource'] = t.faults.seedSource;
    if (Object.keys(faults).length > 0) {
      await showFrame(req, res.status(422), { round, frame }, { sent: { ...sent }, faults });
      return;
    }
    const people = await access.peopleOf(frame);
    const drawn = drawnPeople(people, frame.strata, { listHash: frame.listHash, seed });
    const draw = { seed, seedSource: sent.seedSource, drawHash: drawHashOf(drawn), at: now() };
    const { seedSource, drawHash } = draw;
    const facts = { people: String(drawn.length), seed, seedSource, drawHash };
    const entry = frameEntry({ round, frame, caller, now: now() }, 'frame.drawn', facts);
    if (!(await frames.change(frame, { state: 'drawn', draw }, entry))) throw movedOn();
    res.redirect(303, `/staff/rounds/${round.id}/frame?done=drawn`);
  });

  router.post(`${path}/outcomes`, async (req, res) => {
    const caller = callerOfRequest(req);
    const t = frameTexts[readLanguage(req)];
    const { round, frame } = await access.frameOf(caller, req.params['roundId']);
    if (frame.state !== 'drawn') throw movedOn();
    const sent = await readSentOutcomes(req, frame.strata);
    const faults: Record<string, string> = {};
    const strata = frame.strata.map((stratum, place): FrameStratum => {
      const counts = outcomeKinds.map(
        (kind) => [kind, wholeNumber(sent[outcomeField(place, kind)]!)] as const,
      );
      const sum = counts.reduce((total, [, found]) => total + (found ?? 0), 0);
      for (const [kind, found] of counts) {
        if (found === undefined || sum > stratum.drawn) faults[outcomeField(place, kind)] = t.faults.outcome;
      }
      return { ...stratum, outcomes: Object.fromEntries(counts) as unknown as Outcomes };
    });
    if (Object.keys(faults).length > 0) {
      await showFrame(req, res.status(422), { round, frame }, { sent, faults });
      return;
    }
    const totals = outcomeKinds.map((kind) => [
      kind,
      String(strata.reduce((sum, { outcomes }) => sum + outcomes[kind], 0)),
    ]);
    const entry = frameEntry(
      { round, frame, caller, now: now() },
      'frame.outcomesKept',
      Object.fromEntries(totals),
    );
    if (!(await frames.change(frame, { strata }, entry))) throw movedOn();
    res.redirect(303, `/staff/rounds/${round.id}/frame?done=outcomes`);
  });

  router.post(`${path}/reminders`, async (req, res) => {
    const caller = callerOfRequest(req);
    const t = frameTexts[readLanguage(req)];
    const { round, frame } = await access.frameOf(caller, req.params['roundId']);
    if (frame.state !== 'drawn' || !frame.draw) throw movedOn();
    const sent = await readSentReminder(req);
    const earlier = frame.reminders ?? [];
    const keep = async (reminders: readonly Reminder[], entry: AuditEntry): Promise<void> => {
      if (!(await frames.change(frame, { reminders }, entry))) throw movedOn();
      res.redirect(303, `/staff/rounds/${round.id}/frame?done=reminded`);
    };
    const entryOf = (kind: 'frame.reminded' | 'frame.reminderRemoved', { on, way, people }: Reminder) =>
      frameEntry({ round, frame, caller, now: now() }, kind, { on, way, people: String(people) });
    if (!sent) {
      const last = earlier.at(-1);
      if (!last) throw movedOn();
      await keep(earlier.slice(0, -1), entryOf('frame.reminderRemoved', last));
      return;
    }
    if (earlier.length >= remindersMax) throw movedOn();
    const { strata } = sampleResult(frame, await rounds.measure(round), now());
    const read = reminderOf(sent, {
      drawnOn: dayOf(frame.draw.at),
      today: dayOf(now()),
      drawn: drawnIn(frame.strata),
      answers: answersIn(strata),
      earlier,
    });
    if ('reminder' in read) {
      await keep([...earlier, read.reminder], entryOf('frame.reminded', read.reminder));
      return;
    }
    const said = Object.entries(read.faults).map(([id, kind]) => [`reminder-${id}`, t.faults.reminder[kind]]);
    const faults = Object.fromEntries(said);
    await showFrame(req, res.status(422), { round, frame }, { reminder: sent, faults });
  });

  router.post(`${path}/erase`, async (req, res) => {
    const caller = callerOfRequest(req);
    const { round, frame } = await access.frameOf(caller, req.params['roundId']);
    const { id: accountId, name } = caller.account;
    const by = { accountId, name };
    if (!frame.erasedAt) await eraseList(frames, frame, { now: now(), unitIds: round.unitIds, by });
    res.redirect(303, `/staff/rounds/${round.id}/frame?done=erased`);
  });

  return router;
}
