/** A comment given directly, without a form, an account or JavaScript. */
import { randomUUID } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import { unitScopeOn } from '../../access/accounts/unitScope.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import type { SendingLimits } from '../../collection/quality/sendingLimits.ts';
import { remember } from '../../platform/storage/remember.ts';
import { networkOf } from '../../platform/web/network.ts';
import { formBody } from '../../platform/web/formBody.ts';
import { readLanguage } from '../../access/web/language.ts';
import { inSameLanguage, otherLanguageUrl, renderPage } from '../../platform/web/page.ts';
import { noStore } from '../../platform/web/security.ts';
import { weekOf } from '../../platform/calendar/workingDays.ts';
import { citizenTexts } from './citizenTexts.ts';
import { newCase } from './collectComments.ts';
import { followMark, newFollowKey } from '../../collection/submissions/followKey.ts';
import { commentLengthMax, readFeedback, type Feedback } from './input.ts';
import { showFollowKey } from './keyRoutes.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Stores } from '../stores.ts';

/** Per network address, which many people may share. */
const commentsPerQuarterHour = 120;

export interface FeedbackRoutesOptions {
  readonly stores: Pick<Stores, 'cases' | 'units'>;
  readonly limits: SendingLimits;
  readonly now: () => Date;
}

export function feedbackRoutes({ stores, limits, now }: FeedbackRoutesOptions): Router {
  const router = Router();
  router.use('/feedback', noStore);
  router.use('/feedback', formBody({ bytesMax: 65_536, fieldsMax: 10 }));
  const livingUnits = remember(async (day: string) => unitScopeOn(await stores.units.list(), day), 30_000);

  async function show(
    req: Request,
    res: Response,
    draft: Feedback,
    { faults = {}, fault }: { faults?: Readonly<Record<string, string>>; fault?: string } = {},
  ): Promise<void> {
    const language = readLanguage(req);
    const t = citizenTexts[language].feedback;
    const units = await livingUnits(dayOf(now()));
    const page = {
      language,
      title: t.title,
      otherLanguageUrl: req.method === 'GET' ? otherLanguageUrl(req, language) : undefined,
    };
    renderPage(res, 'improvement/cases/feedback', page, {
      t,
      draft,
      faults,
      fault,
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
  async function keep({ unitId, comment, wantsAnswer, ...draft }: Feedback, week: string): Promise<string> {
    const { cases } = stores;
    for (let { caseId, followKey } = draft; ; [caseId, followKey] = [randomUUID(), newFollowKey()]) {
      const mark = wantsAnswer ? followMark(followKey) : undefined;
      const one = newCase({ id: caseId, week, unitId, original: comment, followMark: mark });
      if (await cases.add(one)) return followKey;
      const there = await cases.find(caseId);
      const isRepeat = there?.original === comment && there.unitId === unitId;
      if (isRepeat && (mark === undefined || there.followMark === mark)) return followKey;
    }
  }

  router.get('/feedback', async (req, res) => {
    const empty = { caseId: randomUUID(), followKey: newFollowKey(), unitId: '', comment: '' };
    await show(req, res, { ...empty, wantsAnswer: false, website: '' });
  });

  router.post('/feedback', async (req, res) => {
    const draft = await readFeedback(req);
    const language = readLanguage(req);
    const t = citizenTexts[language].feedback;
    const today = dayOf(now());
    const faults = {
      ...((await livingUnits(today)).lives(draft.unitId) ? {} : { unit: t.faults.unit }),
      ...(draft.comment === '' ? { comment: t.faults.missing } : {}),
      ...(draft.comment.length > commentLengthMax ? { comment: t.faults.tooLong(commentLengthMax) } : {}),
    };
    if (Object.keys(faults).length > 0) {
      await show(req, res.status(422), draft, { faults, fault: t.faults.summary });
      return;
    }
    const limit = {
      of: ['feedback', networkOf(req.ip ?? '')],
      countMax: commentsPerQuarterHour,
      windowMs: 900_000,
    };
    const waitMs = limits.waitMs([limit], now());
    if (waitMs > 0) {
      res.status(429).set('Retry-After', String(Math.ceil(waitMs / 1000)));
      await show(req, res, draft, { fault: t.tooMany });
      return;
    }
    // A program that fills in the invisible field is thanked like everybody, and nothing is stored.
    const key = draft.website === '' ? await keep(draft, weekOf(today)) : draft.followKey;
    if (draft.wantsAnswer) showFollowKey(res, { language, key });
    else res.redirect(303, `/feedback?done=sent${language === 'vi' ? '' : `&lang=${language}`}`);
  });

  return router;
}
