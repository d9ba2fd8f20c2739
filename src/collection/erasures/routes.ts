/** Erasing a part of a submission, found by its receipt. Nobody sees the erased content. */
import { formPage } from '../../access/web/formPage.ts';
import { seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { submissionEntry, type ErasablePart } from '../ledger/entry.ts';
import { leafHash } from '../ledger/merkle.ts';
import { findOwnSubmission } from '../submissions/ownSubmission.ts';
import { line, pick } from '../../platform/web/fields.ts';
import { also, form } from '../../platform/web/form.ts';
import { erasureReasons, eraseSubmission } from './eraseSubmission.ts';
import { erasureTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

const partsOf: Readonly<Record<'about' | 'comment' | 'both', readonly ErasablePart[]>> = {
  about: ['about'],
  comment: ['comment'],
  both: ['about', 'comment'],
};

const erasureForm = form(erasureTexts, {
  receipt: line(40, { missing: (t) => t.errors.receiptMissing }),
  part: pick(['about', 'comment', 'both'], { names: (t) => t.parts, wrong: (t) => t.errors.part }),
  reason: pick(erasureReasons, { names: (t) => t.reasons, wrong: (t) => t.errors.reason }),
});

export const routes: Routes<RoutesOptions> = {
  'GET /staff/erasures': may(
    'erase',
    showEmpty,
    menuLine('administration', erasureTexts, (texts) => texts.menu),
  ),
  'POST /staff/erasures': may('erase', erase),
};

function show({ language, notice }: StaffContext, shown = erasureForm.empty): Reply {
  const t = erasureTexts[language];
  return formPage(
    { title: t.title, notice: notice(t.notices), status: shown.status },
    { lead: t.lead, action: '/staff/erasures', submit: t.erase, isDanger: true },
    erasureForm.onPage(language, shown),
  );
}

function showEmpty(context: StaffContext): Reply {
  return show(context);
}

async function erase(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now } = tools;
  const t = erasureTexts[language];
  const read = await erasureForm.read(context);
  const found = await findOwnSubmission(read.typed.receipt, 'erase', caller, stores);
  const sent = found || read.typed.receipt === '' ? read : also(read, { receipt: t.errors.receipt }, 404);
  if (!sent.ok || !found) return show(context, sent);
  const { submission, unitId } = found;
  const { part, reason } = sent.values;
  const erasure = { parts: partsOf[part], reason, accountId: caller.account.id };
  if (!(await eraseSubmission(submission, erasure, stores, now()))) {
    return show(context, also(sent, { receipt: t.errors.waiting }));
  }
  const leaf = leafHash(submissionEntry(submission)).toString('hex');
  await stores.audit.add({
    id: `erasure:${leaf}:${part}`, // derived from what is erased, so that a repeat is stored once
    at: now(),
    by: caller.actor,
    kind: 'submission.partErased',
    unitIds: [unitId],
    subject: { id: leaf, label: t.subject },
    after: { part, reason },
  });
  return seeOther('/staff/erasures?done=erased');
}
