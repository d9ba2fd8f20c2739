/**
 * Interviews: an interviewer asks a person and enters the answers. They are stored under this channel; who entered
 * them is not stored.
 */
import type { Column } from '../../access/web/columns.ts';
import { list } from '../../access/web/list.ts';
import { page, sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import type { StaffSettings } from '../../access/accounts/staffSettings.ts';
import type { AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import type { PointLine } from '../../design/accessPoints/pointLine.ts';
import { accessPointTexts } from '../../design/accessPoints/texts.ts';
import type { AnswerPages } from '../submissions/answerPages.ts';
import type { AnswerContext } from '../submissions/formPage.ts';
import { readReceiptCode } from '../submissions/receipt.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { formBody } from '../../platform/web/formBody.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { requestContextOf } from '../../access/web/requestContext.ts';
import { interviewPoint, openInterviewPoints } from './interviewPoint.ts';
import { interviewTexts } from './texts.ts';
import { groupedCode } from '../../platform/text/codeLetters.ts';
import type { RoutesOptions } from '../stores.ts';

interface InterviewTools extends RoutesOptions {
  readonly pages: AnswerPages;
  readonly settings: Pick<StaffSettings, 'offlineInterviews'>;
}

export const routes: Routes<InterviewTools> = {
  'GET /staff/interviews': may('interview', listInterviewPoints, menuLine('collection', interviewTexts)),
  'GET /staff/interviews/:accessPointId': may('interview', openForm),
  'POST /staff/interviews/:accessPointId': may('interview', receiveForm),
  'GET /staff/interviews/:accessPointId/receipts/:receiptCode': may('interview', showStored),
};

export const before = {
  '/staff/interviews': formBody({ bytesMax: 65_536, fieldsMax: 300 }), // whole surveys
};

function locationAt({ req }: StaffContext, point: AccessPoint): AnswerContext {
  const action = `/staff/interviews/${point.id}`;
  return {
    action,
    doneUrl: (receiptCode) => `${action}/receipts/${groupedCode(receiptCode)}`,
    assisted: { formToken: requestContextOf(req).formToken, backUrl: '/staff/interviews' },
  };
}

async function listInterviewPoints(
  context: StaffContext,
  { stores, settings, now }: InterviewTools,
): Promise<Reply> {
  const { caller, language } = context;
  const t = interviewTexts[language];
  const point = accessPointTexts[language];
  const points = await openInterviewPoints(caller, { stores, now: now() });
  return await list<PointLine>(
    context,
    {
      title: t.title,
      lead: t.lead,
      empty: t.empty,
      columns: [
        { key: 'unit', heading: point.unit },
        { key: 'service', heading: point.service, value: ({ service }) => service ?? point.anyService },
        { key: 'round', heading: point.round },
        { key: 'code', heading: point.code, sort: ({ code }) => [...code] },
        {
          key: 'ask',
          heading: t.ask,
          isAction: true,
          value: () => t.ask,
          url: ({ id }) => `/staff/interviews/${id}`,
          linkName: ({ unit, code }) => `${t.ask}: ${unit}, ${code}`,
          isButton: true,
        },
        ...(settings.offlineInterviews ? [passColumn(language)] : []),
      ],
    },
    points,
  );
}

function passColumn(language: PageLanguage): Column<PointLine> {
  const { offline, dayPass } = interviewTexts[language];
  return {
    key: 'passes',
    heading: offline,
    isAction: true,
    value: () => dayPass,
    url: ({ id }) => `/staff/interviews/${id}/passes`,
    linkName: ({ unit, code }) => `${dayPass}: ${unit}, ${code}`,
  };
}

async function openForm(context: StaffContext, tools: InterviewTools): Promise<Reply> {
  const { res, language } = context;
  const point = await interviewPoint(context, tools);
  await tools.pages.open(res, { point, location: locationAt(context, point), language });
  return sent;
}

async function receiveForm(context: StaffContext, tools: InterviewTools): Promise<Reply> {
  const { req, res } = context;
  const opened = await interviewPoint(context, tools);
  delete (req.body as Record<string, unknown>)['formToken']; // the session has checked it; not an answer
  await tools.pages.receive(req, res, (point) => {
    if (point.id !== opened.id) throw malformedRequest();
    return locationAt(context, point);
  });
  return sent;
}

async function showStored(context: StaffContext, tools: InterviewTools): Promise<Reply> {
  const { language, param } = context;
  const point = await interviewPoint(context, tools);
  const t = interviewTexts[language];
  const code = readReceiptCode(param('receiptCode'));
  if (code === undefined) throw malformedRequest();
  return page(
    'collection/interviews/stored',
    { title: t.stored },
    { t, code: groupedCode(code), pointId: point.id },
  );
}
