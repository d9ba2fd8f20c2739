/** A service with its history; adding one, renaming it from a day on, and ending it. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { standing } from '../accessPoints/pointLine.ts';
import { notYours } from '../../access/accounts/caller.ts';
import type { Faults } from '../../access/accounts/input.ts';
import type { Facts } from '../../access/audit/entry.ts';
import { addDays, isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { readLanguage } from '../../access/web/language.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { readService, readServiceEnd, type SentService } from '../../registers/services/input.ts';
import { keepServices } from '../../registers/services/keepServices.ts';
import { isServiceCode, namingOf } from '../../registers/services/naming.ts';
import {
  calledSince,
  isOffered,
  type Naming,
  type Service,
  type ServiceFaultKind,
} from '../../registers/services/service.ts';
import { serviceTexts } from '../../registers/services/texts.ts';
import type { RoutesOptions } from '../stores.ts';

/** The form field next to which an error is shown; all others appear next to the day. */
const fieldOf: Partial<Record<ServiceFaultKind, string>> = {
  nothing: 'name',
  nameTaken: 'name',
  codeTaken: 'code',
};

export function serviceChangeRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();

  async function serviceOf(req: Request): Promise<Service> {
    const service = (await stores.services.list()).find(({ id }) => id === req.params['serviceId']);
    if (!service) throw notYours();
    return service;
  }

  function formFields(req: Request, sent: Partial<SentService>, faults: Faults, isNew: boolean) {
    const t = serviceTexts[readLanguage(req)];
    const day = isNew ? { label: t.on } : { label: t.changeOn, hint: t.changeHint };
    return [
      { id: 'name', label: t.name, focus: isNew },
      { id: 'nameEn', label: t.nameEn, optional: true },
      { id: 'field', label: t.field, hint: t.fieldHint },
      { id: 'fieldEn', label: t.fieldEn, optional: true },
      { id: 'code', label: t.codeLabel, optional: true },
      { id: 'on', ...day, type: 'date', optional: !isNew },
    ].map((field) => ({ ...field, value: sent[field.id as keyof SentService], fault: faults[field.id] }));
  }

  function showNew(req: Request, res: Response, sent: Partial<SentService>, faults: Faults = {}): void {
    const t = serviceTexts[readLanguage(req)];
    const content = { t, faults, fields: formFields(req, sent, faults, true) };
    renderStaffPage(
      req,
      res,
      'design/services/new',
      { title: t.add, notice: noticeFor(req, t.done) },
      content,
    );
  }

  router.get('/staff/services/new', (req, res) => {
    const caller = callerOfRequest(req);
    caller.demand('changeServices', []);
    showNew(req, res, { on: caller.units.day });
  });

  /**
   * Statuses: 303; 422 with an error next to its field; 404 for those who are not responsible for the whole
   * installation.
   */
  router.post('/staff/services', async (req, res) => {
    callerOfRequest(req).demand('changeServices', []);
    const sent = await readService(req);
    const t = serviceTexts[readLanguage(req)];
    const fieldFaults = faultsOf(sent, t.faults, sent.on === '');
    const naming = namingOf(sent, await stores.services.list());
    const id = randomUUID();
    const { faults } =
      Object.keys(fieldFaults).length > 0
        ? { faults: [] }
        : await keepServices(
            stores.services,
            {
              draft: { added: [{ id, ...naming, validFrom: sent.on }] },
              audit: {
                kind: 'service.added',
                subject: { id, label: naming.name.vi },
                after: { ...factsOf(naming), on: sent.on },
              },
              by: callerOfRequest(req).actor,
            },
            now(),
          );
    const said = { ...fieldFaults, ...besideFields(faults, t.faults, 'on') };
    if (Object.keys(said).length > 0) showNew(req, res.status(422), sent, said);
    else res.redirect(303, '/staff/services/new?done=added');
  });

  interface Shown {
    readonly sent?: Partial<SentService>;
    readonly endOn?: string;
    readonly faults?: Faults;
  }

  async function showService(req: Request, res: Response, service: Service, shown: Shown): Promise<void> {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = serviceTexts[language];
    const { sent = { ...asSent(service), on: '' }, faults = {} } = shown;
    const inView = caller.unitIdsInView('seeAccessPoints');
    const points = (await stores.accessPoints.list()).filter((point) => {
      const revision = standing(point, now());
      return revision?.serviceId === service.id && (!inView || inView.has(revision.unitId));
    });
    renderStaffPage(
      req,
      res,
      'design/services/service',
      { title: inLanguage(service.name, language), notice: noticeFor(req, t.done) },
      {
        t,
        faults,
        service: {
          url: `/staff/services/${encodeURIComponent(service.id)}`,
          field: inLanguage(service.field, language),
          code: service.code,
          state: isOffered(service, caller.units.day) ? t.states.offered : t.states.ended,
          ...spanOf(service.validFrom, service.validTo, language),
        },
        points: points.length,
        pointsUrl: `/staff/access-points?q=${encodeURIComponent(inLanguage(service.name, language))}`,
        history: historyOf(service, language),
        mayChange: caller.may('changeServices', undefined),
        fields: formFields(req, sent, faults, false),
        end: {
          id: 'endOn',
          name: 'on',
          label: t.endOn,
          hint: t.endHint,
          type: 'date',
          optional: true,
          value: shown.endOn ?? service.validTo,
          fault: faults['endOn'],
        },
      },
    );
  }

  router.get('/staff/services/:serviceId', async (req, res) => {
    await showService(req, res, await serviceOf(req), {});
  });

  /**
   * Statuses: 303; 422 with an error next to its field; 404 when there is no such service, or the caller is not
   * responsible for the whole installation.
   */
  router.post('/staff/services/:serviceId', async (req, res) => {
    callerOfRequest(req).demand('changeServices', []);
    const service = await serviceOf(req);
    const sent = await readService(req);
    const t = serviceTexts[readLanguage(req)];
    const fieldFaults = faultsOf(sent, t.faults, false);
    const naming = namingOf(sent, await stores.services.list());
    const from = sent.on === '' ? {} : { from: sent.on };
    const { faults } =
      Object.keys(fieldFaults).length > 0
        ? { faults: [] }
        : await keepServices(
            stores.services,
            {
              draft: { changed: [{ serviceId: service.id, ...naming, ...from }] },
              audit: {
                kind: 'service.changed',
                subject: { id: service.id, label: naming.name.vi },
                before: factsOf(service),
                after: { ...factsOf(naming), ...(sent.on === '' ? {} : { on: sent.on }) },
              },
              by: callerOfRequest(req).actor,
            },
            now(),
          );
    const said = { ...fieldFaults, ...besideFields(faults, t.faults, 'on') };
    if (Object.keys(said).length > 0)
      await showService(req, res.status(422), service, { sent, faults: said });
    else res.redirect(303, `/staff/services/${encodeURIComponent(service.id)}?done=changed`);
  });

  router.post('/staff/services/:serviceId/end', async (req, res) => {
    callerOfRequest(req).demand('changeServices', []);
    const service = await serviceOf(req);
    const on = await readServiceEnd(req);
    const t = serviceTexts[readLanguage(req)];
    const isDay = on === '' || isCalendarDay(on);
    const { faults } = isDay
      ? await keepServices(
          stores.services,
          {
            draft: { ended: [{ serviceId: service.id, ...(on === '' ? {} : { on }) }] },
            audit: {
              kind: 'service.ended',
              subject: { id: service.id, label: service.name.vi },
              before: { on: service.validTo ?? '' },
              after: { on },
            },
            by: callerOfRequest(req).actor,
          },
          now(),
        )
      : { faults: [{ kind: 'dayShape' as const }] };
    const [fault] = faults;
    if (fault) {
      const said = { endOn: t.faults[fault.kind] };
      await showService(req, res.status(422), service, { endOn: on, faults: said });
    } else res.redirect(303, `/staff/services/${encodeURIComponent(service.id)}?done=ended`);
  });

  return router;
}

