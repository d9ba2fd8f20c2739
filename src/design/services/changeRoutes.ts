/** A service with its history; adding one, renaming it from a day on, and ending it. */
import { randomUUID } from 'node:crypto';
import { notYours } from '../../access/accounts/caller.ts';
import type { FieldErrors } from '../../access/accounts/input.ts';
import type { Facts } from '../../access/audit/entry.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { addDays, isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { readService, readServiceEnd, type SentService } from '../../registers/services/input.ts';
import { keepServices } from '../../registers/services/keepServices.ts';
import { isServiceCode, namingOf } from '../../registers/services/naming.ts';
import {
  calledSince,
  isOffered,
  type Naming,
  type Service,
  type ServiceErrorKind,
} from '../../registers/services/service.ts';
import { serviceTexts } from '../../registers/services/texts.ts';
import { standing } from '../accessPoints/pointLine.ts';
import type { RoutesOptions } from '../stores.ts';

export const routes: Routes<RoutesOptions> = {
  'GET /staff/services/new': may('changeServices', showEmptyForm),
  'POST /staff/services': may('changeServices', addService),
  'GET /staff/services/:serviceId': may('seeAccessPoints', openService),
  'POST /staff/services/:serviceId': may('changeServices', renameService),
  'POST /staff/services/:serviceId/end': may('changeServices', endService),
};

/** The form field next to which an error is shown; all others appear next to the day. */
const fieldOf: Partial<Record<ServiceErrorKind, string>> = {
  nothing: 'name',
  nameTaken: 'name',
  codeTaken: 'code',
};

/** @throws Problem notFound */
async function serviceOf({ param }: StaffContext, { stores }: RoutesOptions): Promise<Service> {
  const service = (await stores.services.list()).find(({ id }) => id === param('serviceId'));
  if (!service) throw notYours();
  return service;
}

function formFields(language: PageLanguage, sent: Partial<SentService>, errors: FieldErrors, isNew: boolean) {
  const t = serviceTexts[language];
  const day = isNew ? { label: t.on } : { label: t.changeOn, hint: t.changeHint };
  return [
    { id: 'name', label: t.name, focus: isNew },
    { id: 'nameEn', label: t.nameEn, optional: true },
    { id: 'field', label: t.field, hint: t.fieldHint },
    { id: 'fieldEn', label: t.fieldEn, optional: true },
    { id: 'code', label: t.codeLabel, optional: true },
    { id: 'on', ...day, type: 'date', optional: !isNew },
  ].map((field) => ({ ...field, value: sent[field.id as keyof SentService], error: errors[field.id] }));
}

function showNew(
  { language, notice }: StaffContext,
  sent: Partial<SentService>,
  errors?: FieldErrors,
): Reply {
  const t = serviceTexts[language];
  return page(
    'design/services/new',
    { title: t.add, notice: notice(t.done), status: errors && 422 },
    { t, errors: errors ?? {}, fields: formFields(language, sent, errors ?? {}, true) },
  );
}

function showEmptyForm(context: StaffContext): Reply {
  const { caller } = context;
  caller.demand('changeServices', []);
  return showNew(context, { on: caller.units.day });
}

/**
 * Statuses: 303; 422 with an error next to its field; 404 for those who are not responsible for the whole
 * installation.
 */
async function addService(context: StaffContext, { stores, now }: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  caller.demand('changeServices', []);
  const sent = await readService(req);
  const t = serviceTexts[language];
  const fieldErrors = errorsOf(sent, t.errors, sent.on === '');
  const naming = namingOf(sent, await stores.services.list());
  const id = randomUUID();
  const { errors } =
    Object.keys(fieldErrors).length > 0
      ? { errors: [] }
      : await keepServices(
          stores.services,
          {
            draft: { added: [{ id, ...naming, validFrom: sent.on }] },
            audit: {
              kind: 'service.added',
              subject: { id, label: naming.name.vi },
              after: { ...factsOf(naming), on: sent.on },
            },
            by: caller.actor,
          },
          now(),
        );
  const said = { ...fieldErrors, ...besideFields(errors, t.errors, 'on') };
  return Object.keys(said).length > 0
    ? showNew(context, sent, said)
    : seeOther('/staff/services/new?done=added');
}

