/** Pages of annulments: requesting one, approving one, and the outcome. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import type { AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import { auditEntry, type AuditEntry } from '../../access/audit/entry.ts';
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { submissionEntry } from '../ledger/entry.ts';
import { leafHash } from '../ledger/merkle.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { flagKinds, SET_APART } from '../quality/flag.ts';
import { qualityTexts, type QualityTexts } from '../quality/texts.ts';
import { readReceiptCode } from '../submissions/receipt.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { readLanguage } from '../../access/web/language.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import {
  annulmentReasons,
  firstState,
  mayDecide,
  mayRefuse,
  type Annulment,
  type AnnulmentReason,
  type Criterion,
} from './annulment.ts';
import { countMeeting } from './carryOutAnnulments.ts';
import { criterionWords } from './criterionWords.ts';
import { readAnnulmentWish, type AnnulmentWish } from './input.ts';
import { annulmentTexts, type AnnulmentTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoutesOptions } from '../stores.ts';

const shownMax = 100;
const annullableFlags = [SET_APART, ...flagKinds] as const;
const emptyWish: AnnulmentWish = {
  receipt: '',
  point: '',
  fromDay: '',
  toDay: '',
  flag: '',
  reason: '',
  note: '',
};

type Found =
  | { readonly fault: string; readonly field: string; readonly isMissing?: true }
  | Pick<Annulment, 'criterion' | 'label' | 'unitIds' | 'count'>;

export function annulmentRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();

  async function showList(
    req: Request,
    res: Response,
    wish: AnnulmentWish,
    faults: Readonly<Record<string, string>>,
  ): Promise<void> {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = annulmentTexts[language];
    const seen = await stores.annulments.list(shownMax, ({ unitIds }) => caller.mayOnAll('annul', unitIds));
    renderStaffPage(
      req,
      res,
      'collection/annulments/list',
      { title: t.title, notice: noticeFor(req, t.notices) },
      {
        t,
        faults,
        fields: fieldsOf(wish, faults, t, qualityTexts[language].flagNames),
        annulments: await Promise.all(seen.map((annulment) => lineOf(annulment, language))),
      },
    );
  }

  async function lineOf(annulment: Annulment, language: PageLanguage) {
    const { id, criterion, reason, note, count, state, annulledCount } = annulment;
    const { askedBy, askedAt, decidedBy, decidedAt } = annulment;
    const t = annulmentTexts[language];
    const point =
      criterion.kind === 'point' ? await stores.accessPoints.find(criterion.accessPointId) : undefined;
    return {
      id,
      label: criterionWords(criterion, point?.code, language),
      note,
      count,
      reason: t.reasons[reason],
      state: t.states[state],
      askedBy: askedBy.name,
      askedAt: timeText(askedAt, language),
      decided: decidedBy && decidedAt ? `${decidedBy.name}, ${timeText(decidedAt, language)}` : undefined,
      annulledCount,
    };
  }

  /** @throws Problem notFound */
  async function annulmentOf(req: Request): Promise<Annulment> {
    const annulment = await stores.annulments.find(String(req.params['annulmentId']));
    if (!annulment) throw notYours();
    callerOfRequest(req).demand('annul', annulment.unitIds);
    return annulment;
  }

  function entryOf(
    req: Request,
    kind: AuditEntry['kind'],
    { id, label, unitIds, reason, count }: Annulment,
  ): AuditEntry {
    return auditEntry({
      at: now(),
      by: callerOfRequest(req).actor,
      kind,
      unitIds,
      subject: { id, label },
      after: { reason, count: String(count) },
    });
  }

  async function find(wish: AnnulmentWish, caller: Caller, t: AnnulmentTexts): Promise<Found> {
    if (wish.receipt !== '') return await findOne(wish.receipt, caller, t);
    if (wish.point === '') return { field: 'receipt', fault: t.faults.which };
    return await findAtPoint(wish, caller, t);
  }

  async function findOne(receipt: string, caller: Caller, t: AnnulmentTexts): Promise<Found> {
    const receiptCode = readReceiptCode(receipt);
    const submission =
      receiptCode === undefined ? undefined : await stores.submissions.findByReceipt(receiptCode);
    const point = submission && (await stores.accessPoints.find(submission.accessPointId));
    const revision = point?.revisions.find(({ number }) => number === submission?.revision);
    if (!receiptCode || !submission || !revision || !caller.may('annul', revision.unitId)) {
      return { field: 'receipt', fault: t.faults.receipt, isMissing: true };
    }
    if (submission.annulled) return { field: 'receipt', fault: t.faults.none };
    const position = await stores.ledger.findPosition(leafHash(submissionEntry(submission)));
    if (position === undefined) return { field: 'receipt', fault: t.faults.waiting };
    const criterion: Criterion = { kind: 'receipt', receiptCode };
    const label = criterionWords(criterion, undefined, 'vi');
    return { criterion, label, unitIds: [revision.unitId], count: 1 };
  }

  async function findAtPoint(wish: AnnulmentWish, caller: Caller, t: AnnulmentTexts): Promise<Found> {
    const point = await stores.accessPoints.findByCode(wish.point.toUpperCase());
    const unitIds = point ? unitIdsOf(point) : [];
    if (!point || !caller.mayOnAll('annul', unitIds))
      return { field: 'point', fault: t.faults.point, isMissing: true };
    const { fromDay, toDay } = wish;
    const areDays = isCalendarDay(fromDay) && isCalendarDay(toDay);
    if (!areDays || fromDay > toDay || toDay >= dayOf(now())) return { field: 'toDay', fault: t.faults.days };
    const flag = wish.flag === '' ? undefined : annullableFlags.find((known) => known === wish.flag);
    if (wish.flag !== '' && !flag) throw malformedRequest();
    const roundIds = [...new Set(point.revisions.map(({ roundId }) => roundId))];
    const criterion: Criterion = {
      kind: 'point',
      accessPointId: point.id,
      roundIds,
      fromDay,
      toDay,
      ...(flag ? { flag } : {}),
    };
    const count = await countMeeting(criterion, stores.submissions);
    if (count === 0) return { field: 'point', fault: t.faults.none };
    return { criterion, label: criterionWords(criterion, point.code, 'vi'), unitIds, count };
  }

  router.get('/staff/annulments', async (req, res) => {
    await showList(req, res, emptyWish, {});
  });

  router.post('/staff/annulments', async (req, res) => {
    const caller = callerOfRequest(req);
    const t = annulmentTexts[readLanguage(req)];
    const wish = await readAnnulmentWish(req);
    const reason = annulmentReasons.find((known) => known === wish.reason);
    const found = await find(wish, caller, t);
    if ('fault' in found || !reason) {
      const faults = {
        ...('fault' in found ? { [found.field]: found.fault } : {}),
        ...(reason ? {} : { reason: t.faults.reason }),
      };
      await showList(req, res.status('isMissing' in found ? 404 : 422), wish, faults);
      return;
    }
    const annulment: Annulment = {
      id: randomUUID(),
      ...found,
      reason,
      note: wish.note,
      state: firstState(found.count),
      askedBy: caller.actor,
      askedAt: now(),
    };
    await stores.annulments.add(annulment, entryOf(req, 'annulment.asked', annulment));
    const done = annulment.state === 'waiting' ? 'asked' : 'agreed';
    res.redirect(303, `/staff/annulments/${annulment.id}?done=${done}`);
  });

  router.get('/staff/annulments/:annulmentId', async (req, res) => {
    const annulment = await annulmentOf(req);
    const language = readLanguage(req);
    const t = annulmentTexts[language];
    const { account } = callerOfRequest(req);
    const line = await lineOf(annulment, language);
    renderStaffPage(
      req,
      res,
      'collection/annulments/annulment',
      { title: line.label, notice: noticeFor(req, t.notices) },
      {
        t,
        annulment: line,
        mayAgree: mayDecide(annulment, account.id),
        mayRefuse: mayRefuse(annulment),
        isOwn: annulment.state === 'waiting' && annulment.askedBy.accountId === account.id,
      },
    );
  });

  for (const [verb, state] of [
    ['agree', 'agreed'],
    ['refuse', 'refused'],
  ] as const) {
    router.post(`/staff/annulments/:annulmentId/${verb}`, async (req, res) => {
      const annulment = await annulmentOf(req);
      const { account, actor } = callerOfRequest(req);
      const isAllowed = state === 'agreed' ? mayDecide(annulment, account.id) : mayRefuse(annulment);
      const decision = {
        state,
        decidedBy: actor,
        decidedAt: now(),
      };
      const entry = entryOf(req, state === 'agreed' ? 'annulment.agreed' : 'annulment.refused', annulment);
      const isDecided = isAllowed && (await stores.annulments.decide(annulment.id, decision, entry));
      res.redirect(303, `/staff/annulments/${annulment.id}?done=${isDecided ? state : 'late'}`);
    });
  }

  return router;
}

