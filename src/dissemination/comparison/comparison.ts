/** The comparison: the index of each installation with its rank and rank confidence set, and who is not in it and why. */
import type { Figure } from '../../statistics/estimation/figure.ts';
import { ranking } from '../../statistics/ranking/ranking.ts';
import type { RankRow } from '../../processing/results/roundFigures.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Localized } from '../../platform/text/localized.ts';
import { differences, referenceOf } from './comparable.ts';
import type { ListedInstallation } from './installationList.ts';
import type { Verdict, Verified, Wanted } from './judgeInstallation.ts';
import { isMissing, type Reason } from './reason.ts';

export interface Compared extends ListedInstallation {
  readonly state: 'compared';
  readonly unitName: Localized;
  readonly figure: Figure;
  /** Whether its index follows from public counts; that of a weighted mean does not. */
  readonly isRecomputed: boolean;
  /** `key` and the keys in `set.alike` are names of installations. */
  readonly rank: RankRow;
  readonly publication: {
    readonly roundId: string;
    readonly roundTitle: Localized;
    readonly number: number;
    readonly hash: string;
    /** First and last day on which people were asked, in Viet Nam. */
    readonly firstOn: string;
    readonly lastOn: string;
    /** The signed checkpoint under which it is proved to be in the ledger. */
    readonly checkpoint: string;
  };
}

export interface NotCompared extends ListedInstallation {
  readonly state: 'refused' | 'missing';
  readonly reasons: readonly Reason[];
}

export interface Comparison {
  readonly format: 'lang-nghe comparison 1';
  readonly wanted: Wanted;
  /** When it was collected (ISO 8601). */
  readonly at: string;
  /** Verifier key of its maker. */
  readonly signedBy: string;
  /** What all that are compared have in common; absent when there are none. */
  readonly basis?:
    | {
        readonly method: { readonly id: string; readonly version: number; readonly name: Localized };
        readonly questions: number;
        readonly sampleKind: string;
        readonly isMadeUp: boolean;
      }
    | undefined;
  /** Best first; then those without a rank; then the refused and the missing ones, as listed. */
  readonly installations: readonly (Compared | NotCompared)[];
}

export interface JudgedInstallation {
  readonly installation: ListedInstallation;
  readonly verdict: Verdict;
}

export function comparisonOf(
  judged: readonly JudgedInstallation[],
  { wanted, at, signedBy }: Pick<Comparison, 'wanted' | 'at' | 'signedBy'>,
): Comparison {
  const reference = referenceOf(
    judged.flatMap(({ verdict }) => ('content' in verdict ? [verdict.content] : [])),
  );
  const compared: { installation: ListedInstallation; verified: Verified }[] = [];
  const others: NotCompared[] = [];
  for (const { installation, verdict } of judged) {
    const reasons = 'content' in verdict ? differences(verdict.content, reference!) : [verdict.reason];
    const state = reasons.some(isMissing) ? 'missing' : 'refused';
    if ('content' in verdict && reasons.length === 0) compared.push({ installation, verified: verdict });
    else others.push({ ...installation, state, reasons });
  }
  const rows = ranking(
    compared.map(({ installation, verified }) => ({ key: installation.name, figure: figureOf(verified) })),
  );
  const lines = compared.map(({ installation, verified }, row) => lineOf(installation, verified, rows[row]!));
  return {
    format: 'lang-nghe comparison 1',
    wanted,
    at,
    signedBy,
    ...(reference && { basis: basisOf(reference) }),
    installations: [
      ...lines.toSorted((one, other) => rankNumber(one) - rankNumber(other)),
      ...others.filter(({ state }) => state === 'refused'),
      ...others.filter(({ state }) => state === 'missing'),
    ],
  };
}

function basisOf({ method: { id, version, name }, questions, round }: Verified['content']) {
  return {
    method: { id, version, name },
    questions: questions.length,
    sampleKind: round.sampleKind,
    isMadeUp: round.madeUp !== undefined,
  };
}

/** As the schema of open data has checked it. */
function figureOf({ content: { units } }: Verified): Figure {
  return units[0]!.whole.figure as unknown as Figure;
}

function lineOf(installation: ListedInstallation, verified: Verified, rank: RankRow): Compared {
  const { content, hash, seen } = verified;
  const { round, number, units } = content;
  return {
    ...installation,
    state: 'compared',
    unitName: units[0]!.name,
    figure: figureOf(verified),
    isRecomputed: units[0]!.whole.counts !== undefined,
    rank,
    publication: {
      roundId: round.id,
      roundTitle: round.title,
      number,
      hash,
      firstOn: dayOf(new Date(round.opensAt)),
      lastOn: dayOf(new Date(Date.parse(round.closesAt) - 1)),
      checkpoint: seen.checkpoint.note,
    },
  };
}

function rankNumber({ rank }: Compared): number {
  return rank.state === 'ranked' ? rank.rank : Number.MAX_SAFE_INTEGER;
}
