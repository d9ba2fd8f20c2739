/**
 * A publication: the results of a closed round, frozen at a certain size of the log. Its content is public word for word,
 * never changes, and is signed. A correction is a new publication that states what changed.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Actor } from '../../access/audit/entry.ts';
import type { Localized } from '../../platform/text/localized.ts';
import type { Line, Rank } from '../results/results.ts';
import type { Method } from '../../statistics/method/method.ts';
import type { ResponseRate } from '../../statistics/sampling/response.ts';
import type { RankRow } from '../results/roundFigures.ts';
import type { UnitKind } from '../../registers/units/unit.ts';
import type { Round } from '../../design/rounds/round.ts';

export const basisKinds = [
  'method',
  'surveyVersion',
  'round',
  'unit',
  'unitChange',
  'accessPoint',
  'frame',
  'caseload',
] as const;

/** The sums of scores (or of satisfied answers, where a method counts those) and of valid answers behind a figure. */
export interface PublishedCounts {
  /** In units of 1/scoreUnit of the content. */
  readonly score: number;
  readonly answers: number;
}

/** A figure with its counts. The counts are absent if the figure is not shown or is a mean of several shares. */
export interface PublishedLine extends Line {
  readonly counts?: PublishedCounts | undefined;
}

export interface PublishedUnit {
  readonly id: string;
  readonly name: Localized;
  readonly kind: UnitKind;
  /** Absent for a unit that the round itself covers. */
  readonly parentId?: string | undefined;
  readonly whole: PublishedLine;
  /** Rank among its peers under the same parent; absent if it is the only unit of its kind. */
  readonly rank?: Rank | undefined;
  readonly factors: readonly (PublishedLine & { readonly id: string })[];
  readonly questions: readonly (PublishedLine & { readonly id: string })[];
  readonly response?: ResponseRate | undefined;
}

/** Submissions by outcome; together they are all submissions of the round in the log. */
export interface PublishedForms {
  readonly counted: number;
  readonly belowMinimum: number;
  readonly late: number;
  readonly annulled: number;
}

export interface PublicationContent {
  readonly format: 'lang-nghe publication 1';
  /** 1, 2, 3 … within the round. */
  readonly number: number;
  /** Hash of the publication that this one corrects. */
  readonly corrects?: string | undefined;
  /** For a correction: what changed, and why. */
  readonly whatChanged?: string | undefined;
  readonly round: Pick<Round, 'id' | 'title' | 'unitsOn' | 'sampleKind' | 'madeUp' | 'previousRoundId'> & {
    readonly opensAt: string;
    readonly closesAt: string;
  };
  readonly surveyVersionId: string;
  readonly factors: readonly { readonly id: string; readonly title: Localized }[];
  readonly questions: readonly {
    readonly id: string;
    readonly factorId: string;
    /** Levels of its scale. */
    readonly levels: number;
    readonly text: Localized;
  }[];
  readonly method: Method;
  readonly scoreUnit: number;
  readonly unitsBasis: 'asCollected';
  readonly forms: PublishedForms;
  /** The state of the log when this was computed. */
  readonly ledger: {
    readonly checkpoint: number;
    readonly size: number;
    readonly note: string;
    readonly key: string;
  };
  /** Hashes of the other inputs of the figures, each of which is in the log; the units are in the content itself. */
  readonly basis?: readonly BasisHash[] | undefined;
  /** Months of the caseload that answers are compared with. */
  readonly months: readonly string[];
  readonly units: readonly PublishedUnit[];
}

/** - `waiting`: for a second account; - `agreed`: being signed; - `published`; - `refused`: over */
type PublicationState = 'waiting' | 'agreed' | 'published' | 'refused';

/** A publication without its content. */
export interface Publication {
  readonly id: string;
  readonly roundId: string;
  readonly roundTitle: Localized;
  /** Absent if refused. */
  readonly number?: number | undefined;
  /** Units that the round covers. */
  readonly unitIds: readonly string[];
  /** Hash of the content, in hexadecimal. */
  readonly hash: string;
  readonly checkpoint: number;
  readonly whatChanged: string;
  /** Hash of everything counted; a snapshot with the same hash shows the same responses. */
  readonly snapshotHash: string;
  readonly state: PublicationState;
  readonly askedBy: Actor;
  readonly askedAt: Date;
  readonly decidedBy?: Actor | undefined;
  readonly decidedAt?: Date | undefined;
  readonly publishedAt?: Date | undefined;
  /** Signed with the ledger's key. */
  readonly note?: string | undefined;
  readonly key?: string | undefined;
}

/** The stored text: canonical JSON (RFC 8785), from which the hash is computed. */
export function contentText(content: PublicationContent): string {
  const text = canonicalize(content);
  assert(text !== undefined);
  return text;
}

/** SHA-256, in hexadecimal, over a line that names the format and the text. */
export function contentHash(text: string): string {
  return createHash('sha256').update(`lang-nghe publication 1\n${text}`, 'utf8').digest('hex');
}

/** The text that the ledger's key signs. */
export function noteText(name: string, { roundId, number, hash, checkpoint }: Publication): string {
  assert(number !== undefined);
  return `${name} publication\nround ${roundId}\nnumber ${number}\ncheckpoint ${checkpoint}\nhash ${hash}\n`;
}

/** The public parts of a publication other than its content. */
export function publicParts({ roundId, roundTitle, number, hash, publishedAt, note, key }: Publication) {
  return { roundId, roundTitle, number, hash, publishedAt, note, key };
}

/** The whole publication as JSON. It contains the content word for word, because its hash was signed. */
export function bundleText(publication: Publication, content: string, proof: object): string {
  return `${JSON.stringify({ ...publicParts(publication), proof }).slice(0, -1)},"content":${content}}`;
}

export function isPublished({ state }: Pick<Publication, 'state'>): boolean {
  return state === 'published';
}

/** An account must not agree to its own proposal. */
export function mayAgree({ state, askedBy }: Publication, accountId: string): boolean {
  return state === 'waiting' && askedBy.accountId !== accountId;
}

export function rankOf(row: RankRow | undefined): number {
  return row?.state === 'ranked' ? row.rank : Number.MAX_SAFE_INTEGER;
}

/** A publication with its content. */
export interface Whole {
  readonly publication: Publication;
  readonly content: PublicationContent;
}

export function publicationUrl({ roundId, number }: Publication): string {
  return `/publications/${encodeURIComponent(roundId)}/${number}`;
}

export type BasisKind = (typeof basisKinds)[number];

/** An input as named in the log and in a publication. */
export interface BasisHash {
  readonly of: BasisKind;
  readonly key: string;
  /** 64 hexadecimal digits. */
  readonly hash: string;
}
