/** Erasing a part of a submission, found by its receipt. Nobody sees the erased content. */
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { body } from 'express-validator';
import type { Caller } from '../../access/accounts/caller.ts';
import type { FieldErrors } from '../../access/accounts/input.ts';
import { submissionEntry, type ErasablePart } from '../ledger/entry.ts';
import { leafHash } from '../ledger/merkle.ts';
import { readReceiptCode } from '../submissions/receipt.ts';
import type { Submission } from '../submissions/submission.ts';
import { readFields } from '../../platform/web/input.ts';
import { erasureReasons, eraseSubmission } from './eraseSubmission.ts';
import { erasureTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

const partsOf: Readonly<Record<string, readonly ErasablePart[]>> = {
  about: ['about'],
  comment: ['comment'],
  both: ['about', 'comment'],
};

interface ErasureRequest {
  readonly receipt: string;
  readonly part: string;
  readonly reason: string;
}

export const routes: Routes<RoutesOptions> = {
  'GET /staff/erasures': may('erase', showEmpty, menuLine('administration', 'Xóa theo yêu cầu', 'Erasures')),
  'POST /staff/erasures': may('erase', erase),
};

function show(
  { language, notice }: StaffContext,
  request: ErasureRequest,
  errors: FieldErrors = {},
  status?: number,
): Reply {
  const t = erasureTexts[language];
  const choices = (labels: Readonly<Record<string, string>>) => [
    { value: '', label: '–' },
    ...Object.entries(labels).map(([value, label]) => ({ value, label })),
  ];
  const fields = [
    { id: 'receipt', label: t.receipt, value: request.receipt },
    { id: 'part', label: t.part, value: request.part, options: choices(t.parts) },
    { id: 'reason', label: t.reason, value: request.reason, options: choices(t.reasons) },
  ].map((field) => ({ ...field, error: errors[field.id] }));
  return page(
    'collection/erasures/erase',
    { title: t.title, notice: notice(t.notices), status },
    { t, errors, fields },
  );
}

/** A submission within the current account's units, and the unit that it rates. */
async function find(
  receipt: string,
  caller: Caller,
  { stores }: RoutesOptions,
): Promise<{ submission: Submission; unitId: string } | undefined> {
  const code = readReceiptCode(receipt);
  const submission = code === undefined ? undefined : await stores.submissions.findByReceipt(code);
  const point = submission && (await stores.accessPoints.find(submission.accessPointId));
  const unitId = point?.revisions.find(({ number }) => number === submission?.revision)?.unitId;
  return submission && unitId !== undefined && caller.may('erase', unitId)
    ? { submission, unitId }
    : undefined;
}

function showEmpty(context: StaffContext): Reply {
  return show(context, { receipt: '', part: '', reason: '' });
}

async function erase(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now } = tools;
  const t = erasureTexts[language];
  const request = (await readFields(
    req,
    ['receipt', 'part', 'reason'].map((name) => body(name).isString().isLength({ max: 40 }).trim()),
  )) as unknown as ErasureRequest;
  const found = await find(request.receipt, caller, tools);
  const parts = Object.hasOwn(partsOf, request.part) ? partsOf[request.part] : undefined;
  const reason = erasureReasons.find((known) => known === request.reason);
  if (!found || !parts || !reason) {
    const errors = {
      ...(found ? {} : { receipt: t.errors.receipt }),
      ...(parts ? {} : { part: t.errors.part }),
      ...(reason ? {} : { reason: t.errors.reason }),
    };
    return show(context, request, errors, found ? 422 : 404);
  }
  const { submission, unitId } = found;
  const erasure = { parts, reason, accountId: caller.account.id };
  if (!(await eraseSubmission(submission, erasure, stores, now()))) {
    return show(context, request, { receipt: t.errors.waiting }, 422);
  }
  const leaf = leafHash(submissionEntry(submission)).toString('hex');
  await stores.audit.add({
    id: `erasure:${leaf}:${request.part}`, // derived from what is erased, so that a repeat is stored once
    at: now(),
    by: caller.actor,
    kind: 'submission.partErased',
    unitIds: [unitId],
    subject: { id: leaf, label: t.subject },
    after: { part: request.part, reason },
  });
  return seeOther('/staff/erasures?done=erased');
}
