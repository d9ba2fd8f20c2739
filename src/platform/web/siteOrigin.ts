import type { Request } from 'express';

/** Origin of this site as users reach it: as configured, otherwise as in this request. */
export function siteOrigin(req: Request, publicUrl: string | undefined): string {
  return publicUrl ?? `${req.protocol}://${req.get('host') ?? 'localhost'}`;
}
