/** Exports screened comments as a file, in a job. They are read from the cases, which nothing links to a submission (decision 0130). */
import type { Case } from '../../improvement/cases/case.ts';
import type { JobKind } from '../../access/jobs/job.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { plainTable, type TableRow } from '../../platform/tables/table.ts';
import { unitName, type Unit } from '../../registers/units/unit.ts';
import { csvSink } from './fileSink.ts';
import { microTexts } from './microTexts.ts';
import type { Stores } from '../stores.ts';

interface CommentsRequest {
  /** Undefined: all units. */
  readonly unitIds?: readonly string[] | undefined;
  readonly language: PageLanguage;
  readonly format: 'csv' | 'csvSemicolon';
}

const casesPerCheckpoint = 200;

export function commentsJob({ cases, units }: Pick<Stores, 'cases' | 'units'>): JobKind<CommentsRequest> {
  return {
    name: 'comments',
    title: { vi: microTexts.vi.commentsJob, en: microTexts.en.commentsJob },
    file: { name: 'y-kien-da-duyet.csv', mediaType: 'text/csv; charset=utf-8' },
    async run({ parameters, resumeFrom, write, checkpoint }) {
      const { unitIds, language, format } = parameters;
      const wanted = unitIds && new Set(unitIds);
      const named = new Map((await units.list()).map((unit) => [unit.id, unit]));
      const { columns } = plainTable(microTexts[language].commentColumns, []);
      const sink = csvSink(columns, format === 'csv' ? 'comma' : 'semicolon', write);
      let { done, after } = (resumeFrom as { done: number; after: string } | undefined) ?? {
        done: 0,
        after: '',
      };
      if (!resumeFrom) await sink.begin();
      for await (const one of cases.eachScreened(after)) {
        if (wanted && !wanted.has(one.unitId)) continue;
        await sink.add([rowOf(one, named.get(one.unitId), language)]);
        after = one.id;
        done += 1;
        if (done % casesPerCheckpoint === 0) await checkpoint({ done, resumeFrom: { done, after } });
      }
      await checkpoint({ done, of: done, resumeFrom: { done, after } });
    },
  };
}

function rowOf(one: Case, unit: Unit | undefined, language: PageLanguage): TableRow {
  const { week, unitId, text = '', answer = '', madeUp } = one;
  const { yes } = microTexts[language];
  const name = inLanguage(unitName(unit, week), language);
  return [week, unitId, name, text, answer, madeUp ? yes : ''];
}
