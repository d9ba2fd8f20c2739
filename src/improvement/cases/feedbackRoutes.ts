/** A comment given directly, without a form, an account or JavaScript. */
import { randomUUID } from 'node:crypto';
import { unitScopeOn } from '../../access/accounts/unitScope.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import type { SendingLimits } from '../../collection/quality/sendingLimits.ts';
import { remember } from '../../platform/storage/remember.ts';
import { networkOf } from '../../platform/web/network.ts';
import { forRespondents, type RespondentContext, type Routes } from '../../access/web/routes.ts';
import { page, seeOther, sent, type Reply } from '../../access/web/reply.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { weekOf } from '../../platform/calendar/workingDays.ts';
import { citizenTexts } from './citizenTexts.ts';
import { newCase } from './collectComments.ts';
import { followKeyHash, newFollowKey } from '../../collection/submissions/followKey.ts';
import { commentLengthMax, readFeedback, type Feedback } from './input.ts';
import { showFollowKey } from './keyRoutes.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Stores } from '../stores.ts';

/** Per network address, which many people may share. */
const commentsPerQuarterHour = 120;

/** The units of a day, to choose from; new after half a minute. */
export function livingUnitsReader(stores: Pick<Stores, 'units'>) {
  return remember(async (day: string) => unitScopeOn(await stores.units.list(), day), 30_000);
}

export interface FeedbackRoutesOptions {
  readonly stores: Pick<Stores, 'cases'>;
  readonly limits: SendingLimits;
  readonly livingUnits: ReturnType<typeof livingUnitsReader>;
  readonly now: () => Date;
}

export const feedbackRoutes: Routes<FeedbackRoutesOptions> = {
  'GET /feedback': forRespondents(showEmptyForm),
  'POST /feedback': forRespondents(giveFeedback),
};

async function show(
  context: RespondentContext,
  tools: FeedbackRoutesOptions,
  draft: Feedback,
  { errors, error }: { errors?: Readonly<Record<string, string>>; error?: string } = {},
): Promise<Reply> {
  const { req, language } = context;
  const { livingUnits, now } = tools;
  const t = citizenTexts[language].feedback;
  const units = await livingUnits(dayOf(now()));
  const frame = {
    title: t.title,
    status: errors && 422,
    ...(req.method === 'GET' ? {} : { otherLanguages: [] }),
  };
  return page('improvement/cases/feedback', frame, {
    t,
    draft,
    errors: errors ?? {},
    error,
    lengthMax: commentLengthMax,
    sent: req.method === 'GET' && req.query['done'] === 'sent',
    action: inSameLanguage('/feedback', language),
    followUrl: inSameLanguage('/cases', language),
    units: units
      .outline()
      .map(({ unit, depth }) => ({ id: unit.id, depth, name: inLanguage(units.name(unit.id), language) })),
  });
}

/**
 * Stores a comment once, however often it is sent. A citizen who goes back and writes something else makes a second
 * comment, with a separate id and key.
 *
 * @returns the key that follows it, where an answer is wanted
 */
async function keep(
  tools: FeedbackRoutesOptions,
  { unit: unitId, comment, wantsAnswer, ...draft }: Feedback,
  week: string,
): Promise<string> {
  const { stores } = tools;
  const { cases } = stores;
  for (let { caseId, followKey } = draft; ; [caseId, followKey] = [randomUUID(), newFollowKey()]) {
    const mark = wantsAnswer ? followKeyHash(followKey) : undefined;
    const one = newCase({ id: caseId, week, unitId, original: comment, followKeyHash: mark });
    if (await cases.add(one)) return followKey;
    const there = await cases.find(caseId);
    const isRepeat = there?.original === comment && there.unitId === unitId;
    if (isRepeat && (mark === undefined || there.followKeyHash === mark)) return followKey;
  }
}

async function showEmptyForm(context: RespondentContext, tools: FeedbackRoutesOptions): Promise<Reply> {
  const empty = { caseId: randomUUID(), followKey: newFollowKey(), unit: '', comment: '' };
  return await show(context, tools, { ...empty, wantsAnswer: false, website: '' });
}

async function giveFeedback(context: RespondentContext, tools: FeedbackRoutesOptions): Promise<Reply> {
  const { req, res, language } = context;
  const { limits, livingUnits, now } = tools;
  const draft = await readFeedback(req);
  const t = citizenTexts[language].feedback;
  const today = dayOf(now());
  const errors = {
    ...((await livingUnits(today)).lives(draft.unit) ? {} : { unit: t.errors.unit }),
    ...(draft.comment === '' ? { comment: t.errors.missing } : {}),
    ...(draft.comment.length > commentLengthMax
      ? { comment: t.errors.tooLong({ max: commentLengthMax }) }
      : {}),
  };
  if (Object.keys(errors).length > 0) {
    return await show(context, tools, draft, { errors, error: t.errors.summary });
  }
  const limit = {
    of: ['feedback', networkOf(req.ip ?? '')],
    countMax: commentsPerQuarterHour,
    windowMs: 900_000,
  };
  const waitMs = limits.waitMs([limit], now());
  if (waitMs > 0) {
    res.status(429).set('Retry-After', String(Math.ceil(waitMs / 1000)));
    return await show(context, tools, draft, { error: t.tooMany });
  }
  // A program that fills in the invisible field is thanked like everybody, and nothing is stored.
  const key = draft.website === '' ? await keep(tools, draft, weekOf(today)) : draft.followKey;
  if (!draft.wantsAnswer)
    return seeOther(`/feedback?done=sent${language === 'vi' ? '' : `&lang=${language}`}`);
  showFollowKey(res, { language, key });
  return sent;
}
