/** Checks a page in a browser: where it leads, and what is wrong with it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import type { Language } from '../../src/platform/text/catalogue.ts';
import type { LoopWatch } from './loopWatch.ts';
import { foreignTexts, sentencesByLanguage } from './sentences.ts';

export interface Looked {
  readonly findings: readonly string[];
  /** Addresses of forms that only query: as they are, and with one field changed. */
  readonly filters: readonly { readonly field: string; readonly address: string }[];
}

interface PageSays extends Pick<Looked, 'filters'> {
  readonly texts: readonly string[];
  readonly title: string;
  readonly language: Language;
  readonly deadAnchors: readonly string[];
}

interface Size {
  readonly name: string;
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
}

const telephone: Size = { name: '360', width: 360, colorScheme: 'light' };
const dashboard: Size = { name: '1280', width: 1280, colorScheme: 'dark' };
/** Width of A4 without margins, at 96 pixels per inch. */
const paperWidth = 718;
const height = 800;

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const inPage = readFileSync(join(import.meta.dirname, 'inPage.js'), 'utf8');
const tooWide = readFileSync(join(import.meta.dirname, 'tooWide.js'), 'utf8');
/** How far a page extends below its last line, in pixels: an invisible element still takes up space. */
const belowEnd = `(() => {
  const end = document.querySelector('body > footer')?.getBoundingClientRect().bottom ?? Infinity;
  return Math.round(document.documentElement.scrollHeight - Math.max(innerHeight, end + scrollY));
})()`;
const sentences = sentencesByLanguage();
const nonsense = /\bundefined\b|\bNaN\b|\[object |\bnull\b|Invalid Date|\bInfinity\b|\$\{|<%/;

const manyOfOne =
  /(?<!of |[\d.,:/–-])\b1 (?:[a-z]+ )?(?:accounts|administrators|cases|codes|comments|days|entries|files|forms|individuals|items|measures|people|points|questions|rounds|services|sheets|units)\b/;

/**
 * Checks pages in one tab, in Vietnamese at both sizes and in print, and in English at telephone size.
 *
 * @param pictures folder for screenshots of all checked pages
 */
export function lookingIn(page: Page, watch: LoopWatch, pictures?: string) {
  let heard: string[] = [];
  let origin = '';
  page.on('console', (message) => {
    const isOfAnswer = message.text().includes('status of 422'); // a form with error messages
    if (['error', 'warning'].includes(message.type()) && !isOfAnswer)
      heard.push(`console: ${message.text()}`);
  });
  page.on('pageerror', ({ message }) => heard.push(`script: ${message}`));
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol.startsWith('http') && asked !== origin) heard.push(`leaves the origin: ${request.url()}`);
  });

  async function lookAs({ name, width, colorScheme }: Size, picture: string): Promise<string[]> {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, media: 'screen' });
    const wide = (await page.evaluate<string[]>(tooWide)).map((what) => `too wide at ${name}: ${what}`);
    const below = await page.evaluate<number>(belowEnd);
    const { violations } = await page.evaluate<AxeResults>(`axe.run({ resultTypes: ['violations'] })`);
    const told = violations.flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 3)
        .map(({ html }) => `axe ${id} at ${name}: ${html.replaceAll(/\s+/g, ' ').slice(0, 160)}`),
    );
    if (pictures) await page.screenshot({ path: join(pictures, `${picture}-${name}.png`), fullPage: true });
    return [...wide, ...(below > 1 ? [`goes on for ${below} px below its end at ${name}`] : []), ...told];
  }

  async function lookOnPaper(picture: string): Promise<string[]> {
    await page.setViewportSize({ width: paperWidth, height });
    await page.emulateMedia({ colorScheme: 'light', media: 'print' });
    const cut = await page.evaluate<string[]>(tooWide);
    if (pictures) await page.pdf({ path: join(pictures, `${picture}.pdf`), format: 'A4' });
    return cut.map((what) => `too wide on paper: ${what}`);
  }

  async function lookAtOnce(url: string, picture: string, language: Language): Promise<Looked> {
    heard = [];
    origin = new URL(url).origin;
    await page.setViewportSize({ width: telephone.width, height });
    await page.emulateMedia({ colorScheme: telephone.colorScheme, media: 'screen' });
    const { pathname, search } = new URL(url);
    await watch.around(pathname + search, async () => await page.goto(url, { waitUntil: 'load' }));
    const says = await page.evaluate<PageSays>(inPage);
    await page.evaluate(axe);
    const findings = [
      ...errorsOfText(says, language),
      ...(await lookAs(telephone, `${picture}-${language}`)),
      ...(language === 'vi' ? await lookAs(dashboard, `${picture}-${language}`) : []),
      ...(language === 'vi' ? await lookOnPaper(`${picture}-${language}`) : []),
      ...heard,
    ];
    return { findings, filters: says.filters };
  }

  /**
   * A page that a script loads anew meanwhile, such as that of a job under way, is looked at again.
   *
   * @param picture name of its files, without extension
   */
  return async function lookAt(
    url: string,
    picture: string,
    language: Language,
    attempts = 5,
  ): Promise<Looked> {
    try {
      return await lookAtOnce(url, picture, language);
    } catch (error) {
      if (attempts <= 1 || !String(error).includes('Execution context was destroyed')) throw error;
      return await lookAt(url, picture, language, attempts - 1);
    }
  };
}

function errorsOfText({ texts, title, deadAnchors, ...says }: PageSays, language: Language): string[] {
  if (says.language !== language) return [`is in ${says.language} and not in ${language}`];
  return [
    ...(title.startsWith(' ') ? ['has no title'] : []),
    ...deadAnchors.map((anchor) => `nothing is at ${anchor}`),
    ...texts
      .filter((text) => nonsense.test(text) || manyOfOne.test(text))
      .map((text) => `says ${text.slice(0, 80)}`),
    ...foreignTexts(texts, language, sentences).map((text) => `not in ${language}: ${text.slice(0, 80)}`),
  ];
}
