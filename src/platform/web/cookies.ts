import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';

export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  /** Missing: until the browser is closed. */
  readonly maxAgeMs?: number | undefined;
}

export function readCookie({ headers }: Pick<IncomingMessage, 'headers'>, name: string): string | undefined {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=');
    if (key === name) return value;
  }
  return undefined;
}

export function setCookie(req: Request, res: Response, cookie: Cookie): void {
  res.append('Set-Cookie', cookieHeader(cookie, req.secure));
}

/**
 * Not accessible to scripts and other sites; under TLS never sent without it.
 *
 * @param isSecure whether the browser sent its request under TLS
 */
export function cookieHeader({ name, value, path, maxAgeMs }: Cookie, isSecure: boolean): string {
  const [maxAge, expires] =
    maxAgeMs === undefined
      ? ['', '']
      : [
          `Max-Age=${Math.floor(maxAgeMs / 1000)}; `,
          `Expires=${new Date(Date.now() + maxAgeMs).toUTCString()}; `,
        ];
  const secure = isSecure ? 'Secure; ' : '';
  return `${name}=${encodeURIComponent(value)}; ${maxAge}Path=${path}; ${expires}HttpOnly; ${secure}SameSite=Lax`;
}
