/** A citizen follows a case by its key alone, which is sent in the body and never in an address. */
import { groupedCode } from '../../platform/text/codeLetters.ts';
import type { Language } from '../../platform/text/catalogue.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { Problem } from '../../platform/problem.ts';
import type { SendingLimits } from '../../collection/quality/sendingLimits.ts';
import { unitName } from '../../registers/units/unit.ts';
import { networkOf } from '../../platform/web/network.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { forRespondents, type RespondentContext, type Routes } from '../../access/web/routes.ts';
import { page, type Reply } from '../../access/web/reply.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { actionOnCase } from './actionOnCase.ts';
import type { Case, CaseAction } from './case.ts';
import { citizenTexts } from './citizenTexts.ts';
import { followKeyHash, readFollowKey } from '../../collection/submissions/followKey.ts';
import { readBody } from '../../platform/web/input.ts';
import { commentLengthMax, keyField, readCitizenAction, type CitizenAction } from './input.ts';
import { currentTerm } from './terms.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Stores } from '../stores.ts';

/** Many people may share an address; guessing fails because of the key's length. */
const triesPerQuarterHour = 120;

export interface FollowRoutesOptions {
  readonly stores: Pick<Stores, 'cases' | 'units' | 'holidays'>;
  readonly limits: SendingLimits;
  readonly now: () => Date;
}

interface Opened {
  readonly one: Case;
  readonly key: string;
}

interface Said {
  readonly notice?: string;
  readonly error?: string;
  readonly status?: number;
  /** Refused input, by the act that it was for. */
  readonly typed?: {
    readonly action: CitizenAction;
    readonly text: string;
    readonly error?: string | undefined;
  };
}

export const followRoutes: Routes<FollowRoutesOptions> = {
  'GET /cases': forRespondents(showEmptyEntry),
  'POST /cases': forRespondents(followCase),
  'POST /cases/actions': forRespondents(actionAsCitizen),
};

function showEntry({ req, language }: RespondentContext, typed = '', error?: string, status = 422): Reply {
  const t = citizenTexts[language].follow;
  const frame = { title: t.title, ...(req.method !== 'GET' && { otherLanguages: [], status }) };
  return page('improvement/cases/follow', frame, {
    t,
    typed,
    error,
    action: inSameLanguage('/cases', language),
  });
}

/** The case of the key in the body; without one, the key page with the error. */
async function openCase(context: RespondentContext, tools: FollowRoutesOptions): Promise<Opened | Reply> {
  const { req, res, language } = context;
  const { stores, limits, now } = tools;
  const { key: typed } = await readBody(req, keyField);
  const t = citizenTexts[language].follow;
  const limit = {
    of: ['follow', networkOf(req.ip ?? '')],
    countMax: triesPerQuarterHour,
    windowMs: 900_000,
  };
  const waitMs = limits.waitMs([limit], now());
  if (waitMs > 0) {
    res.set('Retry-After', String(Math.ceil(waitMs / 1000)));
    return showEntry(context, typed, t.tooMany, 429);
  }
  const key = readFollowKey(typed);
  const one = key === undefined ? undefined : await stores.cases.findByHash(followKeyHash(key));
  if (key !== undefined && one) return { one, key };
  return showEntry(context, typed, key === undefined ? t.keyWrong : t.keyUnknown);
}

async function showCase(
  context: RespondentContext,
  tools: FollowRoutesOptions,
  { one, key }: Opened,
  said: Said = {},
): Promise<Reply> {
  const { language } = context;
  const { stores, now } = tools;
  const t = citizenTexts[language].follow;
  const unit = (await stores.units.list()).find(({ id }) => id === one.unitId);
  const calendar = await stores.holidays.calendar();
  const term = one.state === 'assigned' ? currentTerm(one, calendar) : undefined;
  const lastOf = (kind: string) => one.steps.findLast((step) => step.kind === kind)?.text;
  return page(
    'improvement/cases/followed',
    { title: t.title, otherLanguages: [], status: said.status },
    {
      t,
      one,
      key: groupedCode(key),
      lengthMax: commentLengthMax,
      weekText: t.weekFrom({ day: dayText(one.week, language) }),
      unitName: unit ? inLanguage(unitName(unit, dayOf(now())), language) : one.unitId,
      dueText:
        term &&
        (dayTextOf(term.dueOn, language) ?? t.dueUnknown({ day: dayText(calendar.lastOn, language) })),
      asked: one.state === 'moreAsked' ? lastOf('askMore') : undefined,
      refusal: one.refused ? lastOf('refuse') : undefined,
      mayReopen: one.answer !== undefined && !one.reopened && ['answered', 'closed'].includes(one.state),
      actions: inSameLanguage('/cases/actions', language),
      notice: said.notice,
      error: said.error,
      typed: said.typed,
    },
  );
}

function showEmptyEntry(context: RespondentContext): Reply {
  return showEntry(context);
}

async function followCase(context: RespondentContext, tools: FollowRoutesOptions): Promise<Reply> {
  const opened = await openCase(context, tools);
  return 'one' in opened ? await showCase(context, tools, opened) : opened;
}

async function actionAsCitizen(context: RespondentContext, tools: FollowRoutesOptions): Promise<Reply> {
  const { req, language } = context;
  const { stores, now } = tools;
  const request = await readCitizenAction(req);
  const opened = await openCase(context, tools);
  if (!('one' in opened)) return opened;
  const t = citizenTexts[language].follow;
  const failure = request.action === 'verdict' ? undefined : textError(request.text, t);
  const typed = { action: request.action, text: request.text, error: failure };
  if (failure !== undefined)
    return await showCase(context, tools, opened, { error: failure, status: 422, typed });
  const action: CaseAction =
    request.action === 'verdict'
      ? { kind: 'verdict', helped: request.helped }
      : { kind: request.action, text: request.text };
  try {
    const options = { cases: stores.cases, today: dayOf(now()), lives: () => true };
    const one = await actionOnCase(opened.one, action, options);
    return await showCase(context, tools, { ...opened, one }, { notice: t.done[request.action] });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const sentence = error.sentence[language] ?? error.sentence.vi;
    const current = (await stores.cases.find(opened.one.id)) ?? opened.one;
    const said = { error: sentence, status: 409, typed };
    return await showCase(context, tools, { ...opened, one: current }, said);
  }
}

function dayTextOf(day: string | undefined, language: Language): string | undefined {
  return day === undefined ? undefined : dayText(day, language);
}

function textError(text: string, t: (typeof citizenTexts)['vi']['follow']): string | undefined {
  if (text === '') return t.textMissing;
  return text.length > commentLengthMax ? t.textTooLong({ max: commentLengthMax }) : undefined;
}
