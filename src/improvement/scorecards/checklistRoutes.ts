/** The checklist of a unit and year: what is due on its scorecard, and which criteria lack evidence. */
import { addressOf } from '../../registers/evidence/owner.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { page, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { checklistOf } from './checklist.ts';
import { checklistTexts } from './checklistTexts.ts';
import { fieldCode } from './criteria.ts';
import { pointsText } from './criteriaPage.ts';
import { evidenceCounts, evidenceOwner } from './evidenceLocation.ts';
import { scorecardNamed } from './scorecardOf.ts';
import { stageWords } from './scorecardPage.ts';
import { isUnitsTurn } from './stageActions.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoutesOptions } from '../stores.ts';

export const checklistRoutes: Routes<RoutesOptions> = {
  'GET /staff/scorecards/:setId/:unitId/checklist': may('seeScorecards', showChecklist),
};

async function showChecklist(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now } = tools;
  const t = checklistTexts[language];
  const found = await scorecardNamed(context, tools, 'seeScorecards');
  const { set, scorecard } = found;
  const lines = checklistOf(set, scorecard, await evidenceCounts(found, stores.evidence));
  const lacking = lines.filter(({ wants }) => wants.length > 0);
  const url = `/staff/scorecards/${set.id}/${scorecard.unitId}`;
  const unit = inLanguage(caller.units.name(scorecard.unitId), language);
  return page(
    'improvement/scorecards/checklist',
    { title: t.title({ unit, year: set.year }) },
    {
      t,
      url,
      madeUp: set.madeUp && inLanguage(set.madeUp, language),
      stage: stageWords(scorecard, set, { language, today: dayOf(now()) }),
      isTheirTurn: isUnitsTurn(scorecard.stage),
      done: t.doneOf({ done: lines.length - lacking.length, all: lines.length }),
      rows: lacking.map(({ leaf, wants, evidence }) => ({
        title: `${leaf.code}. ${inLanguage(leaf.title, language)}`,
        url: `${url}/fields/${fieldCode(leaf.code)}`,
        pointsMax: pointsText(leaf.pointsMax, language),
        lacks: wants.map((want) => t.wants[want]).join(', '),
        evidence: t.evidenceOf({ code: leaf.code, count: evidence }),
        evidenceUrl: addressOf(evidenceOwner(scorecard, leaf.code)),
      })),
    },
  );
}
