/** Erasing a part of a submission, found by its receipt. Nobody sees the erased content. */
import type { Request, Response, Router } from 'express';
import { body } from 'express-validator';
import type { Caller } from '../../access/accounts/caller.ts';
import { submissionEntry, type ErasablePart } from '../ledger/entry.ts';
import { leafHash } from '../ledger/merkle.ts';
import { readReceiptCode } from '../submissions/receipt.ts';
import type { Submission } from '../submissions/submission.ts';
import { readFields } from '../../platform/web/input.ts';
import { readLanguage } from '../../access/web/language.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { erasureReasons, eraseSubmission } from './eraseSubmission.ts';
import { erasureTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

const partsOf: Readonly<Record<string, readonly ErasablePart[]>> = {
  about: ['about'],
  comment: ['comment'],
  both: ['about', 'comment'],
};

interface Wish {
  readonly receipt: string;
  readonly part: string;
  readonly reason: string;
}

export function erasureRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();

  function show(req: Request, res: Response, wish: Wish, faults: Readonly<Record<string, string>>): void {
    const t = erasureTexts[readLanguage(req)];
    const choices = (labels: Readonly<Record<string, string>>) => [
      { value: '', label: '–' },
      ...Object.entries(labels).map(([value, label]) => ({ value, label })),
    ];
    const fields = [
      { id: 'receipt', label: t.receipt, value: wish.receipt },
      { id: 'part', label: t.part, value: wish.part, options: choices(t.parts) },
      { id: 'reason', label: t.reason, value: wish.reason, options: choices(t.reasons) },
    ].map((field) => ({ ...field, fault: faults[field.id] }));
    const page = { title: t.title, notice: noticeFor(req, t.notices) };
    renderStaffPage(req, res, 'collection/erasures/erase', page, { t, faults, fields });
  }

  /** A submission within the current account's units, and the unit that it rates. */
  async function find(
    receipt: string,
    caller: Caller,
  ): Promise<{ submission: Submission; unitId: string } | undefined> {
    const code = readReceiptCode(receipt);
    const submission = code === undefined ? undefined : await stores.submissions.findByReceipt(code);
    const point = submission && (await stores.accessPoints.find(submission.accessPointId));
    const unitId = point?.revisions.find(({ number }) => number === submission?.revision)?.unitId;
    return submission && unitId !== undefined && caller.may('erase', unitId)
      ? { submission, unitId }
      : undefined;
  }

  router.get('/staff/erasures', (req, res) => {
    show(req, res, { receipt: '', part: '', reason: '' }, {});
  });

  router.post('/staff/erasures', async (req, res) => {
    const caller = callerOfRequest(req);
    const t = erasureTexts[readLanguage(req)];
    const wish = (await readFields(
      req,
      ['receipt', 'part', 'reason'].map((name) => body(name).isString().isLength({ max: 40 }).trim()),
    )) as unknown as Wish;
    const found = await find(wish.receipt, caller);
    const parts = Object.hasOwn(partsOf, wish.part) ? partsOf[wish.part] : undefined;
    const reason = erasureReasons.find((known) => known === wish.reason);
    if (!found || !parts || !reason) {
      show(req, res.status(found ? 422 : 404), wish, {
        ...(found ? {} : { receipt: t.faults.receipt }),
        ...(parts ? {} : { part: t.faults.part }),
        ...(reason ? {} : { reason: t.faults.reason }),
      });
      return;
    }
    const { submission, unitId } = found;
    const erasure = { parts, reason, accountId: caller.account.id };
    if (!(await eraseSubmission(submission, erasure, stores, now()))) {
      show(req, res.status(422), wish, { receipt: t.faults.waiting });
      return;
    }
    const leaf = leafHash(submissionEntry(submission)).toString('hex');
    await stores.audit.add({
      id: `erasure:${leaf}:${wish.part}`, // derived from what is erased, so that a repeat is stored once
      at: now(),
      by: caller.actor,
      kind: 'submission.partErased',
      unitIds: [unitId],
      subject: { id: leaf, label: t.subject },
      after: { part: wish.part, reason },
    });
    res.redirect(303, '/staff/erasures?done=erased');
  });

  return router;
}
