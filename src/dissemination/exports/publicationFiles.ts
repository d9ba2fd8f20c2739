/** The files of a publication other than its signed JSON: each is made from the frozen content. */
import type { SurveyContent } from '../../design/surveys/survey.ts';
import { parquetMediaType } from '../../platform/tables/table.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Whole } from '../../processing/published/publication.ts';
import type { OperationId } from '../api/texts.ts';
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
  readonly operationId: OperationId;
  readonly ending: string;
  readonly mediaType: string;
  readonly make: (found: PublishedWhole, language: PageLanguage) => Promise<string | Buffer> | string;
}

export const publicationFiles: readonly PublicationFile[] = [
  {
    key: 'table',
    operationId: 'getPublishedTable',
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
    ending: 'ddi.xml',
    mediaType: 'application/xml',
    make: (found) => ddiOfPublication(found, found.survey),
  },
  {
    key: 'sdmx-data',
    operationId: 'getPublishedSdmxData',
    ending: 'sdmx-data.xml',
    mediaType: 'application/vnd.sdmx.genericdata+xml;version=2.1',
    make: sdmxData,
  },
  {
    key: 'sdmx-structure',
    operationId: 'getPublishedSdmxStructure',
    ending: 'sdmx-structure.xml',
    mediaType: 'application/vnd.sdmx.structure+xml;version=2.1',
    make: sdmxStructure,
  },
];
