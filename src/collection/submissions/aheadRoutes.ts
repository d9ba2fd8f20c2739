/** The form's own two addresses ahead of Express: what almost every citizen does. */
import type { AheadReply, AheadRequest, AheadRoutes } from '../../access/web/ahead.ts';
import { isAccessCode } from '../../design/accessPoints/accessPoint.ts';
import { cookieHeader } from '../../platform/web/cookies.ts';
import { allowOwnScripts } from '../../platform/web/ownScripts.ts';
import { asBrowserReads } from '../../platform/web/page.ts';
import { headersSetBy, noStore, securityHeaders } from '../../platform/web/security.ts';
import { publicLocation, type SubmissionTools } from './routes.ts';

export const formLimits = { bytesMax: 65_536, fieldsMax: 300 };

export const aheadRoutes: AheadRoutes<SubmissionTools> = {
  'GET /s/:accessCode': { answer: openForm },
  'POST /s/:accessCode': { form: formLimits, answer: receiveForm },
};

const secured = headersSetBy(securityHeaders(), noStore);
const withScripts = headersSetBy(securityHeaders(), noStore, (_req, res) => allowOwnScripts(res));

async function openForm(
  { app, req, param, lang }: AheadRequest,
  { pages, lookups }: SubmissionTools,
): Promise<AheadReply | undefined> {
  const code = param.toUpperCase();
  const point = isAccessCode(code) ? await lookups.findPointByCode(code) : undefined;
  if (!point) return undefined;
  const opening = { point, location: publicLocation(point), language: lang };
  const page = await pages.openAhead({ app, locals: {} }, opening);
  if (!page) return undefined;
  const { headers, body } = asBrowserReads(req, page);
  return { status: 200, headers: [...withScripts, ...headers], body };
}

async function receiveForm(
  { req, sender }: AheadRequest,
  { pages }: SubmissionTools,
): Promise<AheadReply | undefined> {
  const { ip, secure } = sender();
  const done = await pages.receiveAhead(req, ip ?? '', publicLocation);
  if (!done) return undefined;
  const { doneUrl, cookie } = done;
  const kept = cookie ? [['Set-Cookie', cookieHeader(cookie, secure)] as const] : [];
  return { status: 303, headers: [...secured, ['Location', doneUrl], ...kept] };
}
