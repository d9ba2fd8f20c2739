/** Long lists, one page at a time. */
import type { Request } from 'express';

const linesPerPage = 50;

export function pageOf<Line>(lines: readonly Line[], page: number): readonly Line[] {
  return lines.slice((page - 1) * linesPerPage, page * linesPerPage);
}

/** How many lines all pages up to this one contain. */
export function pagesEnd(page: number): number {
  return page * linesPerPage;
}

/** Address of the next page, with the search query; undefined on the last page. */
export function nextPageUrl(req: Request, lineCount: number, page: number): string | undefined {
  if (pagesEnd(page) >= lineCount) return undefined;
  const asked = new URLSearchParams(req.originalUrl.split('?')[1] ?? '');
  asked.set('page', String(page + 1));
  return `${req.path}?${asked.toString()}`;
}
