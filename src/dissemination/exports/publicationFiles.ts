/** The files of a publication other than its signed JSON: each is made from the frozen content. */
import type { SurveyContent } from '../../design/surveys/survey.ts';
import type { Sentence } from '../../platform/problem.ts';
import { parquetMediaType } from '../../platform/tables/table.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Whole } from '../../processing/published/publication.ts';
import { aggregatesNotes, aggregatesTable } from './aggregates.ts';
import { ddiOfPublication } from './ddiOfPublication.ts';
import { sdmxData } from './sdmxData.ts';
import { sdmxStructure } from './sdmxStructure.ts';

/** A publication, and the survey of its round. */
interface PublishedWhole extends Whole {
  readonly survey: SurveyContent;
}

export interface PublicationFile {
  /** The address below that of the publication, and the key of its name on pages. */
  readonly key: 'table' | 'ddi' | 'sdmx-data' | 'sdmx-structure';
  readonly operationId: string;
  /** What it is, for the description of the API. */
  readonly summary: Sentence;
  readonly ending: string;
  readonly mediaType: string;
  readonly make: (found: PublishedWhole, language: PageLanguage) => Promise<string | Buffer> | string;
}

export const publicationFiles: readonly PublicationFile[] = [
  {
    key: 'table',
    operationId: 'getPublishedTable',
    summary: {
      vi: 'Mọi số của một bản công bố trong một bảng Parquet: mỗi đơn vị, mỗi yếu tố, mỗi tiêu chí một dòng',
      en: 'All figures of a publication as one table in Parquet: a row for each unit and factor or question',
    },
    ending: 'parquet',
    mediaType: parquetMediaType,
    async make(found, language) {
      const { columns, rows } = aggregatesTable(found, 'long', language);
      const named = columns.map((column) => ({ ...column, heading: column.key })); // the same in every language
      const { parquetFile } = await import('../../platform/tables/parquetWriter.ts');
      return await parquetFile({ columns: named, rows }, aggregatesNotes(found, language));
    },
  },
  {
    key: 'ddi',
    operationId: 'getPublishedCodebook',
    summary: {
      vi: 'Mô tả một bản công bố theo DDI-Codebook 2.5: cuộc khảo sát, các cột của bảng, các tiêu chí với số đã công bố',
      en: 'A publication described as DDI-Codebook 2.5: the study, the columns of the table, the questions with published counts',
    },
    ending: 'ddi.xml',
    mediaType: 'application/xml',
    make: (found) => ddiOfPublication(found, found.survey),
  },
  {
    key: 'sdmx-data',
    operationId: 'getPublishedSdmxData',
    summary: {
      vi: 'Mọi số của một bản công bố theo SDMX-ML 2.1 (dữ liệu)',
      en: 'All figures of a publication as SDMX-ML 2.1 (data)',
    },
    ending: 'sdmx-data.xml',
    mediaType: 'application/vnd.sdmx.genericdata+xml;version=2.1',
    make: sdmxData,
  },
  {
    key: 'sdmx-structure',
    operationId: 'getPublishedSdmxStructure',
    summary: {
      vi: 'Cấu trúc dữ liệu của bản công bố theo SDMX-ML 2.1: danh mục mã, khái niệm, cấu trúc',
      en: 'The structure of the data of a publication as SDMX-ML 2.1: code lists, concepts, data structure',
    },
    ending: 'sdmx-structure.xml',
    mediaType: 'application/vnd.sdmx.structure+xml;version=2.1',
    make: sdmxStructure,
  },
];
