/** Who did not answer: the index calibrated to the caseload, unanswered questions, and the channels that answers came through. */
import { channels, type Channel } from '../../design/accessPoints/accessPoint.ts';
import { roundCaseloadsReader, type RoundCaseloads } from '../../design/rounds/roundCaseloads.ts';
import { filings, type Filing } from '../../registers/caseloads/caseload.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import { peopleIn } from '../../statistics/estimation/cell.ts';
import { NO_OPINION } from '../../statistics/estimation/countingPlan.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import { gapBetween, holmAdjusted, type Gap } from '../../statistics/estimation/gaps.ts';
import { calibrated, type Calibration, type NoCalibration } from './calibrated.ts';
import { countedSides } from './countedSides.ts';
import { dimensionsOf } from './dimensions.ts';
import type { AskedFinding } from './finding.ts';

/** How the respondents of a unit dealt with one question. */
export interface ItemResponse {
  readonly questionId: string;
  readonly answered: number;
  readonly noOpinion: number;
  /** Left empty. */
  readonly skipped: number;
}

interface ChannelCoverage {
  readonly channel: Channel;
  readonly figure: Figure;
  readonly people: number;
  /** Units with responses through this channel. */
  readonly units: number;
}

/** The index through one channel less that through another. */
export interface ModeEffect {
  readonly channel: Channel;
  readonly other: Channel;
  readonly gap: Gap;
  /** After Holm's correction for all pairs; absent in a census. */
  readonly adjustedP?: number;
}

export interface FoundNonresponse {
  readonly official: Figure;
  readonly calibration: Calibration | { readonly missing: NoCalibration };
  readonly items: readonly ItemResponse[];
  readonly channels: readonly ChannelCoverage[];
  /** Units with responses. */
  readonly units: number;
  readonly modeEffects: readonly ModeEffect[];
  /** Transactions by way of filing; empty if none are known. */
  readonly filings: readonly { readonly filing: Filing; readonly transactions: number }[];
}

export async function findNonresponse(asked: AskedFinding): Promise<FoundNonresponse> {
  const { measured, unitId, scope, stores, now } = asked;
  const read = asked.caseloadsOf ?? roundCaseloadsReader(stores.importBatches, () => now);
  const caseloads = await read(measured.round);
  const calibration = await calibrated(asked, caseloads);
  const covered = await channelsOf(asked);
  return {
    official: roundFigures(measured, now).of(unitId, { scope }),
    calibration: typeof calibration === 'string' ? { missing: calibration } : calibration,
    items: itemsOf(measured, unitId, now),
    ...covered,
    modeEffects: modeEffects(covered.channels),
    filings: filingsOf(asked, caseloads),
  };
}

/** Of the questions whose index is not suppressed, as are the levels of their answers. */
function itemsOf(measured: MeasuredRound, unitId: string, now: Date): ItemResponse[] {
  const figures = roundFigures(measured, now);
  if (figures.whole(unitId).state === 'hidden') return [];
  const cell = figures.cells.cell(unitId);
  return measured.plan.questions.flatMap(({ id, levels, countsFrom }) => {
    const { state } = figures.of(unitId, { scope: { kind: 'question', id } });
    if (state !== 'shown' && state !== 'unreliable') return [];
    const noOpinion = cell.levelCounts[countsFrom + NO_OPINION]!;
    const given = cell.levelCounts.subarray(countsFrom + 1, countsFrom + 1 + levels);
    const answered = given.reduce((sum, count) => sum + count, 0);
    return [{ questionId: id, answered, noOpinion, skipped: peopleIn(cell) - answered - noOpinion }];
  });
}

async function channelsOf({
  measured,
  unitId,
  scope,
  columns,
  now,
}: AskedFinding): Promise<Pick<FoundNonresponse, 'channels' | 'units'>> {
  const dimension = dimensionsOf(measured, [], unitId).find(({ id }) => id === 'channel')!;
  const counted = await countedSides(measured, { unitId, dimensions: [dimension] }, { columns, now }); // prettier-ignore
  const table = counted.tableOf(scope);
  const { cells } = roundFigures(measured, now);
  const answering = measured.tree.subtreeIds(unitId).filter((id) => peopleIn(cells.own(id)) > 0);
  return {
    units: answering.length,
    channels: channels
      .filter((channel) => table && counted.keys[0]!.includes(channel))
      .map((channel) => ({
        channel,
        figure: table!.figure({ first: channel }),
        people: table!.people({ first: channel }),
        units: answering.filter((id) => peopleIn(cells.own(id, 'channel', channel)) > 0).length,
      })),
  };
}

function modeEffects(covered: readonly ChannelCoverage[]): ModeEffect[] {
  const pairs = covered.flatMap((one, index) =>
    covered.slice(index + 1).flatMap((other) => {
      if (one.figure.state !== 'shown' || other.figure.state !== 'shown') return [];
      return [{ channel: one.channel, other: other.channel, gap: gapBetween(one.figure, other.figure) }];
    }),
  );
  const adjusted = holmAdjusted(pairs.flatMap(({ gap }) => gap.p ?? [])).values();
  return pairs.map((pair) =>
    pair.gap.p === undefined ? pair : { ...pair, adjustedP: adjusted.next().value as number },
  );
}

function filingsOf(
  { measured, unitId }: AskedFinding,
  { lines }: RoundCaseloads,
): FoundNonresponse['filings'] {
  const unitIds = new Set(measured.tree.subtreeIds(unitId));
  const own = lines.filter((line) => unitIds.has(line.unitId));
  return filings.flatMap((filing) => {
    const transactions = own.filter((line) => line.filing === filing).reduce((sum, line) => sum + line.transactions, 0); // prettier-ignore
    return transactions > 0 ? [{ filing, transactions }] : [];
  });
}