type Sentences = (typeof serviceTexts)['vi']['faults'];

function faultsOf({ name, field, code, on }: SentService, said: Sentences, isDayMissing: boolean): Faults {
  return {
    ...(name === '' ? { name: said.nameMissing } : {}),
    ...(field === '' ? { field: said.fieldMissing } : {}),
    ...(isServiceCode(code) ? {} : { code: said.codeShape }),
    ...(isDayMissing || (on !== '' && !isCalendarDay(on)) ? { on: said.dayShape } : {}),
  };
}

function besideFields(
  faults: readonly { readonly kind: ServiceFaultKind }[],
  said: Sentences,
  otherwise: string,
): Faults {
  return Object.fromEntries(faults.map(({ kind }) => [fieldOf[kind] ?? otherwise, said[kind]]));
}

function asSent({ name, field, code = '' }: Naming): Omit<SentService, 'on'> {
  return { name: name.vi, nameEn: name['en'] ?? '', field: field.vi, fieldEn: field['en'] ?? '', code };
}

function factsOf(naming: Naming): Facts {
  const { nameEn, fieldEn, code, ...rest } = asSent(naming);
  const others = Object.entries({ nameEn, fieldEn, code }).filter(([, text]) => text !== '');
  return { ...rest, ...Object.fromEntries(others) };
}

/** All its names, latest first. */
function historyOf(service: Service, language: PageLanguage) {
  const { earlier = [], validFrom, validTo } = service;
  const now = { ...service, from: calledSince(service), to: validTo };
  const before = earlier.map((naming, place) => ({ ...naming, from: earlier[place - 1]?.to ?? validFrom }));
  return [...before, now].toReversed().map(({ name, field, code, from, to }) => ({
    name: inLanguage(name, language),
    field: inLanguage(field, language),
    code: code ?? '–',
    ...spanOf(from, to, language),
  }));
}

/** First and last day in words; undefined: unknown, or until now. */
function spanOf(from: string | undefined, to: string | undefined, language: PageLanguage) {
  const { earliest, stillSo } = serviceTexts[language];
  return {
    from: from === undefined ? earliest : dayText(from, language),
    to: to === undefined ? stillSo : dayText(addDays(to, -1), language),
  };
}
