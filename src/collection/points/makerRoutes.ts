/** Making access points for many units at once: the order, a preview of the result, and making them. */
import { tableRows, textColumns } from '../../access/web/columns.ts';
import { formPage } from '../../access/web/formPage.ts';
import { messageFor } from '../../platform/text/catalogue.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { randomUUID } from 'node:crypto';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { codesMax, codesMin, type CodeKeys } from '../codes/code.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { hasAnyOf, isInRound } from '../../design/rounds/concerns.ts';
import { roundState, takesChannel, type Round } from '../../design/rounds/round.ts';
import { servicesOffered } from '../../registers/services/service.ts';
import { serviceOptions } from '../../registers/services/serviceOptions.ts';
import { readUnits, writtenUnits } from '../../registers/units/unitLines.ts';
import { also, type FieldErrors } from '../../platform/web/form.ts';
import { malformedRequest, readBody, readQuery } from '../../platform/web/input.ts';
import { channels } from '../../design/accessPoints/accessPoint.ts';
import {
  pointsAction,
  pointsForm,
  pointsStart,
  type PointsRequest,
} from '../../design/accessPoints/input.ts';
import { makePoints, plannedPoints, type PointsOrder } from './makePoints.ts';
import { accessPointTexts } from '../../design/accessPoints/texts.ts';
import type { RoutesOptions } from '../stores.ts';

interface MakerTools extends RoutesOptions {
  readonly codeKeys: CodeKeys;
}

/** Points for imports are made by the import. */
const madeChannels = channels.filter((channel) => channel !== 'import');
const unitsMax = 2000;
const codesMaxInAll = 50_000;

export const accessPointMakerRoutes: Routes<MakerTools> = {
  'GET /staff/access-points/new': may('makeAccessPoints', showNew),
  'POST /staff/access-points': may('makeAccessPoints', previewOrMake),
};

/** Rounds that accept answers now or later, with units of the current account. */
async function roundsFor(caller: Caller, { stores, now }: MakerTools): Promise<readonly Round[]> {
  const unitIds = caller.unitIdsFor('makeAccessPoints');
  return (await stores.rounds.list()).filter(
    (round) => roundState(round, now()) !== 'closed' && hasAnyOf(caller, round, unitIds),
  );
}

async function showForm(
  { caller, language }: StaffContext,
  tools: MakerTools,
  shown: typeof pointsForm.empty,
): Promise<Reply> {
  const { stores } = tools;
  const t = accessPointTexts[language];
  const [rounds, services] = await Promise.all([roundsFor(caller, tools), stores.services.list()]);
  const offered = madeChannels.filter((channel) => channel !== 'code' || caller.holds('makeCodes'));
  const url = '/staff/access-points';
  return formPage(
    { title: t.make, status: shown.status },
    {
      lead: t.makeLead,
      empty: rounds.length === 0 && t.noRound,
      action: url,
      hidden: { id: shown.typed.id, action: 'preview' },
      submit: t.showPreview,
      back: rounds.length > 0 ? { url, label: t.all } : { url: '/staff/rounds', label: t.toRounds },
    },
    pointsForm.onPage(language, shown, {
      channel: {
        options: offered.map((value) => ({ value, label: `${t.channels[value]}: ${t.uses[value]}` })),
      },
      round: { options: rounds.map(({ id, title }) => ({ value: id, label: inLanguage(title, language) })) },
      service: {
        options: serviceOptions(servicesOffered(services, caller.units.day), t.anyService, language),
      },
    }),
  );
}

async function showNew(context: StaffContext, tools: MakerTools): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores } = tools;
  const { round: roundId, channel: wanted } = await readQuery(req, pointsStart);
  const rounds = await roundsFor(caller, tools);
  const round = rounds.find(({ id }) => id === roundId) ?? rounds[0];
  const unitIds = round ? lowestUnits(caller, round) : [];
  const units = writtenUnits(unitIds, await stores.units.list(), { day: caller.units.day, language });
  const first = round?.channels?.find((channel) => channel !== 'import') ?? 'qr';
  const request = {
    id: randomUUID(),
    channel: wanted || first,
    round: round?.id ?? '',
    service: '',
    units,
    codes: '100',
  };
  return await showForm(context, tools, pointsForm.filled(request));
}

