/** Access points: viewing, searching, and getting posters and links. */
import { tableRows, textColumns } from '../../access/web/columns.ts';
import type { Response } from 'express';
import type { Column } from '../../access/web/columns.ts';
import { list } from '../../access/web/list.ts';
import type { Filter } from '../../access/web/listDeclaration.ts';
import { page, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { notYours } from '../../access/accounts/caller.ts';
import {
  inLanguage,
  languageNameIn,
  type Localized,
  type PageLanguage,
} from '../../platform/text/localized.ts';
import { formsToPrint } from '../paper/sheetRoutes.ts';
import { hasPoster } from '../posters/poster.ts';
import { posterPageTexts } from '../posters/texts.ts';
import { roundState } from '../../design/rounds/round.ts';
import { servicesOffered } from '../../registers/services/service.ts';
import { serviceOptions } from '../../registers/services/serviceOptions.ts';
import { offeredLanguages } from '../../platform/text/languageSettings.ts';
import { languageSettings } from '../../platform/web/page.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import { channels, type AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import { moveForm, pointStates } from '../../design/accessPoints/input.ts';
import { loadNames, type Names } from '../../design/accessPoints/locationNames.ts';
import {
  pointAddress,
  pointLine,
  standing,
  type PointLine,
  type PointState,
} from '../../design/accessPoints/pointLine.ts';
import { actionsIn } from '../../design/accessPoints/revisePoint.ts';
import { accessPointTexts } from '../../design/accessPoints/texts.ts';
import type { RoutesOptions } from '../stores.ts';

interface AccessPointTools extends RoutesOptions {
  readonly publicUrl: string | undefined;
}

export const accessPointRoutes: Routes<AccessPointTools> = {
  'GET /staff/access-points': may('seeAccessPoints', listPoints, menuLine('collection', accessPointTexts)),
  'GET /staff/access-points/:accessPointId': may('seeAccessPoints', showPoint),
};

async function listPoints(
  context: StaffContext,
  { stores, now, publicUrl }: AccessPointTools,
): Promise<Reply> {
  const { req, caller, language, notice } = context;
  const t = accessPointTexts[language];
  const unitIds = caller.unitIdsInView('seeAccessPoints');
  const names = await loadNames(stores, caller, language);
  const points = (await stores.accessPoints.list())
    .map((point) => pointLine(point, names, now()))
    .filter((line) => !unitIds || unitIds.has(line.unitId));
  const { q = '', round = '' } = req.query;
  const mayMake = caller.holds('makeAccessPoints');
  return await list<PointLine>(
    context,
    {
      title: t.title,
      notice: notice(t.done),
      lead: t.lead,
      actions: [
        caller.holds('printPosters') && { label: t.posters, url: '/staff/posters' },
        caller.holds('pairKiosks') && { label: t.pair, url: '/staff/kiosks/new' },
        mayMake && { label: t.make, url: '/staff/access-points/new' },
      ],
      search: { label: t.search, texts: (one) => [one.code, one.unit, one.service ?? '', one.round] },
      filters: filtersOf(names, language),
      count: t.shown,
      noneFound: round !== '' && q === '' && mayMake ? t.emptyRound : t.empty,
      columns: columnsOf(siteOrigin(req, publicUrl), language),
      sortedBy: 'code',
    },
    points,
  );
}

/** Long lists on telephones show the value without its heading. */
const speaks = { className: 'speaks' } as const;

function columnsOf(origin: string, language: PageLanguage): readonly Column<PointLine>[] {
  const t = accessPointTexts[language];
  return [
    {
      key: 'code',
      heading: t.code,
      url: ({ id }) => `/staff/access-points/${encodeURIComponent(id)}`,
      sort: ({ code }) => [...code], // digits in it are no number
    },
    { key: 'channel', heading: t.channel, value: ({ channel }) => t.channels[channel], ...speaks },
    { key: 'unit', heading: t.unit, ...speaks },
    { key: 'service', heading: t.service, value: ({ service }) => service ?? t.anyService, ...speaks },
    { key: 'round', heading: t.round, ...speaks },
    { key: 'state', heading: t.state, value: ({ state }) => t.states[state], ...speaks },
    {
      key: 'link',
      heading: t.link,
      sort: false,
      value: (line) => addressAt(origin, line)?.text,
      url: (line) => {
        const address = addressAt(origin, line);
        return address?.leads ? address.text : undefined;
      },
      className: 'link',
    },
  ];
}

function filtersOf({ rounds }: Names, language: PageLanguage): readonly Filter<PointLine>[] {
  const t = accessPointTexts[language];
  const named = [...rounds.values()].map(({ id, title }) => ({
    value: id,
    label: inLanguage(title, language),
  }));
  return [
    {
      id: 'channel',
      label: t.channel,
      options: [
        { value: '', label: t.anyChannel },
        ...channels.map((value) => ({ value, label: t.channels[value] })),
      ],
      keeps: ({ channel }, wanted) => channel === wanted,
    },
    {
      id: 'round',
      label: t.round,
      options: [{ value: '', label: t.anyRound }, ...named],
      keeps: ({ roundId }, wanted) => roundId === wanted,
    },
    {
      id: 'state',
      label: t.state,
      options: [
        { value: '', label: t.anyState },
        ...pointStates.map((value) => ({ value, label: t.states[value] })),
      ],
      keeps: ({ state }, wanted) => state === wanted,
    },
  ];
}

async function showPoint(context: StaffContext, tools: AccessPointTools): Promise<Reply> {
  const { req, res, caller, language, notice, param } = context;
  const { stores, now, publicUrl } = tools;
  const t = accessPointTexts[language];
  const point = await stores.accessPoints.find(param('accessPointId'));
  if (!point) throw notYours();
  caller.demand('seeAccessPoints', [standing(point, now())?.unitId ?? '']);
  const names = await loadNames(stores, caller, language);
  const line = pointLine(point, names, now());
  const columns = textColumns(t, ['number', 'unit', 'service', 'round', 'from', 'to']);
  const revisions = point.revisions.toReversed().map((revision, index) => {
    const { unit, service = t.anyService, round } = pointLine({ ...point, revisions: [revision] }, names, now()); // prettier-ignore
    const { number, from, to = index === 0 ? undefined : t.untilNext } = revision;
    return { number, unit, service, round, from, to };
  });
  return page(
    'collection/points/point',
    { title: t.pointTitle({ code: point.code }), notice: notice(t.done) },
    {
      t,
      line,
      forms: formsToPrint(context, `/staff/access-points/${point.id}/form`, t.printForm),
      address: addressAt(siteOrigin(req, publicUrl), line),
      history: tableRows(columns, revisions, { title: t.history, language }),
      change: caller.may('makeAccessPoints', line.unitId)
        ? await changeOf(context, tools, point, line.state)
        : undefined,
      p:
        hasPoster(point.channel) && caller.may('printPosters', line.unitId)
          ? { ...posterPageTexts[language], languages: namesOfLanguages(res, language) }
          : undefined,
    },
  );
}

/** Of the languages that respondents are offered. */
function namesOfLanguages(res: Response, language: PageLanguage): Readonly<Record<string, string>> {
  const offered = offeredLanguages(languageSettings(res));
  return Object.fromEntries(offered.map((one) => [one, languageNameIn(one, language)]));
}

/** The possible changes of the point, with the fields of a move. */
async function changeOf(
  { caller, language }: StaffContext,
  { stores, now }: AccessPointTools,
  point: AccessPoint,
  state: PointState,
) {
  const t = accessPointTexts[language];
  const last = point.revisions.at(-1)!;
  const { roundId: round, unitId: unit, serviceId: service = '' } = last;
  const current = moveForm.filled({ round, unit, service });
  const names = await loadNames(stores, caller, language);
  const theirs = caller.unitIdsFor('makeAccessPoints');
  const rounds = [...names.rounds.values()].filter((one) => roundState(one, now()) !== 'closed');
  const units = caller.units.outline().filter((one) => !theirs || theirs.has(one.unit.id));
  const services = servicesOffered([...names.services.values()], caller.units.day, last.serviceId);
  const named = (id: string, name: Localized) => ({ value: id, label: inLanguage(name, language) });
  return {
    actions: actionsIn(state).filter((action) => action !== 'move'),
    number: last.number,
    canMove: rounds.length > 0,
    fields: moveForm.onPage(language, current, {
      round: { options: rounds.map(({ id, title }) => named(id, title)) },
      unit: {
        options: units.map(({ unit: { id }, depth }) => ({ ...named(id, caller.units.name(id)), depth })),
      },
      service: { options: serviceOptions(services, t.anyService, language) },
    }).fields,
  };
}

/**
 * A kiosk is set up before its round opens and emptied after it closes; other addresses would only say that there is
 * no form.
 */
function addressAt(origin: string, line: PointLine) {
  const path = pointAddress(line);
  if (path === undefined) return undefined;
  return { text: `${origin}${path}`, leads: line.state === 'open' || line.channel === 'kiosk' };
}
