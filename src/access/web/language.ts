import type { Request } from 'express';
import { isPageLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { findRequestContext } from './requestContext.ts';

/**
 * Language of a page: that of the signed-in account, else `?lang=en`, else Vietnamese. An unknown tag does not cause an
 * error.
 */
export function readLanguage(req: Request): PageLanguage {
  const account = findRequestContext(req)?.caller?.account;
  if (account) return account.language;
  const asked = req.query['lang'];
  return isPageLanguage(asked) ? asked : 'vi';
}
