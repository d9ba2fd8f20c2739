import type { RequestHandler, Response } from 'express';

/** `.json` at the end of an address requests the same content as JSON: routes are written without it. */
export const jsonAddress: RequestHandler = (req, res, next) => {
  if (req.path.endsWith('.json')) {
    res.locals['asJson'] = true;
    req.url = req.url.replace(/\.json(?=\?|$)/, '');
  }
  next();
};

export function wantsJson(res: Response): boolean {
  return res.locals['asJson'] === true;
}
