import type { Request } from 'express';

/** Start of this site's addresses, as people outside reach it: as configured, else as this request did. */
export function siteOrigin(req: Request, publicUrl: string | undefined): string {
  return publicUrl ?? `${req.protocol}://${req.get('host') ?? 'localhost'}`;
}
