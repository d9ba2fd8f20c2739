/** What every page shares: the frame around it, the language, and the addresses of its files. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { basename, dirname, join } from 'node:path';
import { constants } from 'node:zlib';
import compression from 'compression';
import ejs from 'ejs';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { isLanguage, type Language } from '../text/catalogue.ts';
import { usualBrand } from '../brand/brand.ts';
import { shownBrand, type ShownBrand } from '../brand/brandStyle.ts';
import { usualLanguages, type LanguageSettings } from '../text/languageSettings.ts';
import { inLanguage, languageNames, type PageLanguage } from '../text/localized.ts';
import { khmerOnScreens } from '../print/letters.ts';
import { projectFolder } from '../projectFolder.ts';
import { layoutTexts } from './texts.ts';

/** At 4, the default of the library, brotli makes the stylesheet larger than gzip does; 5 takes no longer. */
const encodings = { brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } } };

/**
 * Sets up the views, and serves public files under addresses that change with their content. Only responses without
 * secrets of the reader are compressed: compressing a secret together with content that an attacker chose would reveal
 * it.
 */
export function usePages(app: Express): void {
  const folder = projectFolder();
  app.engine('ejs', ejs.renderFile);
  app.set('view engine', 'ejs');
  app.set('views', join(folder, 'views'));
  app.enable('view cache');
  const versioned = (file: string): string => {
    const content = readFileSync(join(folder, 'public', file));
    return `/assets/${file}?v=${createHash('sha256').update(content).digest('hex').slice(0, 12)}`;
  };
  app.locals['stylesheetUrl'] = versioned('pages.css');
  app.locals['chartsStylesheetUrl'] = versioned('charts.css');
  app.locals['previewPictureUrl'] = versioned('preview.png');
  app.locals['staffStylesheetUrl'] = versioned('staff.css');
  app.locals['jobScriptUrl'] = versioned('job.js');
  app.locals['uploadScriptUrl'] = versioned('upload.js');
  app.locals['passkeyScriptUrl'] = versioned('passkey.js');
  app.locals['tryScriptUrl'] = versioned('tryApi.js');
  app.locals['tryStylesheetUrl'] = versioned('tryApi.css');
  app.locals['answerScriptUrl'] = versioned('answer.js');
  app.locals['paperScriptUrl'] = versioned('paper.js');
  app.locals['draftScriptUrl'] = versioned('draft.js');
  app.use(
    ['/assets', '/results', '/publications', '/improvement-actions', '/real-time-index', '/scorecards'],
    compression(encodings),
  );
  app.use(
    ['/api/v1/openapi.json', '/api/v1/schemas', '/api/v1/publications', '/api/v1/ledger'],
    compression(encodings),
  );
  app.use('/assets/khmer.woff2', (_req, res) => sendForGood(res, khmerOnScreens));
  app.use('/assets/pages.css', pagesInBrand(join(folder, 'public', 'pages.css')));
  app.use(
    '/assets',
    express.static(join(folder, 'public'), { immutable: true, maxAge: '365d', index: false }),
  );
}

/** Sends a file that browsers may keep for a year. Without a root, files under a folder such as `.local` would be 404. */
export function sendForGood(res: Response, path: string): void {
  res.sendFile(basename(path), { root: dirname(path), immutable: true, maxAge: '365d' });
}

/** The style sheet of all pages with that of the office. A process that does not know the asked brand yet lets nobody keep its answer. */
function pagesInBrand(path: string): RequestHandler {
  const pages = readFileSync(path, 'utf8');
  return (req, res, next) => {
    const { style } = shownBrandOf(res);
    if (style === '') {
      next();
      return;
    }
    const isAsked = req.originalUrl === stylesheetUrl(res);
    res.set('Cache-Control', isAsked ? 'public, max-age=31536000, immutable' : 'no-cache');
    res.type('css').send(pages + style);
  };
}

function stylesheetUrl(res: Pick<Response, 'app'>): string {
  return `${String(res.app.locals['stylesheetUrl'])}${shownBrandOf(res).version}`;
}

export interface Page {
  /** Language of the content; the frame is Vietnamese for languages without a translation. */
  readonly language: string;
  readonly title: string;
  /** The same page in other languages; where there are none, the page has a separate switch. */
  readonly otherLanguages?: readonly LanguageLink[] | undefined;
  /** The language that was asked for, where the page is not in it; the page says so. */
  readonly asked?: Language | undefined;
  /** Link preview of the page on other sites, and its permanent address. */
  readonly preview?:
    { readonly description: string; readonly origin: string; readonly path: string } | undefined;
}

