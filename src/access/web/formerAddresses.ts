/** Addresses of earlier versions still lead to their pages: bookmarks, printed links and programs keep working. */
import type { RequestHandler } from 'express';

const formerly: readonly (readonly [from: string, to: string])[] = [
  ['/measures', '/improvement-actions'],
  ['/staff/measures', '/staff/improvement-actions'],
  ['/staff/volumes', '/staff/caseloads'],
  ['/staff/statements', '/staff/reported-figures'],
  ['/staff/post', '/staff/postal-service'],
  ['/api/v1/volumes', '/api/v1/caseloads'],
  ['/cases/acts', '/cases/actions'],
];

/** The method and the body are sent again to the new address, so that forms and programs of before arrive too. */
export const formerAddresses: RequestHandler = (req, res, next) => {
  const found = formerly.find(([from]) => req.path === from || req.path.startsWith(`${from}/`));
  if (found) res.redirect(308, found[1] + req.originalUrl.slice(found[0].length));
  else next();
};
