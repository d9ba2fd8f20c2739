/** What a report is made from: one plain object, which `gatherReport.ts` fills. */
import type { UnitCaseFigures } from '../cases/caseFigures.ts';
import type { Localized, PageLanguage } from '../../platform/text/localized.ts';
import type { MeasureState } from '../measures/measure.ts';
import type {
  Publication,
  PublicationContent,
  PublishedUnit,
  Whole,
} from '../../processing/published/publication.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import type { ScorecardPart } from '../scorecards/results.ts';
import type { AgainstTarget } from '../../statistics/sampling/target.ts';
import type { Statement } from '../../registers/statements/statement.ts';
import type { whyPage } from '../../dissemination/results/whyPage.ts';

/** Why the index moved: worked out when the report is made, of the very forms that were published. */
export type WhyPart = Pick<ReturnType<typeof whyPage>, 'summary' | 'leading' | 'others' | 'priorities'>;

export interface ReportedMeasure {
  readonly unitId: string;
  readonly unitName: Localized;
  readonly weakPoint: Localized;
  readonly what: string;
  readonly who: string;
  readonly untilOn: string;
  readonly targetHundredths: number;
  readonly state: MeasureState;
  readonly isOverdue: boolean;
  readonly isMadeUp: boolean;
  /** Of the weak point, as published with this round. */
  readonly figure: Figure;
  /** Of a measure of the round before: how the figure stands against its target, where it is shown. */
  readonly target?: AgainstTarget | undefined;
}

export interface ReportInput {
  readonly language: PageLanguage;
  readonly publication: Publication;
  readonly content: PublicationContent;
  /** The one that the report is about; those below it are compared in it. */
  readonly unit: PublishedUnit;
  /** What it corrects, and the rounds before as they were published, the last one first. */
  readonly corrected?: Whole | undefined;
  readonly before: readonly Whole[];
  /** Start of this site's addresses. */
  readonly origin: string;
  /** Absent where there is no round to compare with, or other forms count now than were published. */
  readonly why?: WhyPart | undefined;
  /** All units together first, then those of the report, of all cases up to `madeOn`. */
  readonly cases: readonly UnitCaseFigures[];
  readonly casesMadeUp: boolean;
  /** Proposed for what this round has shown. */
  readonly proposed: readonly ReportedMeasure[];
  /** Promised after the round before, with what this one shows of them. */
  readonly followed: readonly ReportedMeasure[];
  /** All that was reported of the unit elsewhere, of any year. */
  readonly reported: readonly Statement[];
  /** PAR INDEX of the unit, where it is open to everybody and is fed by this round. */
  readonly scorecard?: ScorecardPart | undefined;
  /** `YYYY-MM-DD` */
  readonly madeOn: string;
}
