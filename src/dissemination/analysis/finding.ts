/**
 * A finding: something that the answers say beyond the index. It is never official and never enters an index or a rank. Every
 * finding has the same form, so one page, one file and one API operation serve them all.
 */
import type { RoundCaseloadsReader } from '../../design/rounds/roundCaseloads.ts';
import type { DescribedDrawing } from '../../platform/charts/drawing.ts';
import type { Table } from '../../platform/tables/table.ts';
import type { Localized, PageLanguage } from '../../platform/text/localized.ts';
import type { ColumnReader } from '../../processing/columns/columnReader.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import type { Scope } from '../../statistics/estimation/scope.ts';
import type { Stores } from '../stores.ts';
import { roundedJson } from './roundedJson.ts';

export interface FindingSection {
  /** Name of its files. */
  readonly key: string;
  readonly title: string;
  readonly hint?: string;
  /** How the chart was computed, below it. */
  readonly method?: string;
  readonly chart?: DescribedDrawing | undefined;
  /** As on the page; the first column names the rows. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
  /** As in the files: numbers apart from each other, percents rounded as on the page. */
  readonly table: Table;
}

export interface Finding {
  /** What to take from it, in two sentences. */
  readonly sentences: readonly string[];
  /** What has to be true for it, in one sentence. */
  readonly assumption: string;
  readonly sections: readonly FindingSection[];
  readonly notes: readonly string[];
}

export interface AskedFinding {
  readonly measured: MeasuredRound;
  readonly unitId: string;
  readonly scope: Scope;
  /** Hundredths of a percent, 1 … 10,000, for a finding that asks for a target; missing: the usual one. */
  readonly targetHundredths?: number;
  readonly stores: Stores;
  readonly columns: ColumnReader;
  /** Keeps the caseload between requests; without it, it is read anew. */
  readonly caseloadsOf?: RoundCaseloadsReader | undefined;
  readonly now: Date;
  /** Whether the caller may read the comments of the unit, and so see words from them. */
  readonly readsComments: boolean;
}

export const USUAL_TARGET = 9500;

/** One kind of finding; `Found` is what it computes, in numbers, for the page and for the API alike. */
export interface FindingKind<Found extends object = object> {
  /** Last part of the addresses. */
  readonly id: 'drivers' | 'gaps' | 'small-units' | 'nonresponse' | 'target' | 'comments';
  readonly fileName: string;
  readonly texts: Record<
    PageLanguage,
    { readonly title: string; readonly lead: string; readonly of: string }
  >;
  /** Whether a target has to be given; 95 % without one. */
  readonly asksTarget?: true;
  /** Whether it can be asked of a scope. */
  readonly isFor: (scope: Scope) => boolean;
  /** @returns a sentence where there is nothing to show */
  readonly find: (asked: AskedFinding) => Promise<Found | { readonly refusal: Localized }>;
  /** As the API answers, but for rounding; its schema is in dissemination/api/answerSchemas.ts. */
  readonly json: (found: Found) => object;
  readonly words: (found: Found, asked: AskedFinding, language: PageLanguage) => Finding;
}

/** Keeps the type of what a kind computes within it. */
export function findingKind<Found extends object>(kind: FindingKind<Found>) {
  return {
    id: kind.id,
    fileName: kind.fileName,
    texts: kind.texts,
    isFor: kind.isFor,
    asksTarget: kind.asksTarget ?? false,
    async find(asked: AskedFinding) {
      const found = await kind.find(asked);
      if ('refusal' in found) return { refusal: found.refusal };
      return {
        json: roundedJson(kind.json(found)),
        words: (language: PageLanguage) => kind.words(found, asked, language),
      };
    },
  };
}
export type AnyFindingKind = ReturnType<typeof findingKind>;
