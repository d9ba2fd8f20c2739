/** A citizen follows a case by its key alone, which is sent in the body and never in an address. */
import { Router, type Request, type Response } from 'express';
import { groupedCode } from '../../platform/text/codeLetters.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { Problem } from '../../platform/problem.ts';
import type { SendingLimits } from '../../collection/quality/sendingLimits.ts';
import { unitName } from '../../registers/units/unit.ts';
import { networkOf } from '../../platform/web/network.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { formBody } from '../../platform/web/formBody.ts';
import { readLanguage } from '../../access/web/language.ts';
import { inSameLanguage, otherLanguageUrl, renderPage } from '../../platform/web/page.ts';
import { noStore } from '../../platform/web/security.ts';
import { actOnCase } from './actOnCase.ts';
import type { Case, CaseAct } from './case.ts';
import { citizenTexts } from './citizenTexts.ts';
import { followMark, readFollowKey } from '../../collection/submissions/followKey.ts';
import { commentLengthMax, readCitizenAct, readKeyAsTyped, type CitizenAct } from './input.ts';
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
  readonly fault?: string;
  /** Refused input, by the act that it was for. */
  readonly typed?: { readonly act: CitizenAct; readonly text: string };
}

export function followRoutes({ stores, limits, now }: FollowRoutesOptions): Router {
  const router = Router();
  router.use('/cases', noStore);
  router.use('/cases', formBody({ bytesMax: 65_536, fieldsMax: 10 }));

  function showEntry(req: Request, res: Response, typed = '', fault?: string): void {
    const language = readLanguage(req);
    const t = citizenTexts[language].follow;
    const page = {
      language,
      title: t.title,
      otherLanguageUrl: req.method === 'GET' ? otherLanguageUrl(req, language) : undefined,
    };
    renderPage(res, 'improvement/cases/follow', page, {
      t,
      typed,
      fault,
      action: inSameLanguage('/cases', language),
    });
  }

  /** The case of the key in the body; without one, the key page shows the error. */
  async function open(req: Request, res: Response): Promise<Opened | undefined> {
    const typed = await readKeyAsTyped(req);
    const t = citizenTexts[readLanguage(req)].follow;
    const limit = {
      of: ['follow', networkOf(req.ip ?? '')],
      countMax: triesPerQuarterHour,
      windowMs: 900_000,
    };
    const waitMs = limits.waitMs([limit], now());
    if (waitMs > 0) {
      res.status(429).set('Retry-After', String(Math.ceil(waitMs / 1000)));
      showEntry(req, res, typed, t.tooMany);
      return undefined;
    }
    const key = readFollowKey(typed);
    const one = key === undefined ? undefined : await stores.cases.findByMark(followMark(key));
    if (key !== undefined && one) return { one, key };
    showEntry(req, res.status(422), typed, key === undefined ? t.keyWrong : t.keyUnknown);
    return undefined;
  }

  async function showCase(req: Request, res: Response, { one, key }: Opened, said: Said = {}): Promise<void> {
    const language = readLanguage(req);
    const t = citizenTexts[language].follow;
    const unit = (await stores.units.list()).find(({ id }) => id === one.unitId);
    const calendar = await stores.holidays.calendar();
    const term = one.state === 'assigned' ? currentTerm(one, calendar) : undefined;
    const lastOf = (kind: string) => one.steps.findLast((step) => step.kind === kind)?.text;
    renderPage(
      res,
      'improvement/cases/followed',
      { language, title: t.title },
      {
        t,
        one,
        key: groupedCode(key),
        lengthMax: commentLengthMax,
        weekText: t.weekFrom(dayText(one.week, language)),
        unitName: unit ? inLanguage(unitName(unit, dayOf(now())), language) : one.unitId,
        dueText:
          term && (dayTextOf(term.dueOn, language) ?? t.dueUnknown(dayText(calendar.lastOn, language))),
        asked: one.state === 'moreAsked' ? lastOf('askMore') : undefined,
        refusal: one.refused ? lastOf('refuse') : undefined,
        mayReopen: one.answer !== undefined && !one.reopened && ['answered', 'closed'].includes(one.state),
        actions: inSameLanguage('/cases/acts', language),
        notice: said.notice,
        fault: said.fault,
        typed: said.typed,
      },
    );
  }

  router.get('/cases', (req, res) => showEntry(req, res));

  router.post('/cases', async (req, res) => {
    const opened = await open(req, res);
    if (opened) await showCase(req, res, opened);
  });

  router.post('/cases/acts', async (req, res) => {
    const wish = await readCitizenAct(req);
    const opened = await open(req, res);
    if (!opened) return;
    const t = citizenTexts[readLanguage(req)].follow;
    const fault = wish.act === 'verdict' ? undefined : textFault(wish.text, t);
    const typed = { act: wish.act, text: wish.text };
    if (fault !== undefined) {
      await showCase(req, res.status(422), opened, { fault, typed });
      return;
    }
    const act: CaseAct =
      wish.act === 'verdict' ? { kind: 'verdict', helped: wish.helped } : { kind: wish.act, text: wish.text };
    try {
      const options = { cases: stores.cases, today: dayOf(now()), lives: () => true };
      const one = await actOnCase(opened.one, act, options);
      await showCase(req, res, { ...opened, one }, { notice: t.done[wish.act] });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const sentence = error.sentence[readLanguage(req)];
      const current = (await stores.cases.find(opened.one.id)) ?? opened.one;
      await showCase(req, res.status(409), { ...opened, one: current }, { fault: sentence, typed });
    }
  });

  return router;
}

function dayTextOf(day: string | undefined, language: 'vi' | 'en'): string | undefined {
  return day === undefined ? undefined : dayText(day, language);
}

function textFault(text: string, t: (typeof citizenTexts)['vi']['follow']): string | undefined {
  if (text === '') return t.textMissing;
  return text.length > commentLengthMax ? t.textTooLong(commentLengthMax) : undefined;
}