/** @throws Problem malformed, or notFound if something is outside the account's scope */
async function readOrder(
  { caller, language }: StaffContext,
  tools: MakerTools,
  request: PointsRequest,
): Promise<{ readonly order: PointsOrder; readonly errors: FieldErrors }> {
  const { stores } = tools;
  const t = accessPointTexts[language];
  const { channel } = request;
  const [rounds, services, units] = await Promise.all([
    roundsFor(caller, tools),
    stores.services.list(),
    stores.units.list(),
  ]);
  const round = rounds.find(({ id }) => id === request.round);
  const offered = servicesOffered(services, caller.units.day);
  const isService = request.service === '' || offered.some(({ id }) => id === request.service);
  if (!round || !isService || channel === 'import') throw malformedRequest();
  const action = channel === 'code' ? 'makeCodes' : 'makeAccessPoints';
  const isTheirs = (id: string): boolean => caller.may(action, id);
  const { day } = caller.units;
  const { unitIds, error, isForeign } = readUnits(request.units, units, { day, today: day, isTheirs });
  if (isForeign) throw notYours();
  const outside = unitIds.find((id) => !isInRound(caller, round, id));
  const codes = /^\d{1,6}$/.test(request.codes) ? Number(request.codes) : 0;
  const errors: Record<string, string> = {};
  if (!takesChannel(round, channel)) errors['channel'] = t.channelError;
  if (error) errors['units'] = error[language];
  else if (unitIds.length > unitsMax) errors['units'] = t.tooMany({ max: unitsMax });
  else if (outside !== undefined) {
    errors['units'] = t.unitError({ unit: inLanguage(caller.units.name(outside), language) });
  }
  if (channel === 'code' && (codes < codesMin || codes > codesMax)) {
    errors['codes'] = t.codesError({ min: codesMin, max: codesMax });
  } else if (channel === 'code' && codes * unitIds.length > codesMaxInAll) {
    errors['codes'] = t.codesInAll({ max: codesMaxInAll });
  }
  const order: PointsOrder = {
    id: request.id,
    channel,
    roundId: round.id,
    ...(request.service === '' ? {} : { serviceId: request.service }),
    unitIds,
    codes,
    codesLabel: inLanguage(round.title, language),
    again: request.again === 'yes',
  };
  return { order, errors };
}

async function showPreview(
  { caller, language }: StaffContext,
  { stores, now }: MakerTools,
  request: PointsRequest,
  order: PointsOrder,
): Promise<Reply> {
  const { units } = caller;
  const t = accessPointTexts[language];
  const planned = plannedPoints(order, await stores.accessPoints.list(), now());
  const isMade = ({ held }: (typeof planned)[number]): boolean => order.again || !held;
  const made = planned.filter(isMade).length;
  const lines = planned.map((one) => ({
    unit: inLanguage(units.name(one.unitId), language),
    result: [one.held && t.heldAs({ code: one.held.code }), isMade(one) && t.willMake]
      .filter(Boolean)
      .join('; '),
  }));
  const content = {
    t,
    request,
    rows: tableRows(textColumns(t, ['unit', 'result']), lines, { title: t.preview, language }),
    made,
    lead: t.previewLead({ made, channel: t.channels[order.channel], held: planned.length - made }),
    printed: messageFor(t.printed, order.channel) ?? '',
    codes: order.channel === 'code' ? t.codesEach({ count: order.codes }) : undefined,
  };
  return page('collection/points/preview', { title: t.preview }, content);
}

async function previewOrMake(context: StaffContext, tools: MakerTools): Promise<Reply> {
  const { req, caller } = context;
  const { stores, now, codeKeys } = tools;
  const [read, { action }] = [await pointsForm.read(context), await readBody(req, pointsAction)];
  const request = read.typed;
  if (action === 'edit') return await showForm(context, tools, pointsForm.filled(request));
  const { order, errors } = await readOrder(context, tools, request);
  const sent = also(read, errors);
  if (!sent.ok) return await showForm(context, tools, sent);
  if (action === 'preview') return await showPreview(context, tools, request, order);
  await makePoints(order, caller.actor, { stores, keys: codeKeys, now: now() });
  return seeOther(
    `/staff/access-points?round=${encodeURIComponent(order.roundId)}&channel=${order.channel}&done=made`,
  );
}

/** Active units of the round without subunits, within the account's scope. */
function lowestUnits(caller: Caller, round: Round): readonly string[] {
  const inView = caller.unitIdsInView('makeAccessPoints');
  const outline = caller.units.outline();
  return outline
    .filter(({ depth }, index) => (outline[index + 1]?.depth ?? 0) <= depth)
    .map(({ unit }) => unit.id)
    .filter((id) => (!inView || inView.has(id)) && isInRound(caller, round, id));
}
