/** The page of an access point: what it stands for, its posters and revisions; pausing, resuming, ending and moving it. */
import type { Response } from 'express';
import { notYours } from '../../access/accounts/caller.ts';
import { tableRows, textColumns, type Column } from '../../access/web/columns.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import type { AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import { moveForm, pointChange } from '../../design/accessPoints/input.ts';
import { loadNames } from '../../design/accessPoints/locationNames.ts';
import {
  pointAddress,
  pointLine,
  standing,
  type PointLine,
  type PointState,
} from '../../design/accessPoints/pointLine.ts';
import { actionsIn, revisePoint, type Target } from '../../design/accessPoints/revisePoint.ts';
import { accessPointTexts } from '../../design/accessPoints/texts.ts';
import { isInRound } from '../../design/rounds/concerns.ts';
import { roundState, takesChannel } from '../../design/rounds/round.ts';
import { offeredLanguages } from '../../platform/text/languageSettings.ts';
import {
  inLanguage,
  languageNameIn,
  type Localized,
  type PageLanguage,
} from '../../platform/text/localized.ts';
import { also, type TypedIn } from '../../platform/web/form.ts';
import { malformedRequest, readBody } from '../../platform/web/input.ts';
import { languageSettings } from '../../platform/web/page.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import { servicesOffered } from '../../registers/services/service.ts';
import { serviceOptions } from '../../registers/services/serviceOptions.ts';
import { formsToPrint } from '../paper/sheetRoutes.ts';
import { hasPoster, posterFormats } from '../posters/poster.ts';
import { posterPageTexts } from '../posters/texts.ts';
import type { RoutesOptions } from '../stores.ts';

export interface PointTools extends RoutesOptions {
  readonly publicUrl: string | undefined;
}

export const pointRoutes: Routes<PointTools> = {
  'GET /staff/access-points/:accessPointId': may('seeAccessPoints', openPoint),
  'POST /staff/access-points/:accessPointId/revisions': may('makeAccessPoints', changePoint),
};

/** @throws Problem notFound */
async function pointOf(
  { caller, param }: StaffContext,
  { stores, now }: PointTools,
  permission: 'seeAccessPoints' | 'makeAccessPoints',
): Promise<AccessPoint> {
  const point = await stores.accessPoints.find(param('accessPointId'));
  if (!point) throw notYours();
  caller.demand(permission, [standing(point, now())?.unitId ?? '']);
  return point;
}

async function openPoint(context: StaffContext, tools: PointTools): Promise<Reply> {
  return await showPoint(context, tools, await pointOf(context, tools, 'seeAccessPoints'));
}

/** @param shown where it is moved to, as it was refused */
async function showPoint(
  context: StaffContext,
  tools: PointTools,
  point: AccessPoint,
  shown?: typeof moveForm.empty,
): Promise<Reply> {
  const { req, res, caller, language, notice } = context;
  const { stores, now, publicUrl } = tools;
  const t = accessPointTexts[language];
  const names = await loadNames(stores, caller, language);
  const line = pointLine(point, names, now());
  const columns = textColumns(t, ['number', 'unit', 'service', 'round', 'from', 'to']);
  const revisions = point.revisions.toReversed().map((revision, index) => {
    const { unit, service = t.anyService, round } = pointLine({ ...point, revisions: [revision] }, names, now()); // prettier-ignore
    const { number, from, to = index === 0 ? undefined : t.untilNext } = revision;
    return { number, unit, service, round, from, to };
  });
  const mayChange = caller.may('makeAccessPoints', line.unitId);
  const change = mayChange ? await changeOf(context, tools, point, line.state, shown) : undefined;
  return page(
    'collection/points/point',
    { title: t.pointTitle({ code: point.code }), status: shown?.status, notice: notice(t.done) },
    {
      t,
      line,
      forms: formsToPrint(context, `/staff/access-points/${point.id}/form`, t.printForm),
      address: addressAt(siteOrigin(req, publicUrl), line),
      history: tableRows(columns, revisions, { title: t.history, language }),
      change,
      fields: change?.fields ?? [],
      errors: change?.errors ?? {},
      p: posterPageTexts[language],
      posters:
        hasPoster(point.channel) && caller.may('printPosters', line.unitId)
          ? posterRows(point, res, language)
          : undefined,
    },
  );
}

