/** The quality pages: which access points show signs of haste, ballot stuffing or answering for others, and their figures. */
import type { Router } from 'express';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import type { AccessPoint, Revision } from '../../design/accessPoints/accessPoint.ts';
import { accessPointTexts } from '../../design/accessPoints/texts.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { barChart } from '../../platform/charts/barChart.ts';
import type { DescribedDrawing } from '../../platform/charts/drawing.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { publicationInstead } from '../published/standing.ts';
import { apartFigures } from '../results/apartFigures.ts';
import { lineWords, nearest } from '../results/lineWords.ts';
import { decimalText, percentText } from '../../statistics/estimation/wording.ts';
import { plainTable, type TableCell } from '../../platform/tables/table.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { readLanguage } from '../../access/web/language.ts';
import { sendTaken, takeLinks, type TakeAway } from '../../platform/web/takeAway.ts';
import { renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { flagKinds, SET_APART } from '../../collection/quality/flag.ts';
import { calendarDays, workingDays } from '../../collection/quality/lookForSigns.ts';
import {
  formsMin,
  pointQuality,
  shortGapShare,
  type PointQuality,
} from '../../collection/quality/pointQuality.ts';
import { signsOf, windowDays } from '../../collection/quality/signs.ts';
import type { PointPlace } from '../../collection/quality/store.ts';
import { qualityTexts } from '../../collection/quality/texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

export function qualityRoutes({ stores, rounds, now }: RoundsRoutesOptions): Router {
  const router = staffRouter();

  router.get('/staff/quality', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = qualityTexts[language];
    const inView = caller.unitIdsInView('seeQuality');
    const points = new Map((await stores.accessPoints.list()).map((point) => [point.id, point]));
    const lines = (await stores.quality.listSigns())
      .flatMap((found) => {
        const place = placeOf(points.get(found.accessPointId), found.revision);
        if (!place || (inView && !inView.has(place.revision.unitId))) return [];
        return [
          {
            ...nameLine(place, caller, language),
            url: urlOf(found),
            forms: found.forms,
            apart: shareText(found.apart, found.forms, language),
            day: dayText(found.day, language),
            signs: found.signs.map(({ kind }) => t.signNames[kind]),
            strength: Math.max(0, ...found.signs.map(({ excess }) => excess)),
          },
        ];
      })
      .sort((one, other) => other.signs.length - one.signs.length || other.strength - one.strength);
    const rows = lines.map(({ code, unit, channel, signs, forms, apart }) => [
      code,
      unit,
      channel,
      signs.join('; '),
      forms,
      apart,
    ]);
    const parts =
      lines.length > 0
        ? [
            {
              key: 'points',
              title: t.title,
              table: plainTable([t.code, t.unit, t.channel, t.signs, t.forms, t.apart], rows),
            },
          ]
        : [];
    if (await sendTaken(req, res, parts, { name: 'chat-luong-phieu', language })) return;
    const take = takeLinks(req, parts, language);
    renderStaffPage(req, res, 'processing/quality/list', { title: t.title }, { t, lines, take });
  });

  router.get('/staff/quality/:accessPointId/:revision', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = qualityTexts[language];
    const point = await stores.accessPoints.find(req.params['accessPointId']);
    const place = placeOf(point, Number(req.params['revision']));
    if (!place) throw notYours();
    caller.demand('seeQuality', [place.revision.unitId]);
    const { days, quality } = await look({ accessPointId: place.point.id, revision: place.revision.number });
    const signs = signsOf(days.map(({ hours }) => hours));
    const flags = flagKinds.map((kind) => ({
      name: t.flagNames[kind],
      count: quality.forms < formsMin ? '–' : quality.flags[kind],
      share: shareText(quality.flags[kind], quality.forms, language),
    }));
    const gaps = quality.gaps.map((count, at) => ({ name: t.gapNames[at]!, count }));
    const others = await besides(place, language);
    const chart = hoursChart(quality.byHour, t);
    const parts = chart ? pointTaken({ t, chart, gaps, flags, others }) : [];
    if (await sendTaken(req, res, parts, { name: `chat-luong-phieu-${place.point.code}`, language })) return;
    renderStaffPage(
      req,
      res,
      'processing/quality/point',
      { title: t.pointTitle(place.point.code) },
      {
        t,
        line: nameLine(place, caller, language),
        upTo: days.length > 0 ? t.upTo(dayText(days.at(-1)!.day, language)) : undefined,
        forms: quality.forms,
        apart: shareText(quality.apart, quality.forms, language),
        signs: signs.map(({ kind, of }) => ({
          name: t.signNames[kind],
          words: t.signWords[kind](t.answerNames[of]),
        })),
        isTooSoon: days.length < 3,
        mayAnnul: caller.may('annul', place.revision.unitId),
        chart,
        gaps,
        take: takeLinks(req, parts, language),
        flags,
        bursts: quality.bursts.map(({ day, hour, forms, usual }) =>
          t.burst(dayText(day, language), hour, forms, decimalText(nearest(usual, 1), language)),
        ),
        others,
        figures: await figuresOf(place.revision, language),
      },
    );
  });

  /** The days before today, with a description of the last ten. */
  async function look(place: PointPlace) {
    const today = dayOf(now());
    const all = await stores.quality.listDays(place, addDays(today, -calendarDays));
    const days = workingDays(all.filter(({ day }) => day < today));
    return { days, quality: pointQuality(days.slice(-windowDays)) };
  }

  /** The access point compared with all others that belong to its unit now. */
  async function besides({ point, revision }: Place, language: PageLanguage) {
    const t = qualityTexts[language];
    const places = (await stores.accessPoints.list()).flatMap((other) => {
      if (other.id === point.id) return [{ point, revision }];
      const last = other.revisions.at(-1);
      return last?.unitId === revision.unitId ? [{ point: other, revision: last }] : [];
    });
    const lines = await Promise.all(
      places.map(async (place) => {
        const { quality } = await look({ accessPointId: place.point.id, revision: place.revision.number });
        const channel = accessPointTexts[language].channels[place.point.channel];
        const isHere = place.point.id === point.id;
        return {
          isHere,
          name: `${place.point.code}, ${channel}${isHere ? ` (${t.here})` : ''}`,
          ...compared(quality, language),
        };
      }),
    );
    return lines.filter(({ forms, isHere }) => isHere || forms > 0);
  }

  async function figuresOf({ roundId, unitId }: Revision, language: PageLanguage) {
    const t = qualityTexts[language];
    const round = await stores.rounds.find(roundId);
    if (!round) return undefined;
    const measured = await rounds.measure(round);
    if (!measured.tree.has(unitId)) return undefined;
    const title = inLanguage(round.title, language);
    if (await publicationInstead(stores.publications, roundId, measured.board))
      return { round: title, note: t.figureOvertaken, lines: [] };
    const found = apartFigures(measured, unitId, { apart: SET_APART, now: now() });
    const say = (name: string, figure: Parameters<typeof lineWords>[0]['figure']) => ({
      name,
      ...lineWords({ figure }, language),
    });
    return {
      round: title,
      note: found.state === 'shown' ? undefined : t.figureStates[found.state],
      lines: [
        ...('all' in found ? [say(t.figureAll, found.all)] : []),
        ...('without' in found ? [say(t.figureWithout, found.without)] : []),
      ],
    };
  }

  return router;
}

