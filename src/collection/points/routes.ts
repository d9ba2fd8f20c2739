/** Access points: viewing, searching, and getting posters and links. */
import type { Request, Router } from 'express';
import { notYours } from '../../access/accounts/caller.ts';
import { readSearch } from '../../access/accounts/input.ts';
import { inLanguage, type Localized } from '../../platform/text/localized.ts';
import { hasPoster } from '../posters/poster.ts';
import { posterTexts } from '../posters/texts.ts';
import { roundState } from '../../design/rounds/round.ts';
import { servicesOffered } from '../../registers/services/service.ts';
import { serviceOptions } from '../../registers/services/serviceOptions.ts';
import { finds } from '../../platform/text/searchText.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { readLanguage } from '../../access/web/language.ts';
import { nextPageUrl, pageOf } from '../../platform/web/paging.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { channels, type AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import { pointSorts, pointStates, readPointsSearch } from '../../design/accessPoints/input.ts';
import { loadNames } from '../../design/accessPoints/placeNames.ts';
import {
  pointAddress,
  pointLine,
  standing,
  type PointLine,
  type PointState,
} from '../../design/accessPoints/pointLine.ts';
import { actsIn } from '../../design/accessPoints/revisePoint.ts';
import { accessPointTexts } from '../../design/accessPoints/texts.ts';
import type { RoutesOptions } from '../stores.ts';

export interface AccessPointRoutesOptions extends RoutesOptions {
  readonly publicUrl: string | undefined;
}

export function accessPointRoutes({ stores, now, publicUrl }: AccessPointRoutesOptions): Router {
  const router = staffRouter();

  const namesFor = async (req: Request) => await loadNames(stores, callerOfRequest(req), readLanguage(req));

  router.get('/staff/access-points', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = accessPointTexts[language];
    const search = await readSearch(req);
    const wish = await readPointsSearch(req);
    const unitIds = caller.unitIdsInView('seeAccessPoints');
    const names = await namesFor(req);
    const collator = new Intl.Collator(language);
    const origin = siteOrigin(req, publicUrl);
    const found = (await stores.accessPoints.list())
      .map((point) => pointLine(point, names, now()))
      .filter((line) => !unitIds || unitIds.has(line.unitId))
      .filter((line) => wish.channel === '' || line.channel === wish.channel)
      .filter((line) => wish.state === '' || line.state === wish.state)
      .filter((line) => wish.round === '' || line.roundId === wish.round)
      .filter(({ code, unit, service, round }) => finds([code, unit, service ?? '', round], search.text))
      .toSorted((one, other) => collator.compare(one[wish.sort], other[wish.sort]));
    const shown = pageOf(found, search.page);
    const channelOptions = channels.map((value) => ({ value, label: t.channels[value] }));
    renderStaffPage(
      req,
      res,
      'collection/points/list',
      { title: t.title, notice: noticeFor(req, t.done) },
      {
        t,
        fields: [
          { id: 'q', label: t.search, value: search.text, type: 'search', optional: true },
          {
            id: 'channel',
            label: t.channel,
            value: wish.channel,
            options: [{ value: '', label: t.anyChannel }, ...channelOptions],
          },
          {
            id: 'round',
            label: t.round,
            value: wish.round,
            options: [
              { value: '', label: t.anyRound },
              ...[...names.rounds.values()].map(({ id, title }) => ({
                value: id,
                label: inLanguage(title, language),
              })),
            ],
          },
          {
            id: 'state',
            label: t.state,
            value: wish.state,
            options: [
              { value: '', label: t.anyState },
              ...pointStates.map((value) => ({ value, label: t.states[value] })),
            ],
          },
          {
            id: 'sort',
            label: t.sort,
            value: wish.sort,
            options: pointSorts.map((value) => ({ value, label: t.sorts[value] })),
          },
        ],
        count: t.shown(shown.length, found.length),
        points: shown.map((line) => ({ ...line, address: addressAt(origin, line) })),
        mayPrint: caller.holds('printPosters'),
        empty:
          wish.round !== '' && search.text === '' && caller.holds('makeAccessPoints')
            ? t.emptyRound
            : t.empty,
        mayMake: caller.holds('makeAccessPoints'),
        nextUrl: nextPageUrl(req, found.length, search.page),
      },
    );
  });

  router.get('/staff/access-points/:accessPointId', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = accessPointTexts[language];
    const point = await stores.accessPoints.find(req.params['accessPointId']);
    if (!point) throw notYours();
    caller.demand('seeAccessPoints', [standing(point, now())?.unitId ?? '']);
    const names = await namesFor(req);
    const line = pointLine(point, names, now());
    const revisions = point.revisions.toReversed().map((revision) => ({
      ...pointLine({ ...point, revisions: [revision] }, names, now()),
      number: revision.number,
      from: timeText(revision.from, language),
      to: revision.to ? timeText(revision.to, language) : undefined,
      isLast: revision === point.revisions.at(-1),
    }));
    renderStaffPage(
      req,
      res,
      'collection/points/point',
      { title: t.pointTitle(point.code), notice: noticeFor(req, t.done) },
      {
        t,
        line,
        address: addressAt(siteOrigin(req, publicUrl), line),
        revisions,
        change: caller.may('makeAccessPoints', line.unitId)
          ? await changeOf(req, point, line.state)
          : undefined,
        p:
          hasPoster(point.channel) && caller.may('printPosters', line.unitId)
            ? posterTexts[language]
            : undefined,
      },
    );
  });

  /** The possible changes of the point, with the fields of a move. */
  async function changeOf(req: Request, point: AccessPoint, state: PointState) {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = accessPointTexts[language];
    const last = point.revisions.at(-1)!;
    const names = await namesFor(req);
    const theirs = caller.unitIdsFor('makeAccessPoints');
    const rounds = [...names.rounds.values()].filter((round) => roundState(round, now()) !== 'closed');
    const units = caller.units.outline().filter(({ unit }) => !theirs || theirs.has(unit.id));
    const named = (id: string, name: Localized) => ({ value: id, label: inLanguage(name, language) });
    return {
      acts: actsIn(state).filter((act) => act !== 'move'),
      number: last.number,
      canMove: rounds.length > 0,
      fields: [
        {
          id: 'round',
          label: t.round,
          value: last.roundId,
          options: rounds.map(({ id, title }) => named(id, title)),
        },
        {
          id: 'unit',
          label: t.unit,
          value: last.unitId,
          options: units.map(({ unit, depth }) => ({ ...named(unit.id, caller.units.name(unit.id)), depth })),
        },
        {
          id: 'service',
          label: t.service,
          value: last.serviceId ?? '',
          options: serviceOptions(
            servicesOffered([...names.services.values()], caller.units.day, last.serviceId),
            t.anyService,
            language,
          ),
        },
      ],
    };
  }

  return router;
}

/**
 * A kiosk is set up before its round opens and emptied after it closes; other addresses would only say that there is
 * no form.
 */
function addressAt(origin: string, line: PointLine) {
  const path = pointAddress(line);
  return path && { text: `${origin}${path}`, leads: line.state === 'open' || line.channel === 'kiosk' };
}
