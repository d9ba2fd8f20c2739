/** A service with its history; adding one, renaming it from a day on, and ending it. */
import { tableRows, textColumns } from '../../access/web/columns.ts';
import { randomUUID } from 'node:crypto';
import { notYours } from '../../access/accounts/caller.ts';
import type { Facts } from '../../access/audit/entry.ts';
import { formPage } from '../../access/web/formPage.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { also, type FieldErrors } from '../../platform/web/form.ts';
import { newServiceForm, serviceEndForm, serviceForm } from '../../registers/services/input.ts';
import { keepServices } from '../../registers/services/keepServices.ts';
import { knownFields, namingOf } from '../../registers/services/naming.ts';
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

function showNew({ language, notice }: StaffContext, shown: typeof newServiceForm.empty): Reply {
  const t = serviceTexts[language];
  const url = '/staff/services';
  return formPage(
    { title: t.add, notice: notice(t.done), status: shown.status },
    { lead: t.addLead, action: url, submit: t.add, back: { url, label: t.all } },
    newServiceForm.onPage(language, shown, { name: { focus: true } }),
  );
}

function showEmptyForm(context: StaffContext): Reply {
  const { caller } = context;
  caller.demand('changeServices', []);
  return showNew(context, newServiceForm.filled({ on: caller.units.day }));
}

/**
 * Statuses: 303; 422 with an error next to its field; 404 for those who are not responsible for the whole
 * installation.
 */
async function addService(context: StaffContext, { stores, now }: RoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  caller.demand('changeServices', []);
  const sent = await newServiceForm.read(context);
  if (!sent.ok) return showNew(context, sent);
  const naming = namingOf(sent.typed, knownFields(await stores.services.list()));
  const { on } = sent.values;
  const id = randomUUID();
  const { errors } = await keepServices(
    stores.services,
    {
      draft: { added: [{ id, ...naming, validFrom: on }] },
      audit: {
        kind: 'service.added',
        subject: { id, label: naming.name.vi },
        after: { ...factsOf(naming), on },
      },
      by: caller.actor,
    },
    now(),
  );
  return errors.length > 0
    ? showNew(context, also(sent, besideFields(errors, serviceTexts[language].errors)))
    : seeOther('/staff/services/new?done=added');
}

interface Shown {
  readonly change?: typeof serviceForm.empty;
  readonly end?: typeof serviceEndForm.empty;
}

async function showService(
  { caller, language, notice }: StaffContext,
  { stores, now }: RoutesOptions,
  service: Service,
  shown: Shown = {},
): Promise<Reply> {
  const t = serviceTexts[language];
  const { change = serviceForm.filled(asTyped(service)) } = shown;
  const { end = serviceEndForm.filled({ on: service.validTo ?? '' }) } = shown;
  const changing = serviceForm.onPage(language, change);
  const ending = serviceEndForm.onPage(language, end);
  const inView = caller.unitIdsInView('seeAccessPoints');
  const points = (await stores.accessPoints.list()).filter((point) => {
    const revision = standing(point, now());
    return revision?.serviceId === service.id && (!inView || inView.has(revision.unitId));
  });
  const title = inLanguage(service.name, language);
  const columns = textColumns(t, ['name', 'field', 'code', 'since', 'until']);
  return page(
    'design/services/service',
    { title, notice: notice(t.done), status: change.status ?? end.status },
    {
      t,
      errors: { ...changing.errors, ...ending.errors },
      service: {
        url: `/staff/services/${encodeURIComponent(service.id)}`,
        field: inLanguage(service.field, language),
        code: service.code,
        state: isOffered(service, caller.units.day) ? t.states.offered : t.states.ended,
        ...spanOf(service.validFrom, service.validTo, language),
      },
      points: points.length,
      pointsUrl: `/staff/access-points?q=${encodeURIComponent(inLanguage(service.name, language))}`,
      history: tableRows(columns, historyOf(service, language), { title: t.history, language }),
      mayChange: caller.may('changeServices', undefined),
      fields: changing.fields,
      end: ending.fields[0],
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
  const { caller, language } = context;
  const { stores, now } = tools;
  caller.demand('changeServices', []);
  const service = await serviceOf(context, tools);
  const sent = await serviceForm.read(context);
  if (!sent.ok) return await showService(context, tools, service, { change: sent });
  const naming = namingOf(sent.typed, knownFields(await stores.services.list()));
  const { on } = sent.values;
  const { errors } = await keepServices(
    stores.services,
    {
      draft: { changed: [{ serviceId: service.id, ...naming, ...(on !== undefined && { from: on }) }] },
      audit: {
        kind: 'service.changed',
        subject: { id: service.id, label: naming.name.vi },
        before: factsOf(service),
        after: { ...factsOf(naming), ...(on !== undefined && { on }) },
      },
      by: caller.actor,
    },
    now(),
  );
  const change = also(sent, besideFields(errors, serviceTexts[language].errors));
  return change.ok
    ? seeOther(`/staff/services/${encodeURIComponent(service.id)}?done=changed`)
    : await showService(context, tools, service, { change });
}

async function endService(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now } = tools;
  caller.demand('changeServices', []);
  const service = await serviceOf(context, tools);
  const sent = await serviceEndForm.read(context);
  if (!sent.ok) return await showService(context, tools, service, { end: sent });
  const { on } = sent.values;
  const { errors } = await keepServices(
    stores.services,
    {
      draft: { ended: [{ serviceId: service.id, ...(on !== undefined && { on }) }] },
      audit: {
        kind: 'service.ended',
        subject: { id: service.id, label: service.name.vi },
        before: { on: service.validTo ?? '' },
        after: { on: on ?? '' },
      },
      by: caller.actor,
    },
    now(),
  );
  const [error] = errors;
  const endOn = error && serviceTexts[language].errors[error.kind];
  return endOn === undefined
    ? seeOther(`/staff/services/${encodeURIComponent(service.id)}?done=ended`)
    : await showService(context, tools, service, { end: also(sent, { endOn }) });
}

function besideFields(
  errors: readonly { readonly kind: ServiceErrorKind }[],
  said: (typeof serviceTexts)['vi']['errors'],
): FieldErrors {
  return Object.fromEntries(errors.map(({ kind }) => [fieldOf[kind] ?? 'on', said[kind]]));
}

function asTyped({ name, field, code = '' }: Naming) {
  return { name: name.vi, nameEn: name['en'] ?? '', field: field.vi, fieldEn: field['en'] ?? '', code };
}

function factsOf(naming: Naming): Facts {
  const { nameEn, fieldEn, code, ...rest } = asTyped(naming);
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
    code,
    ...spanOf(from, to, language),
  }));
}

/** First and last day in words; undefined: unknown, or until now. */
function spanOf(from: string | undefined, to: string | undefined, language: PageLanguage) {
  const { earliest, stillSo } = serviceTexts[language];
  return {
    since: from === undefined ? earliest : dayText(from, language),
    until: to === undefined ? stillSo : dayText(addDays(to, -1), language),
  };
}
