/**
 * Day passes: an interviewer who goes where there is no network pairs a tablet with the point for some hours and some
 * answers. The tablet runs the kiosk's program and holds no account; whoever may interview here can revoke it.
 */
import { notYours } from '../../access/accounts/caller.ts';
import { formPart } from '../../access/web/formPage.ts';
import { list } from '../../access/web/list.ts';
import { seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { amount, line } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { passAnswersMax, passHoursMax } from '../devices/dayPass.ts';
import { countOf } from '../devices/numberRanges.ts';
import { revokeDevice } from '../devices/pairDevice.ts';
import { pairingCodePage, type PairingTools } from '../devices/pairingCodePage.ts';
import { interviewPoint } from './interviewPoint.ts';
import { interviewTexts } from './texts.ts';

const passForm = form(
  interviewTexts,
  {
    label: line(60, { autocomplete: 'off', missing: (t) => t.pass.errors.label }),
    hours: amount(1, passHoursMax, { wrong: (t) => t.pass.errors.hours({ max: passHoursMax }) }),
    answers: amount(1, passAnswersMax, { wrong: (t) => t.pass.errors.answers({ max: passAnswersMax }) }),
  },
  { labels: (t) => t.pass },
);

const path = '/staff/interviews/:accessPointId/passes';

export const routes: Routes<PairingTools> = {
  [`GET ${path}`]: may('interview', showPasses),
  [`POST ${path}`]: may('interview', givePass),
  [`POST ${path}/:deviceId/revoke`]: may('interview', revokePass),
};

async function showPasses(context: StaffContext, tools: PairingTools): Promise<Reply> {
  return await passesPage(context, tools, passForm.filled({ hours: '10', answers: '50' }));
}

/** The form, and below it the tablets whose passes run. */
async function passesPage(
  context: StaffContext,
  tools: PairingTools,
  shown: typeof passForm.empty,
): Promise<Reply> {
  const { language, notice } = context;
  const { stores } = tools;
  const point = await interviewPoint(context, tools);
  const { pass: t } = interviewTexts[language];
  const url = `/staff/interviews/${point.id}/passes`;
  const arrived = await stores.devices.listArrived();
  const running = (await stores.devices.list()).filter(
    ({ accessPointId, revokedAt }) => accessPointId === point.id && !revokedAt,
  );
  return await list(
    context,
    {
      title: t.title,
      lead: t.lead,
      links: [{ label: interviewTexts[language].all, url: '/staff/interviews' }],
      status: shown.status,
      notice: notice(t.notices),
      above: formPart({ action: url, submit: t.submit }, passForm.onPage(language, shown)),
      heading: t.running,
      empty: t.none,
      columns: [
        { key: 'label', heading: t.label },
        { key: 'until', heading: t.until, value: ({ pass }) => pass?.until },
        {
          key: 'arrived',
          heading: t.arrived,
          value: ({ id, pass }) =>
            t.arrivedOf({ count: countOf(arrived.get(id) ?? []), max: pass?.answersMax ?? 0 }),
        },
        { key: 'waiting', heading: t.waiting, value: ({ report }) => countOf(report?.queued ?? []) },
        {
          key: 'revoke',
          heading: t.revoke,
          isAction: true,
          value: () => t.revoke,
          post: ({ id }) => ({ action: `${url}/${id}/revoke`, ask: t.revokeLead }),
          linkName: ({ label }) => `${t.revoke}: ${label}`,
        },
      ],
    },
    running,
  );
}

async function givePass(context: StaffContext, tools: PairingTools): Promise<Reply> {
  const point = await interviewPoint(context, tools);
  const sent = await passForm.read(context);
  if (!sent.ok) return await passesPage(context, tools, sent);
  const { label, hours, answers: answersMax } = sent.values;
  const until = new Date(tools.now().getTime() + hours * 60 * 60 * 1000);
  const back = {
    text: interviewTexts[context.language].pass.back,
    url: `/staff/interviews/${point.id}/passes`,
  };
  return await pairingCodePage(context, tools, { point, label, pass: { until, answersMax }, back });
}

async function revokePass(context: StaffContext, tools: PairingTools): Promise<Reply> {
  const point = await interviewPoint(context, tools);
  const device = await tools.stores.devices.find(context.param('deviceId'));
  if (device?.accessPointId !== point.id) throw notYours();
  await revokeDevice(device, point, { ...tools, by: context.caller.actor });
  return seeOther(`/staff/interviews/${point.id}/passes?done=revoked`);
}
