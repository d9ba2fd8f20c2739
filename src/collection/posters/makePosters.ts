/** The posters of many access points in one PDF, made by a job. */
import type { JobKind } from '../../access/jobs/job.ts';
import type { Language } from '../../platform/text/catalogue.ts';
import { pdfOf } from '../../platform/print/pdf.ts';
import type { Sheet } from '../../platform/print/sheet.ts';
import { posterSheet, type Poster, type PosterFormat } from './poster.ts';
import { pointsWithPosters, readPosters } from './readPosters.ts';
import { posterPageTexts } from './texts.ts';
import type { Stores } from '../stores.ts';

interface PostersRequest {
  /** Units, with their subunits already included; missing: all. */
  readonly unitIds?: readonly string[] | undefined;
  readonly format: PosterFormat;
  readonly language: Language;
  readonly isReviewed: boolean;
  readonly origin: string;
  readonly atMs: number;
}

export function postersJob(stores: Stores): JobKind<PostersRequest> {
  return {
    name: 'posters',
    title: { vi: posterPageTexts.vi.jobTitle, en: posterPageTexts.en.jobTitle },
    file: { name: 'ap-phich.pdf', mediaType: 'application/pdf' },
    async run({ parameters, write, checkpoint }) {
      const { unitIds, format, language, isReviewed, origin, atMs } = parameters;
      const now = new Date(atMs);
      const points = await pointsWithPosters(stores, unitIds && new Set(unitIds), now);
      const posters = await readPosters(stores, points, { language, isReviewed, origin, now });
      let done = 0;
      // The file is written at the end: after a restart it is made from the start.
      const progress = () => checkpoint({ done: done++, of: posters.length, resumeFrom: null });
      await progress();
      write(
        await pdfOf(
          sheetsOf(posters, format),
          { title: posterPageTexts[language].title, language, madeAt: now },
          progress,
        ),
      );
    },
  };
}

function* sheetsOf(posters: readonly Poster[], format: PosterFormat): Generator<Sheet> {
  for (const poster of posters) yield posterSheet(poster, format);
}