interface Shown {
  readonly sent?: Partial<SentService>;
  readonly endOn?: string;
  readonly errors?: FieldErrors;
}

async function showService(
  { caller, language, notice }: StaffContext,
  { stores, now }: RoutesOptions,
  service: Service,
  shown: Shown = {},
): Promise<Reply> {
  const t = serviceTexts[language];
  const { sent = { ...asSent(service), on: '' }, errors = {} } = shown;
  const inView = caller.unitIdsInView('seeAccessPoints');
  const points = (await stores.accessPoints.list()).filter((point) => {
    const revision = standing(point, now());
    return revision?.serviceId === service.id && (!inView || inView.has(revision.unitId));
  });
  const title = inLanguage(service.name, language);
  return page(
    'design/services/service',
    { title, notice: notice(t.done), status: shown.errors && 422 },
    {
      t,
      errors,
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
      fields: formFields(language, sent, errors, false),
      end: {
        id: 'endOn',
        name: 'on',
        label: t.endOn,
        hint: t.endHint,
        type: 'date',
        optional: true,
        value: shown.endOn ?? service.validTo,
        error: errors['endOn'],
      },
    },
  );
}

async function openService(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  return await showService(context, tools, await serviceOf(context, tools));
}

/**
 * Statuses: 303; 422 with an error next to its field; 404 when there is no such service, or the caller is not
 * responsible for the whole installation.
 */
async function renameService(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now } = tools;
  caller.demand('changeServices', []);
  const service = await serviceOf(context, tools);
  const sent = await readService(req);
  const t = serviceTexts[language];
  const fieldErrors = errorsOf(sent, t.errors, false);
  const naming = namingOf(sent, await stores.services.list());
  const from = sent.on === '' ? {} : { from: sent.on };
  const { errors } =
    Object.keys(fieldErrors).length > 0
      ? { errors: [] }
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
            by: caller.actor,
          },
          now(),
        );
  const said = { ...fieldErrors, ...besideFields(errors, t.errors, 'on') };
  return Object.keys(said).length > 0
    ? await showService(context, tools, service, { sent, errors: said })
    : seeOther(`/staff/services/${encodeURIComponent(service.id)}?done=changed`);
}

async function endService(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now } = tools;
  caller.demand('changeServices', []);
  const service = await serviceOf(context, tools);
  const on = await readServiceEnd(req);
  const t = serviceTexts[language];
  const isDay = on === '' || isCalendarDay(on);
  const { errors } = isDay
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
          by: caller.actor,
        },
        now(),
      )
    : { errors: [{ kind: 'dayShape' as const }] };
  const [error] = errors;
  return error
    ? await showService(context, tools, service, { endOn: on, errors: { endOn: t.errors[error.kind] } })
    : seeOther(`/staff/services/${encodeURIComponent(service.id)}?done=ended`);
}

type Sentences = (typeof serviceTexts)['vi']['errors'];

function errorsOf(
  { name, field, code, on }: SentService,
  said: Sentences,
  isDayMissing: boolean,
): FieldErrors {
  return {
    ...(name === '' ? { name: said.nameMissing } : {}),
    ...(field === '' ? { field: said.fieldMissing } : {}),
    ...(isServiceCode(code) ? {} : { code: said.codeShape }),
    ...(isDayMissing || (on !== '' && !isCalendarDay(on)) ? { on: said.dayShape } : {}),
  };
}

function besideFields(
  errors: readonly { readonly kind: ServiceErrorKind }[],
  said: Sentences,
  otherwise: string,
): FieldErrors {
  return Object.fromEntries(errors.map(({ kind }) => [fieldOf[kind] ?? otherwise, said[kind]]));
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
  const before = earlier.map((naming, index) => ({ ...naming, from: earlier[index - 1]?.to ?? validFrom }));
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