interface Place {
  readonly point: AccessPoint;
  readonly revision: Revision;
}

function placeOf(point: AccessPoint | undefined, number: number): Place | undefined {
  const revision = point?.revisions.find((one) => one.number === number);
  return point && revision && { point, revision };
}

function urlOf({ accessPointId, revision }: PointPlace): string {
  return `/staff/quality/${accessPointId}/${revision}`;
}

function nameLine({ point, revision }: Place, caller: Caller, language: PageLanguage) {
  return {
    code: point.code,
    channel: accessPointTexts[language].channels[point.channel],
    unit: inLanguage(caller.units.name(revision.unitId), language),
  };
}

function compared({ forms, dayCount, flags, gaps, apart }: PointQuality, language: PageLanguage) {
  const short = shortGapShare(gaps);
  return {
    forms,
    perDay: decimalText(nearest(dayCount === 0 ? 0 : forms / dayCount, 1), language),
    apart: shareText(apart, forms, language),
    straight: shareText(flags.straightLined, forms, language),
    short: short === undefined ? '–' : percentText(nearest(100 * short, 0), language),
  };
}

function hoursChart(hours: PointQuality['byHour'], t: (typeof qualityTexts)[PageLanguage]) {
  const chart = barChart(hours.map(({ hour, forms }) => ({ label: String(hour), count: forms })));
  const said = hours.map(({ hour, forms }) => `${t.hourName(hour)} ${forms}`).join(', ');
  return chart && { ...chart, description: `${t.byHour}: ${said}` };
}

/** With few responses, a share would disclose what individuals did. */
function shareText(part: number, forms: number, language: PageLanguage): string {
  return forms < formsMin
    ? qualityTexts[language].tooFewForms
    : percentText(nearest((100 * part) / forms, 1), language);
}

/** The tables and the chart of an access point's page, for export. */
function pointTaken(shown: {
  readonly t: (typeof qualityTexts)[PageLanguage];
  readonly chart: DescribedDrawing;
  readonly gaps: readonly { readonly name: string; readonly count: TableCell }[];
  readonly flags: readonly { readonly name: string; readonly count: TableCell; readonly share: string }[];
  readonly others: readonly ({ readonly name: string } & ReturnType<typeof compared>)[];
}): TakeAway[] {
  const { t, chart, gaps, flags, others } = shown;
  const beside = others.map(({ name, perDay, apart, straight, short }) => [
    name,
    perDay,
    apart,
    straight,
    short,
  ]);
  return [
    { key: 'hours', title: t.byHour, chart },
    { key: 'gaps', title: t.gaps, table: plainTable([t.gap, t.gapCount], gaps.map(({ name, count }) => [name, count])) }, // prettier-ignore
    { key: 'flags', title: t.flags, table: plainTable([t.flag, t.forms, t.share], flags.map(({ name, count, share }) => [name, count, share])) }, // prettier-ignore
    { key: 'points', title: t.channels, table: plainTable([t.code, t.perDay, t.apart, t.straightShare, t.shortGaps], beside) }, // prettier-ignore
  ];
}