export interface LanguageLink {
  readonly language: Language;
  readonly url: string;
}

/** Where a page is shown: in a response, or in a page that is prepared for many. */
export type Place = Pick<Response, 'app' | 'locals'>;

export function renderPage(res: Response, view: string, page: Page, content: object): void {
  res.render(view, localsOf(res, page, content));
}

/** A whole page as HTML, for pages that are the same for many readers. */
export async function renderedPage(res: Place, view: string, page: Page, content: object): Promise<string> {
  return await renderPart(res, view, localsOf(res, page, content));
}

function localsOf(res: Place, page: Page, content: object): object {
  const language: Language = isLanguage(page.language) ? page.language : 'vi';
  const { asked, otherLanguages = [] } = page;
  const { name } = shownBrandOf(res);
  return {
    page,
    frame: layoutTexts[language],
    /** The office, or the program where no name was set. */
    siteName: name ? inLanguage(name, language) : layoutTexts[language].programName,
    stylesheetUrl: stylesheetUrl(res),
    /** Behind the addresses of links. */
    languageQuery: inSameLanguage('', language),
    otherLanguages: otherLanguages.map((other) => ({ ...other, name: languageNames[other.language] })),
    remark: asked ? { language: asked, text: layoutTexts[asked].notInLanguage } : undefined,
    isReviewed: languageSettings(res)[language].reviewed,
    isFramed: res.locals['isFramed'] === true,
    ...content,
  };
}

/** What administrators have set on languages, as the app knows it now. */
export function languageSettings({ app }: Pick<Response, 'app'>): LanguageSettings {
  const current = app.locals['languages'] as (() => LanguageSettings) | undefined;
  return current?.() ?? usualLanguages;
}

/** How the office shows itself, as the app knows it now. */
export function shownBrandOf({ app }: Pick<Response, 'app'>): ShownBrand {
  const current = app.locals['brand'] as (() => ShownBrand) | undefined;
  return current?.() ?? shownBrand(usualBrand);
}

/** A page as it is sent. */
export type EncodedPage = (encoding?: 'gzip') => Buffer;

const pageHeaders = [
  ['Content-Type', 'text/html; charset=utf-8'],
  ['Vary', 'Accept-Encoding'],
] as const;
const gzipHeaders = [...pageHeaders, ['Content-Encoding', 'gzip']] as const;

/** A page that is encoded already as this browser gets it: compressed, if it reads that. */
export function asBrowserReads({ headers }: Pick<IncomingMessage, 'headers'>, page: EncodedPage) {
  return /\bgzip\b/.test(headers['accept-encoding'] ?? '')
    ? { headers: gzipHeaders, body: page('gzip') }
    : { headers: pageHeaders, body: page() };
}

export function sendPage(res: Response, page: EncodedPage): void {
  const { headers, body } = asBrowserReads(res.req, page);
  for (const [name, value] of headers) res.setHeader(name, value);
  res.send(body);
}

/** Leads a browser on after it sent a form. It shows no body of such a response, so there is none to negotiate. */
export function seeOtherPage(res: Response, url: string): void {
  res.status(303).location(url).end();
}

/** The same page in the other ones of these languages. */
export function linksToOthers(
  req: Request,
  language: Language,
  languages: readonly Language[],
): readonly LanguageLink[] {
  const others = languages.filter((other) => other !== language);
  return others.map((other) => ({ language: other, url: inSameLanguage(req.path, other) }));
}

/** The same page in the other language of staff pages, where its address holds more than the language. */
export function linkToOther(
  language: PageLanguage,
  urlIn: (other: PageLanguage) => string,
): readonly LanguageLink[] {
  const other = language === 'vi' ? 'en' : 'vi';
  return [{ language: other, url: urlIn(other) }];
}

/** Keeps `?lang=` on links between pages. */
export function inSameLanguage(path: string, language: Language): string {
  return language === 'vi' ? path : `${path}?lang=${language}`;
}

/** A part of a page as HTML, for parts that are the same for many readers. */
export async function renderPart(res: Pick<Response, 'app'>, view: string, content: object): Promise<string> {
  return await new Promise((resolve, reject) => {
    res.app.render(view, content, (error: Error | null, html) => (error ? reject(error) : resolve(html)));
  });
}