function unitIdsOf(point: AccessPoint): string[] {
  return [...new Set(point.revisions.map(({ unitId }) => unitId))];
}

function fieldsOf(
  wish: AnnulmentWish,
  faults: Readonly<Record<string, string>>,
  t: AnnulmentTexts,
  flagNames: QualityTexts['flagNames'],
) {
  const reasons = annulmentReasons.map((value: AnnulmentReason) => ({ value, label: t.reasons[value] }));
  return [
    { id: 'receipt', label: t.receipt, hint: t.receiptHint, value: wish.receipt, optional: true },
    { id: 'point', label: t.point, value: wish.point, optional: true },
    { id: 'fromDay', label: t.fromDay, value: wish.fromDay, type: 'date', optional: true },
    { id: 'toDay', label: t.toDay, hint: t.toDayHint, value: wish.toDay, type: 'date', optional: true },
    {
      id: 'flag',
      label: t.flag,
      hint: t.flagHint,
      value: wish.flag,
      options: [
        { value: '', label: t.anyFlag },
        ...annullableFlags.map((value) => ({ value, label: flagNames[value] })),
      ],
      optional: true,
    },
    { id: 'reason', label: t.reason, value: wish.reason, options: [{ value: '', label: '–' }, ...reasons] },
    { id: 'note', label: t.note, hint: t.noteHint, value: wish.note, optional: true },
  ].map((field) => ({ ...field, fault: faults[field.id] }));
}
