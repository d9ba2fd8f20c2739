/** The list of access points. */
import type { Column } from '../../access/web/columns.ts';
import { list } from '../../access/web/list.ts';
import type { Filter } from '../../access/web/listDeclaration.ts';
import type { Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import { channels } from '../../design/accessPoints/accessPoint.ts';
import { pointStates } from '../../design/accessPoints/input.ts';
import { loadNames, type Names } from '../../design/accessPoints/locationNames.ts';
import { pointLine, type PointLine } from '../../design/accessPoints/pointLine.ts';
import { accessPointTexts } from '../../design/accessPoints/texts.ts';
import { addressAt, type PointTools } from './pointRoutes.ts';

export const listRoutes: Routes<PointTools> = {
  'GET /staff/access-points': may('seeAccessPoints', listPoints, menuLine('collection', accessPointTexts)),
};

async function listPoints(context: StaffContext, { stores, now, publicUrl }: PointTools): Promise<Reply> {
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
