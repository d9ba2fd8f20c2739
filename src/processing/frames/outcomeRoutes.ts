/** Records what became of the people drawn: outcomes of visits or letters, and reminders. */
import type { Router } from 'express';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { reminderOf, remindersMax, type Reminder } from './reminder.ts';
import { answersIn, sampleResult } from './sampleResult.ts';
import { readLanguage } from '../../access/web/language.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { drawnIn, outcomeKinds, type FrameStratum, type Outcomes } from './frame.ts';
import { frameAccess, frameEntry, movedOn } from './frameAccess.ts';
import { outcomeField, readSentOutcomes, readSentReminder, wholeNumber } from './input.ts';
import { frameTexts } from './texts.ts';
import { framePages, framePath } from './pageRoutes.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

export function outcomeRoutes(options: RoundsRoutesOptions): Router {
  const { stores, rounds, now } = options;
  const router = staffRouter();
  const { frames } = stores;
  const access = frameAccess(stores);
  const { showFrame } = framePages(options);

  router.post(`${framePath}/outcomes`, async (req, res) => {
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

  router.post(`${framePath}/reminders`, async (req, res) => {
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

  return router;
}
