/** The page of a frame in its current state. Each step shows it again if the input needs correction. */
import type { FieldErrors } from '../../platform/web/form.ts';
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
import { drawnMax, peopleIn, type Frame } from './frame.ts';
import { drawnOf, peopleOf, roundOf, stratumNames } from './frameAccess.ts';
import { framePage } from './framePage.ts';
import { outcomeField, type SentList } from './input.ts';
import type { SentReminder } from './reminder.ts';
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
  if (!frame || (frame.erasedAt && frame.state !== 'drawn'))
    return await showUpload(context, tools, round, {});
  const again = req.query['again'] === 'yes' && frame.draw !== undefined;
  const repeated = again ? await drawnAgain(frame, tools) : undefined;
  return await showFrame(context, tools, { round, frame }, { repeated });
}

async function drawnAgain(frame: Frame, tools: RoutesOptions): Promise<'same' | 'different'> {
  const people = await peopleOf(frame, tools);
  const isSame =
    listHashOf(people) === frame.listHash && drawHashOf(drawnOf(frame, people)) === frame.draw?.drawHash;
  return isSame ? 'same' : 'different';
}

interface UploadShown {
  readonly sent?: Partial<SentList>;
  /** Given: the upload was refused. */
  readonly errors?: FieldErrors;
  readonly rowErrors?: readonly string[];
}

export async function showUpload(
  { language }: StaffContext,
  { stores, now }: RoutesOptions,
  round: Round,
  shown: UploadShown,
): Promise<Reply> {
  const t = frameTexts[language];
  const { sent = {}, errors = {}, rowErrors = [] } = shown;
  const { peopleLists } = await stores.retention.days();
  const last = dayText(addDays(dayOf(now()), peopleLists), language);
  const field = (id: keyof SentList, label: string, hint: string, more: object = {}) => ({
    id,
    label,
    hint,
    value: sent[id],
    error: errors[id],
    ...more,
  });
  const fields = [
    field('purpose', t.purpose, t.purposeHint),
    field('eraseOn', t.eraseOn, t.eraseOnHint({ last, days: peopleLists }), { type: 'date' }),
    field('unitColumn', t.unitColumn, t.unitColumnHint, { optional: true }),
    field('serviceColumn', t.serviceColumn, t.serviceColumnHint, { optional: true }),
    field('contactColumns', t.contactColumns, t.contactColumnsHint, { rows: 4 }),
  ];
  return page(
    'processing/frames/new',
    { title: `${t.title}: ${inLanguage(round.title, language)}`, status: shown.errors && 422 },
    { t, round, isDrawn: round.sampleKind === 'probability', errors, rowErrors, fields },
  );
}

interface FrameShown {
  readonly sent?: Readonly<Record<string, string>>;
  /** Given: the input was refused. */
  readonly errors?: FieldErrors;
  readonly reminder?: SentReminder;
  readonly repeated?: 'same' | 'different' | undefined;
}

export async function showFrame(
  { language, notice }: StaffContext,
  { stores, rounds, now, messaging }: RoundsRoutesOptions,
  { round, frame }: { readonly round: Round; readonly frame: Frame },
  shown: FrameShown,
): Promise<Reply> {
  const t = frameTexts[language];
  const { sent = {}, errors = {}, reminder, repeated } = shown;
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
    sentOutcomes: outcomeField(0, 'refused') in sent ? sent : undefined,
    sentReminder: reminder && { ...reminder },
    errors,
  });
  return page(
    'processing/frames/frame',
    {
      title: `${t.title}: ${inLanguage(round.title, language)}`,
      notice: notice(t.notices),
      status: shown.errors && 422,
    },
    {
      t,
      round,
      kept: frame,
      errors,
      ...stepFields({ sent, errors, advised: await advisedTotal(frame, stores) }, language),
      madeUp: round.madeUp && inLanguage(round.madeUp, language),
      repeated: repeated && t.repeated[repeated],
      shown: inWords,
      messagesUrl: messaging && `/staff/rounds/${round.id}/messages`,
    },
  );
}

/** Fields of the forms that set the sizes and draw. */
function stepFields(
  { sent, errors, advised }: Required<Pick<FrameShown, 'sent' | 'errors'>> & { readonly advised: number },
  language: PageLanguage,
) {
  const t = frameTexts[language];
  const total = String(advised);
  const sharings = Object.entries(t.sharings).map(([value, label]) => ({ value, label }));
  return {
    sizeFields: [
      {
        id: 'total',
        label: t.total,
        hint: t.totalHint({ advised: total }),
        value: sent['total'] ?? total,
        error: errors['total'],
        inputmode: 'numeric',
      },
      { id: 'sharing', label: t.sharing, value: sent['sharing'], options: sharings },
    ],
    drawFields: [
      { id: 'seed', label: t.seed, value: sent['seed'], error: errors['seed'], autocomplete: 'off' },
      {
        id: 'seedSource',
        label: t.seedSource,
        hint: t.seedSourceHint,
        value: sent['seedSource'],
        error: errors['seedSource'],
      },
    ],
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
