/** Where staff screen comments, answer cases and publish answers. */
import type { Request, Response, Router } from 'express';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import type { AuditKind } from '../../access/audit/kinds.ts';
import { Problem } from '../../platform/problem.ts';
import { readLanguage } from '../../access/web/language.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { weekOf } from '../../platform/calendar/workingDays.ts';
import { actOnCase, changedMeanwhile, subjectOf } from './actOnCase.ts';
import { caseNumber, type Case, type CaseAct } from './case.ts';
import { casePage, type TypedCase } from './casePage.ts';
import { isCaseFor } from './caseViews.ts';
import { readHandling, readScreening, staffTextLengthMax, type Screening } from './input.ts';
import { personalTraces } from './personalTraces.ts';
import { caseTexts, type CaseTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoutesOptions } from '../stores.ts';

type Faults = Readonly<Record<string, string>>;
type StaffAct = Exclude<CaseAct['kind'], 'tellMore' | 'verdict' | 'reopen' | 'close'>;

export function caseRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();
  const today = (): string => dayOf(now());

  async function findFor(req: Request): Promise<Case> {
    const one = await stores.cases.find(String(req.params['caseId']));
    if (!one || !isCaseFor(callerOfRequest(req), one, weekOf(today()))) throw notYours();
    return one;
  }

  async function show(
    req: Request,
    res: Response,
    one: Case,
    typed: TypedCase = {},
    faults: Faults = {},
  ): Promise<void> {
    const caller = callerOfRequest(req);
    const t = caseTexts[readLanguage(req)];
    const page = { title: t.caseTitle(caseNumber(one)), notice: noticeFor(req, t.done) };
    renderStaffPage(
      req,
      res,
      'improvement/cases/case',
      page,
      casePage(one, caller, { today: today(), calendar: await stores.holidays.calendar(), typed, faults }),
    );
  }

  router.get('/staff/cases/:caseId', async (req, res) => {
    await show(req, res, await findFor(req));
  });

  /** Performs a staff act, or shows the page again with the error and the typed input. */
  async function act(req: Request, res: Response, wish: Wish): Promise<void> {
    const { one, version, act: wished, typed } = wish;
    const caller = callerOfRequest(req);
    const { actor, units } = caller;
    const kind = wished.kind as StaffAct;
    try {
      if (one.version !== version) throw changedMeanwhile();
      await actOnCase(one, wished, {
        cases: stores.cases,
        today: today(),
        lives: (unitId) => units.lives(unitId),
        keptDays: (await stores.retention.days()).caseOriginals,
        entryOf: (after) =>
          auditEntry({
            at: now(),
            by: actor,
            kind: `case.${kind}` satisfies AuditKind,
            unitIds: [...new Set([one.unitId, after.unitId])],
            subject: subjectOf(after),
            after: { state: after.state, unit: after.unitId },
          }),
      });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const sentence = error.sentence[readLanguage(req)];
      await show(req, res.status(409), one, typed, { [fieldOf[kind]]: sentence });
      return;
    }
    const isLost = kind === 'giveBack' && !caller.may('screenCases', one.unitId);
    res.redirect(303, isLost ? '/staff/cases' : `/staff/cases/${one.id}?done=${kind}`);
  }

  router.post('/staff/cases/:caseId/screening', async (req, res) => {
    const one = await findFor(req);
    const caller = callerOfRequest(req);
    caller.demand('screenCases', [one.unitId]);
    const wish = await readScreening(req);
    const faults = screeningFaults(wish, caller, caseTexts[readLanguage(req)]);
    if (Object.keys(faults).length > 0) {
      await show(req, res.status(422), one, { screening: wish }, faults);
      return;
    }
    const { version } = wish;
    await act(req, res, { one, version, act: screeningAct(wish), typed: { screening: wish } });
  });

  router.post('/staff/cases/:caseId/handling', async (req, res) => {
    const one = await findFor(req);
    callerOfRequest(req).demand('answerCases', [one.unitId]);
    const { act: kind, version, text } = await readHandling(req);
    const fault = textFault(text, caseTexts[readLanguage(req)]);
    if (fault !== undefined) {
      await show(req, res.status(422), one, { handling: text }, { handlingText: fault });
      return;
    }
    await act(req, res, { one, version, act: { kind, text }, typed: { handling: text } });
  });

  return router;
}

interface Wish {
  readonly one: Case;
  readonly version: number;
  readonly act: CaseAct;
  readonly typed: TypedCase;
}

/** The field that shows why an act was refused. */
const fieldOf: Readonly<Record<StaffAct, string>> = {
  assign: 'unit',
  setAside: 'reason',
  refuse: 'refuseText',
  publish: 'question',
  withdraw: 'question',
  answer: 'handlingText',
  askMore: 'handlingText',
  giveBack: 'handlingText',
};

function screeningAct({ act, text, unitId, reason, question, answer }: Screening): CaseAct {
  switch (act) {
    case 'assign':
      return { kind: act, text, unitId };
    case 'setAside':
      return { kind: act, reason };
    case 'refuse':
      return { kind: act, text };
    case 'publish':
      return { kind: act, question, answer };
    case 'withdraw':
      return { kind: act };
  }
}

function screeningFaults(wish: Screening, caller: Caller, t: CaseTexts): Faults {
  const checked: readonly [string, string | undefined][] =
    wish.act === 'assign'
      ? [
          ['screenedText', textFault(wish.text, t) ?? traceFault(wish.text, t)],
          ['unit', isGivable(caller, wish.unitId) ? undefined : t.faults.unit],
        ]
      : wish.act === 'refuse'
        ? [['refuseText', textFault(wish.text, t)]]
        : wish.act === 'publish'
          ? [
              ['question', textFault(wish.question, t) ?? traceFault(wish.question, t)],
              ['publishedAnswer', textFault(wish.answer, t) ?? traceFault(wish.answer, t)],
            ]
          : [];
  return Object.fromEntries(
    checked.flatMap(([field, fault]) => (fault === undefined ? [] : [[field, fault] as const])),
  );
}

/** Only whether the unit exists and is the caller's; case.ts checks whether it still exists on the day. */
function isGivable(caller: Caller, unitId: string): boolean {
  return caller.units.find(unitId) !== undefined && caller.may('screenCases', unitId);
}

function textFault(text: string, t: CaseTexts): string | undefined {
  if (text === '') return t.faults.textMissing;
  return text.length > staffTextLengthMax ? t.faults.textTooLong(staffTextLengthMax) : undefined;
}

function traceFault(text: string, t: CaseTexts): string | undefined {
  const found = personalTraces(text);
  return found.length === 0 ? undefined : t.faults.traces(found.join('; '));
}
