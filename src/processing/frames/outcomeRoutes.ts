/** Records what became of the people drawn: outcomes of visits or letters, and reminders. */
import { seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import { choice } from '../../platform/web/fields.ts';
import { also, inWords } from '../../platform/web/form.ts';
import { readBody } from '../../platform/web/input.ts';
import type { RoundsRoutesOptions } from '../stores.ts';
import { drawnIn, outcomeKinds, type FrameStratum, type Outcomes } from './frame.ts';
import { frameEntry, frameOf, movedOn } from './frameAccess.ts';
import { outcomeField, outcomesForm, reminderForm } from './input.ts';
import { isOverfull } from './outcome.ts';
import { showFrame } from './pageRoutes.ts';
import { reminderErrors, remindersMax, type Reminder } from './reminder.ts';
import { answersIn, sampleResult } from './sampleResult.ts';
import { frameTexts } from './texts.ts';

export const outcomeRoutes: Routes<RoundsRoutesOptions> = {
  'POST /staff/rounds/:roundId/frame/outcomes': may('keepFrames', keepOutcomes),
  'POST /staff/rounds/:roundId/frame/reminders': may('keepFrames', keepReminder),
};

/** Statuses: 303; 409 unless people are drawn; 422 with errors next to their fields. */
async function keepOutcomes(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { caller, language, param } = context;
  const { stores, now } = tools;
  const { round, frame } = await frameOf(caller, param('roundId'), stores);
  if (frame.state !== 'drawn') throw movedOn();
  const read = await outcomesForm(frame.strata).read(context);
  const typed = read.ok ? read.values : {};
  const strata = frame.strata.map((stratum, at): FrameStratum => {
    const count = (kind: keyof Outcomes): number => typed[outcomeField(at, kind)] ?? 0;
    const [refused, notReached, ineligible] = [count('refused'), count('notReached'), count('ineligible')];
    return { ...stratum, outcomes: { refused, notReached, ineligible } };
  });
  const tooMany = strata.flatMap((stratum, at) =>
    isOverfull({ ...stratum, answers: 0 }) ? outcomeKinds.map((kind) => outcomeField(at, kind)) : [],
  );
  const { outcome } = frameTexts[language].errors;
  const sent = also(read, Object.fromEntries(tooMany.map((name) => [name, outcome])));
  if (!sent.ok) return await showFrame(context, tools, { round, frame }, { outcomes: sent });
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
  const { action } = await readBody(req, { action: choice(['add', 'removeLast']) });
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
  if (action === 'removeLast') {
    const last = earlier.at(-1);
    if (!last) throw movedOn();
    return await keep(earlier.slice(0, -1), 'frame.reminderRemoved', last);
  }
  if (earlier.length >= remindersMax) throw movedOn();
  const { strata } = sampleResult(frame, await rounds.measure(round), now());
  const read = await reminderForm.read(context);
  const answers = answersIn(strata);
  const limits = {
    drawnOn: dayOf(frame.draw.at),
    today: dayOf(now()),
    drawn: drawnIn(frame.strata),
    answers,
    earlier,
  };
  const wrong = read.ok ? reminderErrors(read.values, limits) : {};
  const sent = also(read, inWords(wrong, frameTexts[language].errors.reminder));
  if (!sent.ok) return await showFrame(context, tools, { round, frame }, { reminder: sent });
  const reminder = { ...sent.values, answersBefore: answers };
  return await keep([...earlier, reminder], 'frame.reminded', reminder);
}