/** A row for each format, with the files in the languages that respondents are offered. */
function posterRows(point: AccessPoint, res: Response, language: PageLanguage) {
  const { pointTitle, format: heading, formats } = posterPageTexts[language];
  const url = `/staff/access-points/${encodeURIComponent(point.id)}/poster`;
  const lines = posterFormats.map((format) => ({ format, name: formats[format] }));
  const columns: readonly Column<(typeof lines)[number]>[] = [
    { key: 'name', heading, isName: true },
    ...offeredLanguages(languageSettings(res)).map((one) => ({
      key: one,
      heading: languageNameIn(one, language),
      value: () => undefined,
      view: 'collection/points/files',
      content: { url, language: one, name: languageNameIn(one, language) },
    })),
  ];
  return tableRows(columns, lines, { title: pointTitle, language });
}

/** The possible changes of the point, with the fields of a move. */
async function changeOf(
  { caller, language }: StaffContext,
  { stores, now }: PointTools,
  point: AccessPoint,
  state: PointState,
  shown?: typeof moveForm.empty,
) {
  const t = accessPointTexts[language];
  const last = point.revisions.at(-1)!;
  const { roundId: round, unitId: unit, serviceId: service = '' } = last;
  const moved = shown ?? moveForm.filled({ round, unit, service, number: last.number });
  const names = await loadNames(stores, caller, language);
  const theirs = caller.unitIdsFor('makeAccessPoints');
  const rounds = [...names.rounds.values()].filter((one) => roundState(one, now()) !== 'closed');
  const units = caller.units.outline().filter((one) => !theirs || theirs.has(one.unit.id));
  const services = servicesOffered([...names.services.values()], caller.units.day, last.serviceId);
  const named = (id: string, name: Localized) => ({ value: id, label: inLanguage(name, language) });
  return {
    actions: actionsIn(state).filter((action) => action !== 'move'),
    number: moved.typed.number,
    canMove: rounds.length > 0,
    ...moveForm.onPage(language, moved, {
      round: { options: rounds.map(({ id, title }) => named(id, title)) },
      unit: {
        options: units.map(({ unit: { id }, depth }) => ({ ...named(id, caller.units.name(id)), depth })),
      },
      service: { options: serviceOptions(services, t.anyService, language) },
    }),
  };
}

async function changePoint(context: StaffContext, tools: PointTools): Promise<Reply> {
  const { req, caller } = context;
  const { accessPoints } = tools.stores;
  const { action, number: seen } = await readBody(req, pointChange);
  const point = await pointOf(context, tools, 'makeAccessPoints');
  const move = action === 'move' ? await readMove(context, tools, point) : undefined;
  if (move?.ok === false) return await showPoint(context, tools, point, move);
  const target = move && targetOf(move.values);
  await revisePoint(point, { action, target, seen }, caller.actor, { accessPoints, now: tools.now() });
  return seeOther(`/staff/access-points/${point.id}?done=${action}`);
}

/** @throws Problem malformed, or notFound if the unit is outside the account's scope */
async function readMove(context: StaffContext, { stores, now }: PointTools, point: AccessPoint) {
  const { caller, language } = context;
  const sent = await moveForm.read(context);
  const { round: roundId, unit, service } = sent.typed;
  const [round, services] = await Promise.all([stores.rounds.find(roundId), stores.services.list()]);
  const offered = servicesOffered(services, caller.units.day, point.revisions.at(-1)?.serviceId);
  if (!round || !(service === '' || offered.some(({ id }) => id === service))) throw malformedRequest();
  caller.demand('makeAccessPoints', [unit]);
  const takesIt = roundState(round, now()) !== 'closed' && takesChannel(round, point.channel);
  const fits = takesIt && isInRound(caller, round, unit) && caller.units.lives(unit);
  return also(sent, { round: !fits && accessPointTexts[language].notInRound }, 409);
}

function targetOf({ round, unit, service }: TypedIn<typeof moveForm>): Target {
  return { roundId: round, unitId: unit, ...(service === '' ? {} : { serviceId: service }) };
}

/**
 * A kiosk is set up before its round opens and emptied after it closes; other addresses would only say that there is
 * no form.
 */
export function addressAt(origin: string, line: PointLine) {
  const path = pointAddress(line);
  if (path === undefined) return undefined;
  return { text: `${origin}${path}`, leads: line.state === 'open' || line.channel === 'kiosk' };
}
