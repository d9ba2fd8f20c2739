/** What happens to a response and a comment, worded for the respondent; docs/privacy.md has the full account. */
import { catalogue } from '../../platform/text/catalogue.ts';
import { page, type Reply } from '../../access/web/reply.ts';
import { forRespondents, type RespondentContext, type Routes } from '../../access/web/routes.ts';
import { inSameLanguage } from '../../platform/web/page.ts';

const privacyTexts = catalogue('respondents/privacy');

export const privacyRoutes: Routes<unknown> = { 'GET /privacy': forRespondents(openPrivacy) };

function openPrivacy({ language }: RespondentContext): Reply {
  const t = privacyTexts[language];
  return page('app/home/privacy', { title: t.title }, { t, checkUrl: inSameLanguage('/ledger', language) });
}
