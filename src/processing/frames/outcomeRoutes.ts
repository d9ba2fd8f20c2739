/** Records what became of the people drawn: outcomes of visits or letters, and reminders. */
import { seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoundsRoutesOptions } from '../stores.ts';
import { drawnIn, outcomeKinds, type FrameStratum, type Outcomes } from './frame.ts';
import { frameEntry, frameOf, movedOn } from './frameAccess.ts';
import { outcomeField, readSentOutcomes, readSentReminder, wholeNumber } from './input.ts';
import { showFrame } from './pageRoutes.ts';
import { reminderOf, remindersMax, type Reminder } from './reminder.ts';
import { answersIn, sampleResult } from './sampleResult.ts';
import { frameTexts } from './texts.ts';

export const outcomeRoutes: Routes<RoundsRoutesOptions> = {
  'POST /staff/rounds/:roundId/frame/outcomes': may('keepFrames', keepOutcomes),
  'POST /staff/rounds/:roundId/frame/reminders': may('keepFrames', keepReminder),
};

/** Statuses: 303; 409 unless people are drawn; 422 with errors next to their fields. */
async function keepOutcomes(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { req, caller, language, param } = context;
  const { stores, now } = tools;
  const t = frameTexts[language];
  const { round, frame } = await frameOf(caller, param('roundId'), stores);
  if (frame.state !== 'drawn') throw movedOn();
  const sent = await readSentOutcomes(req, frame.strata);
  const errors: Record<string, string> = {};
  const strata = frame.strata.map((stratum, index): FrameStratum => {
    const counts = outcomeKinds.map((kind) => [kind, wholeNumber(sent[outcomeField(index, kind)]!)] as const);
    const sum = counts.reduce((total, [, found]) => total + (found ?? 0), 0);
    for (const [kind, found] of counts) {
      if (found === undefined || sum > stratum.drawn) errors[outcomeField(index, kind)] = t.errors.outcome;
    }
    return { ...stratum, outcomes: Object.fromEntries(counts) as unknown as Outcomes };
  });
  if (Object.keys(errors).length > 0)
    return await showFrame(context, tools, { round, frame }, { sent, errors });
  const totals = outcomeKinds.map((kind) => [
    kind,
    String(strata.reduce((sum, { outcomes }) => sum + outcomes[kind], 0)),
  ]);
  const facts = Object.fromEntries(totals);
  const entry = frameEntry({ round, frame, caller, now: now() }, 'frame.outcomesKept', facts);
  if (!(await stores.frames.change(frame, { strata }, entry))) throw movedOn();
  return seeOther(`/staff/rounds/${round.id}/frame?done=outcomes`);
}

/** Notes a reminder, or takes the last one back. Statuses: 303; 409 unless people are drawn; 422 with errors. */
async function keepReminder(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { req, caller, language, param } = context;
  const { stores, rounds, now } = tools;
  const { round, frame } = await frameOf(caller, param('roundId'), stores);
  if (frame.state !== 'drawn' || !frame.draw) throw movedOn();
  const sent = await readSentReminder(req);
  const earlier = frame.reminders ?? [];
  const keep = async (
    reminders: readonly Reminder[],
    kind: 'frame.reminded' | 'frame.reminderRemoved',
    { on, way, people }: Reminder,
  ): Promise<Reply> => {
    const facts = { on, way, people: String(people) };
    const entry = frameEntry({ round, frame, caller, now: now() }, kind, facts);
    if (!(await stores.frames.change(frame, { reminders }, entry))) throw movedOn();
    return seeOther(`/staff/rounds/${round.id}/frame?done=reminded`);
  };
  if (!sent) {
    const last = earlier.at(-1);
    if (!last) throw movedOn();
    return await keep(earlier.slice(0, -1), 'frame.reminderRemoved', last);
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
  if ('reminder' in read) return await keep([...earlier, read.reminder], 'frame.reminded', read.reminder);
  const said = Object.entries(read.errors).map(([id, kind]) => [
    `reminder-${id}`,
    frameTexts[language].errors.reminder[kind],
  ]);
  const errors = Object.fromEntries(said);
  return await showFrame(context, tools, { round, frame }, { reminder: sent, errors });
}
