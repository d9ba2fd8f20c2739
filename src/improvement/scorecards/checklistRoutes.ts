/** The checklist of a unit and year: what is due on its scorecard, and which criteria lack evidence. */
import { addressOf } from '../../registers/evidence/owner.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { list } from '../../access/web/list.ts';
import type { Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { checklistOf } from './checklist.ts';
import { checklistTexts } from './checklistTexts.ts';
import { fieldCode } from './criteria.ts';
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
  return await list(
    context,
    {
      title: t.title({ unit, year: set.year }),
      lead: t.lead,
      links: [{ label: t.back, url }],
      madeUp: set.madeUp && inLanguage(set.madeUp, language),
      hint: { text: t.stage({ stage: stageWords(scorecard, set, { language, today: dayOf(now()) }) }) },
      count: () => t.done({ done: lines.length - lacking.length, all: lines.length }),
      empty: isUnitsTurn(scorecard.stage) ? t.allDone : t.notYourTurn,
      columns: [
        {
          key: 'criterion',
          heading: t.criterion,
          value: ({ leaf }) => `${leaf.code}. ${inLanguage(leaf.title, language)}`,
          url: ({ leaf }) => `${url}/fields/${fieldCode(leaf.code)}`,
        },
        { key: 'pointsMax', heading: t.pointsMax, value: ({ leaf }) => leaf.pointsMax / 100, isHighestFirst: true }, // prettier-ignore
        {
          key: 'lacks',
          heading: t.lacks,
          value: ({ wants }) => wants.map((want) => t.wants[want]).join(', '),
        },
        {
          key: 'evidence',
          heading: t.evidence,
          value: ({ leaf, evidence }) => t.evidenceOf({ code: leaf.code, count: evidence }),
          sort: ({ evidence }) => evidence,
          url: ({ leaf }) => addressOf(evidenceOwner(scorecard, leaf.code)),
        },
      ],
    },
    lacking,
  );
}
