/** The input of a report: one plain object, which `gatherReport.ts` fills. */
import type { UnitCaseFigures } from '../cases/caseFigures.ts';
import type { Letterhead } from '../../platform/brand/brand.ts';
import type { Localized, PageLanguage } from '../../platform/text/localized.ts';
import type { ImprovementActionState } from '../improvementActions/improvementAction.ts';
import type {
  Publication,
  PublicationContent,
  PublishedUnit,
  Whole,
} from '../../processing/published/publication.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import type { ScorecardPart } from '../scorecards/results.ts';
import type { AgainstTarget } from '../../statistics/sampling/target.ts';
import type { ReportedFigure } from '../../registers/reportedFigures/reportedFigure.ts';
import type { whyPage } from '../../dissemination/results/whyPage.ts';

/** Why the index changed: computed when the report is made, from exactly the published responses. */
export type WhyPart = Pick<ReturnType<typeof whyPage>, 'summary' | 'leading' | 'others' | 'priorities'>;

export interface ReportedImprovementAction {
  readonly unitId: string;
  readonly unitName: Localized;
  readonly weakPoint: Localized;
  readonly what: string;
  readonly who: string;
  readonly untilOn: string;
  readonly targetHundredths: number;
  readonly state: ImprovementActionState;
  readonly isOverdue: boolean;
  readonly isMadeUp: boolean;
  /** Figure of the weak point, as published with this round. */
  readonly figure: Figure;
  /** For an improvement action of the previous round: how the figure compares with its target, where it is shown. */
  readonly target?: AgainstTarget | undefined;
}

export interface ReportInput {
  readonly language: PageLanguage;
  readonly publication: Publication;
  readonly content: PublicationContent;
  /** The unit that the report is about; its subunits are compared in it. */
  readonly unit: PublishedUnit;
  /** The corrected publication; `before` holds earlier rounds as published, latest first. */
  readonly corrected?: Whole | undefined;
  readonly before: readonly Whole[];
  readonly letterhead: Letterhead;
  /** Beginning of this site's addresses. */
  readonly origin: string;
  /** Absent where there is no round to compare with, or the responses differ from the published ones. */
  readonly why?: WhyPart | undefined;
  /** What the analysis of the unit shows beyond chance; empty where nothing does, or the responses differ from the published ones. */
  readonly robust?: readonly string[] | undefined;
  /** First all units together, then those of the report; covers all cases up to `madeOn`. */
  readonly cases: readonly UnitCaseFigures[];
  readonly casesMadeUp: boolean;
  /** Improvement actions proposed after this round. */
  readonly proposed: readonly ReportedImprovementAction[];
  /** Improvement actions promised after the previous round, with this round's figures for them. */
  readonly followed: readonly ReportedImprovementAction[];
  /** All figures on the unit that were reported elsewhere, for any year. */
  readonly reported: readonly ReportedFigure[];
  /** PAR INDEX of the unit, where it is public and fed by this round. */
  readonly scorecard?: ScorecardPart | undefined;
  /** `YYYY-MM-DD` */
  readonly madeOn: string;
}
