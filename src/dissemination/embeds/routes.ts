/**
 * Pages that sites named in the settings may show in a frame: the badge of a unit, and the form with its receipt. The
 * form is the same as at its own address, and is stored once by the id in it, so it needs no cookie.
 */
import { forRespondents, open, type PageContext, type Routes } from '../../access/web/routes.ts';
import { page, type Reply } from '../../access/web/reply.ts';
import { before as ofForms } from '../../collection/submissions/allRoutes.ts';
import { showReceipt, type ReceiptTools } from '../../collection/submissions/receiptRoutes.ts';
import {
  framedLocation,
  openPublicForm,
  receivePublicForm,
  type SubmissionTools,
} from '../../collection/submissions/routes.ts';
import { catalogue } from '../../platform/text/catalogue.ts';
import { framed } from '../../platform/web/security.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { badgeMs, type badgeReader } from './badge.ts';

interface EmbedTools extends SubmissionTools, ReceiptTools {
  readonly badgeOf: ReturnType<typeof badgeReader>;
}

const embedTexts = catalogue('dissemination/embeds');

export const routes: Routes<EmbedTools> = {
  'GET /embed/units/:unitId': open(showBadge),
  'GET /embed/s/:accessCode': forRespondents((context, tools) =>
    openPublicForm(context, tools, framedLocation),
  ),
  'POST /embed/s/:accessCode': forRespondents((context, tools) =>
    receivePublicForm(context, tools, framedLocation),
  ),
  'GET /embed/receipts/:receiptCode': forRespondents(showReceipt),
};

export const before = {
  '/embed': [framed],
  '/embed/s': ofForms['/s'],
  '/embed/receipts': ofForms['/receipts'],
};

async function showBadge({ res, language, param }: PageContext, { badgeOf }: EmbedTools): Promise<Reply> {
  const t = embedTexts[language];
  const badge = await badgeOf(param('unitId'), language);
  res.set('Cache-Control', `public, max-age=${badgeMs / 1000}`);
  return page(
    'dissemination/embeds/badge',
    { title: badge?.unitName ?? t.none, otherLanguages: [] },
    { t: { ...resultTexts[language], ...t }, badge },
  );
}
