/** The quality pages: which access points show signs of haste, ballot stuffing or answering for others, and their figures. */
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { menuLine } from '../../access/web/menu.ts';
import { list } from '../../access/web/list.ts';
import { page, sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { signsOf } from '../../collection/quality/signs.ts';
import { qualityTexts } from '../../collection/quality/texts.ts';
import { accessPointTexts } from '../../design/accessPoints/texts.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { sendDownload, downloadLinks } from '../../platform/web/download.ts';
import { decimalText } from '../../platform/text/numbers.ts';
import { nearest } from '../results/lineWords.ts';
import type { RoundsRoutesOptions, RoutesOptions } from '../stores.ts';
import { comparePoints, lookAt, locationOf, shareText, type Location } from './comparePoints.ts';
import { figuresBeside } from './figuresBeside.ts';
import { hoursChart, pointTables } from './pointPage.ts';

export const routes: Routes<RoundsRoutesOptions> = {
  'GET /staff/quality': may('seeQuality', listPoints, menuLine('collection', qualityTexts)),
  'GET /staff/quality/:accessPointId/:revision': may('seeQuality', openPoint),
};

async function listPoints(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const t = qualityTexts[context.language];
  return await list(
    context,
    {
      title: t.title,
      lead: t.lead,
      empty: t.empty,
      file: { name: 'chat-luong-phieu', key: 'points' },
      columns: [
        { key: 'code', heading: t.code, url: ({ url }) => url, sort: ({ code }) => [...code] },
        { key: 'unit', heading: t.unit },
        { key: 'channel', heading: t.channel },
        {
          key: 'signs',
          heading: t.signs,
          value: ({ signs }) => (signs.length > 0 ? '' : t.none),
          tag: ({ signs }) => signs,
          sort: ({ signs }) => signs.length,
          isHighestFirst: true,
        },
        { key: 'forms', heading: t.forms },
        { key: 'apart', heading: t.apart, isNumber: true },
      ],
    },
    await linesInView(context, tools),
  );
}

/** The points with most signs first, then those with the strongest. */
async function linesInView({ caller, language }: StaffContext, { stores }: RoutesOptions) {
  const t = qualityTexts[language];
  const inView = caller.unitIdsInView('seeQuality');
  const points = new Map((await stores.accessPoints.list()).map((point) => [point.id, point]));
  return (await stores.quality.listSigns())
    .flatMap((found) => {
      const location = locationOf(points.get(found.accessPointId), found.revision);
      if (!location || (inView && !inView.has(location.revision.unitId))) return [];
      return [
        {
          ...nameLine(location, caller, language),
          url: `/staff/quality/${found.accessPointId}/${found.revision}`,
          forms: found.forms,
          apart: shareText(found.apart, found.forms, language),
          day: dayText(found.day, language),
          signs: found.signs.map(({ kind }) => t.signNames[kind]),
          strength: Math.max(0, ...found.signs.map(({ excess }) => excess)),
        },
      ];
    })
    .toSorted((one, other) => other.signs.length - one.signs.length || other.strength - one.strength);
}

/** Statuses: 200; 404 when there is no such revision, or the caller may not see it. */
async function openPoint(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { req, res, caller, language, param } = context;
  const t = qualityTexts[language];
  const point = await tools.stores.accessPoints.find(param('accessPointId'));
  const location = locationOf(point, Number(param('revision')));
  if (!location) throw notYours();
  caller.demand('seeQuality', [location.revision.unitId]);
  const { days, quality } = await lookAt(location, tools);
  const { gaps, flags, others } = pointTables(
    quality,
    await comparePoints(location, language, tools),
    language,
  );
  const chart = hoursChart(quality.byHour, t);
  const byHour = { key: 'hours', title: t.byHour, chart };
  const parts = chart ? [byHour, gaps.download, flags.download, others.download] : [];
  const { code } = location.point;
  if (await sendDownload(req, res, parts, { name: `chat-luong-phieu-${code}`, language })) return sent;
  return page(
    'processing/quality/point',
    { title: t.pointTitle({ code }) },
    {
      t,
      line: nameLine(location, caller, language),
      upTo: days.length > 0 ? t.upTo({ day: dayText(days.at(-1)!.day, language) }) : undefined,
      forms: quality.forms,
      apart: shareText(quality.apart, quality.forms, language),
      signs: signsOf(days.map(({ hours }) => hours)).map(({ kind, of }) => ({
        name: t.signNames[kind],
        words: t.signWords[kind]({ of: t.answerNames[of] }),
      })),
      isTooSoon: days.length < 3,
      mayAnnul: caller.may('annul', location.revision.unitId),
      chart,
      gaps: gaps.rows,
      take: downloadLinks(req, parts, language),
      flags: flags.rows,
      bursts: quality.bursts.map(({ day, hour, forms, usual }) =>
        t.burst({
          day: dayText(day, language),
          hour,
          forms,
          usual: decimalText(nearest(usual, 1), language),
        }),
      ),
      others: others.rows,
      figures: await figuresBeside(location.revision, language, tools),
    },
  );
}

function nameLine({ point, revision }: Location, caller: Caller, language: PageLanguage) {
  return {
    code: point.code,
    channel: accessPointTexts[language].channels[point.channel],
    unit: inLanguage(caller.units.name(revision.unitId), language),
  };
}
