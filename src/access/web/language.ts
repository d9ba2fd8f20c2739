import type { Request } from 'express';
import { isLanguage, type Language } from '../../platform/text/catalogue.ts';
import { offeredLanguages } from '../../platform/text/languageSettings.ts';
import { isPageLanguage } from '../../platform/text/localized.ts';
import { languageSettings } from '../../platform/web/page.ts';
import { findRequestContext } from './requestContext.ts';

/**
 * The language that a page is asked for: that of the signed-in account, else `?lang=`, else Vietnamese. A tag that is
 * unknown, or a language that the installation does not offer, does not cause an error.
 */
export function readLanguage(req: Request): Language {
  const account = findRequestContext(req)?.caller?.account;
  if (account) return account.language;
  const asked = req.query['lang'];
  if (!isLanguage(asked) || asked === 'vi') return 'vi';
  const isForStaff = isPageLanguage(asked) && req.originalUrl.startsWith('/staff');
  return isForStaff || offeredLanguages(languageSettings(req.res!)).includes(asked) ? asked : 'vi';
}
