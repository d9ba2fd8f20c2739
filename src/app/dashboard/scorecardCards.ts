/** Scorecards of the PAR INDEX: what a unit still has to do before its deadline, and what waits for appraisal. */
import type { Caller } from '../../access/accounts/caller.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { checklistOf, countOf } from '../../improvement/scorecards/checklist.ts';
import { checklistTexts, lackText } from '../../improvement/scorecards/checklistTexts.ts';
import type { CriteriaSet } from '../../improvement/scorecards/criteria.ts';
import { evidenceCounts } from '../../improvement/scorecards/evidenceLocation.ts';
import type { Scorecard } from '../../improvement/scorecards/scorecard.ts';
import { stageWords } from '../../improvement/scorecards/scorecardPage.ts';
import { isUnitsTurn } from '../../improvement/scorecards/stageActions.ts';
import { linesShown, type Card, type DashboardOptions } from './card.ts';
import { dashboardTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

interface Found {
  readonly set: CriteriaSet;
  readonly scorecard: Scorecard;
}

export async function scorecardsCard(caller: Caller, options: DashboardOptions): Promise<Card | undefined> {
  const permissions = ['scoreOwn', 'appraiseScorecards', 'decideScorecards'] as const;
  if (!permissions.some((permission) => caller.holds(permission))) return undefined;
  const t = dashboardTexts[caller.account.language].scorecards;
  const { criteriaSets, scorecards } = options.stores;
  const found = await Promise.all(
    (await criteriaSets.list()).map(async (set) =>
      (await scorecards.listOf(set)).map((scorecard): Found => ({ set, scorecard })),
    ),
  );
  const all = found.flat();
  const lines = [...(await ownLines(caller, all, options)), ...waitingLines(caller, all)];
  return { title: t.title, lines: lines.slice(0, linesShown), empty: t.empty, isMine: true };
}

/** The caller's units whose turn it is, earliest deadline first. */
async function ownLines(caller: Caller, all: readonly Found[], { stores, now }: DashboardOptions) {
  const { language } = caller.account;
  const inView = caller.unitIdsInView('scoreOwn');
  const dueOn = ({ set, scorecard: { stage } }: Found): string =>
    stage === 'locked' ? '' : set.deadlines[stage];
  const own = all
    .filter(
      ({ scorecard: { unitId, stage } }) =>
        isUnitsTurn(stage) && caller.may('scoreOwn', unitId) && (!inView || inView.has(unitId)),
    )
    .toSorted((one, other) => (dueOn(one) < dueOn(other) ? -1 : 1))
    .slice(0, linesShown);
  return await Promise.all(
    own.map(async ({ set, scorecard }) => {
      const checked = checklistOf(set, scorecard, await evidenceCounts({ set, scorecard }, stores.evidence));
      const lacks = lackText(
        {
          score: countOf(checked, 'score'),
          explanation: countOf(checked, 'explanation'),
          evidence: countOf(checked, 'evidence'),
        },
        language,
      );
      const unit = inLanguage(caller.units.name(scorecard.unitId), language);
      return {
        text: dashboardTexts[language].scorecards.unit({ unit, year: set.year }),
        detail: `${stageWords(scorecard, set, { language, today: dayOf(now) })} · ${lacks || checklistTexts[language].allDone}`,
        url: `/staff/scorecards/${set.id}/${scorecard.unitId}/checklist`,
      };
    }),
  );
}

/** How many scorecards of a set wait for the caller. */
function waitingLines(caller: Caller, all: readonly Found[]) {
  const { language } = caller.account;
  const t = dashboardTexts[language].scorecards;
  const waiting = new Map<CriteriaSet, number>();
  for (const { set, scorecard } of all) {
    const isMine =
      (scorecard.stage === 'first' && caller.may('appraiseScorecards', set.ownerId)) ||
      (scorecard.stage === 'second' && caller.may('decideScorecards', set.ownerId));
    if (isMine) waiting.set(set, (waiting.get(set) ?? 0) + 1);
  }
  return [...waiting].map(([set, count]) => ({
    text: `${inLanguage(set.title, language)}, ${set.year}`,
    detail: t.waiting({ count }),
    url: `/staff/scorecards/${set.id}`,
  }));
}
