/**
 * Downloads ("Tải về") on pages: each table as CSV, XLSX and Parquet, each chart as SVG and PNG, under the address of the page with
 * `?take=KEY.csv`. A file is made from what the page shows, so cells suppressed on the page are suppressed in the file.
 */
import type { Request, Response } from 'express';
import type { DescribedDrawing } from '../charts/drawing.ts';
import { svgFile } from '../charts/svgFile.ts';
import { printPicture } from '../print/printThread.ts';
import { pictureOf } from '../print/raster.ts';
import type { PageLanguage } from '../text/localized.ts';
import type { Problem } from '../problem.ts';
import { problemOf } from '../text/problemOf.ts';
import { tableTexts } from '../tables/texts.ts';
import type { Table } from '../tables/table.ts';
import { shownBrandOf } from './page.ts';
import { sendTable, tableFormats, type TableFormat } from './sendTable.ts';

/** A table of a page, the chart that shows it, or both. */
export interface Download {
  /** Unique within the page, in characters that need no escaping in addresses and file names. */
  readonly key: string;
  readonly title: string;
  /** A function where the table is expensive and most readers of the page do not download it. */
  readonly table?: Table | (() => Table) | undefined;
  readonly chart?: DescribedDrawing | undefined;
  /** Of the table; missing: all. */
  readonly formats?: readonly TableFormat[] | undefined;
}

export interface DownloadSource {
  /** File name before the key: the subject of the page. */
  readonly name: string;
  readonly language: PageLanguage;
  readonly notes?: readonly string[];
  readonly isMadeUp?: boolean | undefined;
}

/**
 * Sends the requested file.
 *
 * @returns false where the page itself is requested
 * @throws Problem notFound where the page has no such table or chart
 */
export async function sendDownload(
  req: Request,
  res: Response,
  parts: readonly Download[],
  { name, language, notes = [], isMadeUp = false }: DownloadSource,
): Promise<boolean> {
  const { take } = req.query;
  if (take === undefined) return false;
  const [, key, ending] = /^(.+)\.(\w+)$/.exec(typeof take === 'string' ? take : '') ?? [];
  const part = parts.find((one) => one.key === key);
  const format = (part?.formats ?? tableFormats).find((known) => known === ending);
  const fileName = [name, key, isMadeUp ? 'minh-hoa' : ''].filter(Boolean).join('-');
  if (part?.table && format) {
    await sendTable(
      res,
      {
        name: fileName,
        title: part.title,
        table: typeof part.table === 'function' ? part.table() : part.table,
        notes,
      },
      { format, language },
    );
  } else if (part?.chart && ending === 'svg') {
    res
      .attachment(`${fileName}.svg`)
      .type('image/svg+xml')
      .send(svgFile(inBrand(part.chart, res)));
  } else if (part?.chart && ending === 'png') {
    const png = await printPicture(pictureOf(inBrand(part.chart, res), pngScale));
    res.attachment(`${fileName}.png`).type('image/png').send(png);
  } else throw nothingToDownload();
  return true;
}

/** Pixels per unit: a chart over the width of a slide or of half a printed page is sharp. */
const pngScale = 3;

function inBrand(drawing: DescribedDrawing, res: Response): DescribedDrawing {
  return { ...drawing, brand: shownBrandOf(res).colour };
}

/** The downloads of a page by key, for `views/platform/layout/download.ejs`. */
export function downloadLinks(req: Request, parts: readonly Download[], language: PageLanguage) {
  const t = tableTexts[language];
  const asked = new URLSearchParams(req.originalUrl.split('?')[1] ?? '');
  const link = (key: string, ending: string) => {
    asked.set('take', `${key}.${ending}`);
    return { url: `${req.path}?${asked.toString()}`, label: ending.toUpperCase() };
  };
  return Object.fromEntries(
    parts.map(({ key, title, table, chart, formats = tableFormats }) => [
      key,
      {
        name: t.downloadOf({ title }),
        label: t.download,
        files: [...(table ? formats.map((format) => link(key, format)) : []), ...(chart ? [link(key, 'png'), link(key, 'svg')] : [])], // prettier-ignore
      },
    ]),
  );
}

export function nothingToDownload(): Problem {
  return problemOf('notFound', tableTexts, (t) => t.noDownload);
}
