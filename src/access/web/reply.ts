/** What a handler returns: a page, another address, JSON, or the note that it has written the response itself. */
import type { Request, Response } from 'express';
import { offeredLanguages } from '../../platform/text/languageSettings.ts';
import { isPageLanguage, pageLanguageOf } from '../../platform/text/localized.ts';
import { languageSettings, linksToOthers, renderPage, type Page } from '../../platform/web/page.ts';
import { readLanguage } from './language.ts';
import { renderStaffPage, type StaffPage } from './staffPage.ts';
import { findRequestContext } from './requestContext.ts';

export type Reply =
  | { readonly kind: 'page'; readonly view: string; readonly frame: Frame; readonly content: object }
  | { readonly kind: 'seeOther'; readonly url: string }
  | { readonly kind: 'json'; readonly body: object }
  | { readonly kind: 'sent' };

/** The frame around a page. Language and links to other languages are those of the request unless given. */
export interface Frame extends StaffPage, Partial<Pick<Page, 'language' | 'otherLanguages' | 'preview'>> {
  /** Missing: 200. */
  readonly status?: number | undefined;
}

/** A page: its view below `views/`, the frame around it, and what the view shows. */
export function page(view: string, frame: Frame, content: object): Reply {
  return { kind: 'page', view, frame, content };
}

/** Another page to open, after a change or in place of this one. */
export function seeOther(url: string): Reply {
  return { kind: 'seeOther', url };
}

/** Data for programs. */
export function json(body: object): Reply {
  return { kind: 'json', body };
}

/** The handler wrote the response: a file or a stream. */
export const sent: Reply = { kind: 'sent' };

/** @param languages in which the page is: those of staff pages, or every one that the installation offers */
export function sendReply(
  req: Request,
  res: Response,
  reply: Reply,
  languages: 'pages' | 'every' = 'pages',
): void {
  if (reply.kind === 'seeOther') res.redirect(303, reply.url);
  if (reply.kind === 'json') res.json(reply.body);
  if (reply.kind !== 'page') return;
  const { view, frame, content } = reply;
  if (frame.status !== undefined) res.status(frame.status);
  if (findRequestContext(req)) {
    renderStaffPage(req, res, view, frame, content);
    return;
  }
  const asked = readLanguage(req);
  const language = languages === 'every' ? asked : pageLanguageOf(asked);
  const offered = offeredLanguages(languageSettings(res));
  const others = languages === 'every' ? offered : offered.filter(isPageLanguage);
  const { otherLanguages = linksToOthers(req, language, others) } = frame;
  const shown = {
    language,
    ...frame,
    otherLanguages: otherLanguages.filter((link) => offered.includes(link.language)),
    ...(asked === language ? {} : { asked }),
  };
  renderPage(res, view, shown, content);
}
