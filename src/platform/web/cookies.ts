import type { Request, Response } from 'express';

export function readCookie(req: Request, name: string): string | undefined {
  for (const pair of (req.headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=');
    if (key === name) return value;
  }
  return undefined;
}

/** Not accessible to scripts and other sites; under TLS never sent without it. */
export function setCookie(
  req: Request,
  res: Response,
  cookie: { name: string; value: string; path: string; maxAgeMs?: number },
): void {
  const { name, value, path, maxAgeMs } = cookie;
  res.cookie(name, value, {
    httpOnly: true,
    sameSite: 'lax',
    secure: req.secure,
    path,
    ...(maxAgeMs === undefined ? {} : { maxAge: maxAgeMs }),
  });
}
