/** Makes reports and unit sheets, in jobs. */
import type { JobFile, JobKind, Work } from '../../access/jobs/job.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { pdfOf } from '../../platform/print/pdf.ts';
import type { Sheet } from '../../platform/print/sheet.ts';
import { Problem, type Sentence } from '../../platform/problem.ts';
import { inEveryLanguage } from '../../platform/text/catalogue.ts';
import { measuredRounds } from '../../processing/results/measuredRounds.ts';
import { reportReader, subtreeIds } from './gatherReport.ts';
import type { Office } from './office.ts';
import { onePage, titleOf } from './onePage.ts';
import { pagesOf } from './pages.ts';
import type { ReportInput } from './report.ts';
import { reportTexts } from './texts.ts';
import { slideFile } from './slideFile.ts';
import { wordFile } from './wordFile.ts';
import { writeReport, writeSheet } from './writeReport.ts';
import { writeSlides } from './writeSlides.ts';
import { robustSentences } from '../../dissemination/analysis/robustSentences.ts';
import { columnReader } from '../../processing/columns/columnReader.ts';
import type { Publication } from '../../processing/published/publication.ts';
import { isOvertaken } from '../../processing/published/standing.ts';
import type { Stores } from '../stores.ts';

export interface ReportRequest {
  readonly publicationId: string;
  readonly unitId: string;
  readonly language: PageLanguage;
  readonly origin: string;
  readonly atMs: number;
  /** Missing for what is no document. */
  readonly office?: Office | undefined;
}

export const reportFormats = ['docx', 'pdf', 'pptx', 'page'] as const;
export type ReportFormat = (typeof reportFormats)[number];

const improvementActionsTried = 3;

/** Documents by Decree 30/2020/NĐ-CP, which need what only the office knows; slides and the single page do not. */
export function isDocument(format: ReportFormat): boolean {
  return format === 'docx' || format === 'pdf';
}

const pdfType = 'application/pdf';
const files: Record<ReportFormat, JobFile> = {
  docx: {
    name: 'bao-cao-chi-so-hai-long.docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  pdf: { name: 'bao-cao-chi-so-hai-long.pdf', mediaType: pdfType },
  pptx: {
    name: 'trinh-chieu-chi-so-hai-long.pptx',
    mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  },
  page: { name: 'mot-trang-chi-so-hai-long.pdf', mediaType: pdfType },
};

const say = (name: 'jobTitle' | 'sheetsJobTitle' | 'gone'): Sentence =>
  inEveryLanguage(reportTexts, (t) => t[name]);

export function reportJob(stores: Stores, format: ReportFormat): JobKind<ReportRequest> {
  return {
    name: `report-${format}`,
    title: say('jobTitle'),
    file: files[format],
    async run({ parameters: request, write, checkpoint }) {
      await checkpoint({ done: 0, of: 1, resumeFrom: null });
      const { inputOf, unit, publication } = await gathered(stores, request);
      const input = inputOf(unit);
      if (format === 'pptx') write(await slideFile(writeSlides(input)));
      else if (format === 'page') write(await pdfOfPages(onePage(input), titleOf(input), request));
      else {
        const robust = await robustOf(stores, publication, request);
        const written = writeReport({ ...input, robust }, request.office!);
        write(
          format === 'docx'
            ? await wordFile(written)
            : await pdfOfPages(pagesOf(written), written.subject, request),
        );
      }
      await checkpoint({ done: 1, of: 1, resumeFrom: null });
    },
  };
}

/** Makes sheets of a unit and all its subunits, each starting on a new page. */
export function sheetsJob(stores: Stores): JobKind<ReportRequest> {
  return {
    name: 'unitSheets',
    title: say('sheetsJobTitle'),
    file: { name: 'phieu-ket-qua-don-vi.pdf', mediaType: pdfType },
    async run({ parameters: request, write, checkpoint }) {
      const { inputOf, content, unit } = await gathered(stores, request);
      const within = subtreeIds(content, unit.id);
      const units = content.units.filter(({ id }) => within.has(id));
      let done = 0;
      function* sheets(): Generator<Sheet> {
        for (const one of units) {
          yield* sheetPages(inputOf(one));
          done += 1;
        }
      }
      // Nothing is written before everything is made: after a restart the file is made again from the start.
      const progress: () => ReturnType<Work['checkpoint']> = () =>
        checkpoint({ done, of: units.length, resumeFrom: null });
      await progress();
      write(await pdfOfPages(sheets(), writeSheet(inputOf(unit), 0).subject, request, progress));
      await progress();
    },
  };
}

/** Two pages, with as many improvement actions as fit. */
export function sheetPages(input: ReportInput): Sheet[] {
  let most = improvementActionsTried;
  let pages = pagesOf(writeSheet(input, most));
  while (pages.length > 2 && most > 0) pages = pagesOf(writeSheet(input, (most -= 1)));
  return pages;
}

async function gathered(stores: Stores, { publicationId, unitId, language, origin, atMs }: ReportRequest) {
  const publication = await stores.publications.find(publicationId);
  if (!publication) throw new Problem('notFound', say('gone'));
  const now = new Date(atMs);
  const rounds = measuredRounds(stores, () => now);
  const inputOf = await reportReader({ stores, rounds, publication, language, origin, now });
  const content = await stores.publications.content(publication);
  const unit = content.units.find(({ id }) => id === unitId);
  if (!unit) throw new Problem('notFound', say('gone'));
  return { inputOf, content, unit, publication };
}

/** Empty where the responses are no longer the published ones. */
async function robustOf(
  stores: Stores,
  publication: Publication,
  { unitId, language, atMs }: ReportRequest,
): Promise<readonly string[]> {
  const round = await stores.rounds.find(publication.roundId);
  const now = new Date(atMs);
  const measured = round && (await measuredRounds(stores, () => now).measure(round));
  if (!measured || isOvertaken(publication, measured.snapshot)) return [];
  const columns = columnReader(stores);
  try {
    return await robustSentences({ measured, unitId, stores, columns, now }, language);
  } finally {
    await columns.stop();
  }
}

async function pdfOfPages(
  sheets: Iterable<Sheet>,
  subject: string,
  { language, atMs }: ReportRequest,
  onSheet?: () => Promise<void>,
): Promise<Buffer> {
  return await pdfOf(sheets, { title: subject, language, madeAt: new Date(atMs) }, onSheet);
}
