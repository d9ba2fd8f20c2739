/** Long lists, a page at a time. */
import type { Request } from 'express';

const linesPerPage = 50;

export function pageOf<Line>(lines: readonly Line[], page: number): readonly Line[] {
  return lines.slice((page - 1) * linesPerPage, page * linesPerPage);
}

/** How many lines the pages up to this one hold. */
export function pagesEnd(page: number): number {
  return page * linesPerPage;
}

/** Address of the next page with what was searched for; undefined on the last. */
export function nextPageUrl(req: Request, lineCount: number, page: number): string | undefined {
  if (pagesEnd(page) >= lineCount) return undefined;
  const asked = new URLSearchParams(req.originalUrl.split('?')[1] ?? '');
  asked.set('page', String(page + 1));
  return `${req.path}?${asked.toString()}`;
}
