/** The page of a frame in its current state. Each step shows it again if the input needs correction. */
import type { FieldErrors, Filled } from '../../platform/web/form.ts';
import { page, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import type { Round } from '../../design/rounds/round.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { publicationInstead } from '../published/standing.ts';
import { answersWanted, peopleToAsk, type SizeRequest } from '../samplePlans/samplePlan.ts';
import type { RoundsRoutesOptions, RoutesOptions, Stores } from '../stores.ts';
import { drawHashOf, listHashOf } from './drawSample.ts';
import { drawnMax, outcomeKinds, peopleIn, type Frame } from './frame.ts';
import { drawnOf, peopleOf, roundOf, stratumNames } from './frameAccess.ts';
import { invitedBy } from './frameBatches.ts';
import { framePage } from './framePage.ts';
import { drawForm, listForm, outcomeField, outcomesForm, reminderForm, sizesForm } from './input.ts';
import { frameTexts } from './texts.ts';

export const framePageRoutes: Routes<RoundsRoutesOptions> = {
  'GET /staff/rounds/:roundId/frame': may('keepFrames', openFrame),
};

const yamaneAtFive: SizeRequest = {
  formula: 'yamane',
  marginPercent: 5,
  expectedPercent: 50,
  designEffect: 1,
  responsePercent: 100,
  total: 0,
};

/** Shows the state of the frame; without a list, the upload page. */
async function openFrame(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { req, caller, param } = context;
  const { round, frame } = await roundOf(caller, param('roundId'), tools.stores);
  if (!frame || (frame.erasedAt && frame.state !== 'drawn')) return await showUpload(context, tools, round);
  const again = req.query['again'] === 'yes' && frame.draw !== undefined;
  const repeated = again ? await drawnAgain(frame, tools) : undefined;
  return await showFrame(context, tools, { round, frame }, { repeated });
}

async function drawnAgain(frame: Frame, tools: RoutesOptions): Promise<'same' | 'different'> {
  const people = await peopleOf(frame, tools);
  const isSame =
    (await listHashOf(people)) === frame.listHash &&
    drawHashOf(await drawnOf(frame, people)) === frame.draw?.drawHash;
  return isSame ? 'same' : 'different';
}

export async function showUpload(
  { language }: StaffContext,
  { stores, now }: RoutesOptions,
  round: Round,
  shown: typeof listForm.empty = listForm.empty,
  faults?: object,
): Promise<Reply> {
  const t = frameTexts[language];
  const { peopleLists } = await stores.retention.days();
  const last = dayText(addDays(dayOf(now()), peopleLists), language);
  const eraseOn = { hint: t.eraseOnHint({ last, days: peopleLists }) };
  return page(
    'processing/frames/new',
    { title: `${t.title}: ${inLanguage(round.title, language)}`, status: shown.status },
    {
      t,
      round,
      isDrawn: round.sampleKind === 'probability',
      faults,
      ...listForm.onPage(language, shown, { eraseOn }),
    },
  );
}

/** What was sent and refused, and whether the draw was repeated. */
interface FrameShown {
  readonly sizes?: typeof sizesForm.empty;
  readonly draw?: typeof drawForm.empty;
  readonly outcomes?: Filled<Readonly<Record<string, string>>>;
  readonly reminder?: typeof reminderForm.empty;
  readonly repeated?: 'same' | 'different' | undefined;
}

export async function showFrame(
  { language, notice }: StaffContext,
  { stores, rounds, now, messaging }: RoundsRoutesOptions,
  { round, frame }: { readonly round: Round; readonly frame: Frame },
  shown: FrameShown,
): Promise<Reply> {
  const t = frameTexts[language];
  const { repeated, ...sent } = shown;
  const names = await stratumNames(round, language, stores);
  const measured = await rounds.measure(round);
  const published = await publicationInstead(stores.publications, round.id, measured.snapshot);
  const inWords = framePage({
    frame,
    measured,
    isOvertaken: published !== undefined,
    language,
    now: now(),
    stratumName: names.stratum,
  });
  return page(
    'processing/frames/frame',
    {
      title: `${t.title}: ${inLanguage(round.title, language)}`,
      notice: notice(t.notices),
      status: Object.values(sent)[0]?.status,
    },
    {
      t,
      round,
      kept: frame,
      ...stepForms(frame, sent, {
        advised: await advisedTotal(frame, stores),
        today: dayOf(now()),
        language,
      }),
      madeUp: round.madeUp && inLanguage(round.madeUp, language),
      repeated: repeated && t.repeated[repeated],
      shown: inWords,
      way: await invitedBy(frame, stores.codes),
      messagesUrl: messaging && `/staff/rounds/${round.id}/messages`,
    },
  );
}

/** The forms of all steps; at most one of them was sent and refused. */
function stepForms(
  { strata, state }: Frame,
  sent: Omit<FrameShown, 'repeated'>,
  { advised, today, language }: { advised: number; today: string; language: PageLanguage },
) {
  const t = frameTexts[language];
  const ofOutcomes = outcomesForm(strata);
  const kept = strata.flatMap(({ outcomes }, at) =>
    outcomeKinds.map((kind) => [outcomeField(at, kind), String(outcomes[kind])]),
  );
  const sized = strata.reduce((sum, { drawn }) => sum + drawn, 0);
  const first = { total: String(state === 'sized' ? sized : advised) };
  const total = { hint: t.totalHint({ advised: String(advised) }) };
  const forms = {
    sizes: sizesForm.onPage(language, sent.sizes ?? sizesForm.filled(first), { total }),
    draw: drawForm.onPage(language, sent.draw ?? drawForm.empty),
    outcomes: ofOutcomes.onPage(language, sent.outcomes ?? ofOutcomes.filled(Object.fromEntries(kept))),
    reminder: reminderForm.onPage(
      language,
      sent.reminder ?? reminderForm.filled({ on: today, refused: '0', notReached: '0' }),
    ),
  };
  return {
    forms,
    errors: Object.assign({}, ...Object.values(forms).map(({ errors }) => errors)) as FieldErrors,
  };
}

/** The number of people to survey by the round's plan, else for a margin of five points; limited to what can be drawn. */
async function advisedTotal(frame: Frame, { samplePlans }: Stores): Promise<number> {
  const people = peopleIn(frame.strata);
  const plan = await samplePlans.find(frame.id);
  const answers =
    plan?.units.reduce((sum, { quota }) => sum + quota, 0) ?? answersWanted(yamaneAtFive, people);
  return Math.min(people, drawnMax, peopleToAsk(answers, plan?.size ?? yamaneAtFive));
}
