import type { Request } from 'express';
import { verbatim } from '../../platform/web/fields.ts';
import { malformedRequest, readBody, readQuery } from '../../platform/web/input.ts';

/** Largest logout token that is read, in bytes; they are a tenth of it. */
export const logoutTokenBytesMax = 16_384;

/** @returns the sealed token of the link by which an account is to be linked, or an empty text */
export async function readLink(req: Request): Promise<string> {
  return (await readQuery(req, { link: verbatim(200) })).link;
}

/** @throws Problem malformed */
export async function readLogoutToken(req: Request): Promise<string> {
  const { logout_token: token } = await readBody(req, { logout_token: verbatim(logoutTokenBytesMax) });
  if (token === '') throw malformedRequest();
  return token;
}
