/** The checklist of a unit and year: what is due on its scorecard, and which criteria lack evidence. */
import type { Router } from 'express';
import { addressOf } from '../../registers/evidence/owner.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { readLanguage } from '../../access/web/language.ts';
import { renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { checklistOf } from './checklist.ts';
import { checklistTexts } from './checklistTexts.ts';
import { fieldCode } from './criteria.ts';
import { pointsText } from './criteriaPage.ts';
import { evidenceCounts, evidenceOwner } from './evidencePlace.ts';
import { scorecardNamed } from './scorecardOf.ts';
import { stageWords } from './scorecardPage.ts';
import { isUnitsTurn } from './stageActs.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoutesOptions } from '../stores.ts';

export function checklistRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();

  router.get('/staff/scorecards/:setId/:unitId/checklist', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = checklistTexts[language];
    const { setId, unitId } = req.params;
    const found = await scorecardNamed({ setId, unitId }, { stores, caller, act: 'seeScorecards' });
    const { set, scorecard } = found;
    const lines = checklistOf(set, scorecard, await evidenceCounts(found, stores.evidence));
    const lacking = lines.filter(({ wants }) => wants.length > 0);
    const url = `/staff/scorecards/${set.id}/${scorecard.unitId}`;
    const unit = inLanguage(caller.units.name(scorecard.unitId), language);
    renderStaffPage(
      req,
      res,
      'improvement/scorecards/checklist',
      { title: t.title(unit, set.year) },
      {
        t,
        url,
        madeUp: set.madeUp && inLanguage(set.madeUp, language),
        stage: stageWords(scorecard, set, { language, today: dayOf(now()) }),
        isTheirTurn: isUnitsTurn(scorecard.stage),
        done: t.doneOf(lines.length - lacking.length, lines.length),
        rows: lacking.map(({ leaf, wants, evidence }) => ({
          title: `${leaf.code}. ${inLanguage(leaf.title, language)}`,
          url: `${url}/fields/${fieldCode(leaf.code)}`,
          pointsMax: pointsText(leaf.pointsMax, language),
          lacks: wants.map((want) => t.wants[want]).join(', '),
          evidence: t.evidenceOf(leaf.code, evidence),
          evidenceUrl: addressOf(evidenceOwner(scorecard, leaf.code)),
        })),
      },
    );
  });

  return router;
}
