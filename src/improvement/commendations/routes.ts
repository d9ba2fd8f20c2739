/** Lists of commendations: all of them, making one, viewing one, and its print. changeRoutes.ts has the changes to one. */
import { randomUUID } from 'node:crypto';
import { yearBefore } from '../../platform/calendar/calendarDay.ts';
import { addressOf } from '../../registers/evidence/owner.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { list as listPage } from '../../access/web/list.ts';
import { page, seeOther, sent as written, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import type { CommendationList } from './commendation.ts';
import { decisionFields, individualFields, listFields, unitField } from './commendationForms.ts';
import { listWords, proposalWords } from './commendationPage.ts';
import { printPdf } from '../../platform/print/printThread.ts';
import { commendationLayout } from './commendationSheets.ts';
import { errorsOfList, readSentList, type FieldErrors, type SentList } from './input.ts';
import { findList, listEntry, proposalsFor, usablePublications } from './keepLists.ts';
import { commendationTexts } from './texts.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

const path = '/staff/commendations';

export const commendationRoutes: Routes<RoundsRoutesOptions> = {
  'GET /staff/commendations': may(
    'seeCommendations',
    listLists,
    menuLine('improvement', 'Khen thưởng', 'Commendations'),
  ),
  'GET /staff/commendations/new': may('keepCommendations', showEmptyForm),
  'POST /staff/commendations': may('keepCommendations', makeList),
  'GET /staff/commendations/:listId': may('seeCommendations', openList),
  'GET /staff/commendations/:listId/sheet': may('seeCommendations', showSheet),
  'GET /staff/commendations/:listId/pdf': may('seeCommendations', downloadPdf),
};

async function listOf(context: StaffContext, tools: RoundsRoutesOptions): Promise<CommendationList> {
  const { caller, param } = context;
  return await findList(tools.stores, param('listId'), { caller, action: 'seeCommendations' });
}

async function listLists(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { caller, language, notice } = context;
  const { stores } = tools;
  const t = commendationTexts[language];
  const unitIds = caller.unitIdsInView('seeCommendations');
  const lists = (await stores.commendations.list()).filter(({ unitId }) => !unitIds || unitIds.has(unitId));
  const lines = lists.map((list) => ({
    ...listWords(list, language),
    unit: inLanguage(caller.units.name(list.unitId), language),
  }));
  return await listPage(
    context,
    {
      title: t.title,
      notice: notice(t.notices),
      lead: t.lead,
      actions: [caller.holds('keepCommendations') && { label: t.make, url: `${path}/new` }],
      empty: t.empty,
      columns: [
        { key: 'name', heading: t.name, value: ({ title }) => title, url: ({ id }) => `${path}/${id}` },
        { key: 'year', heading: t.year, value: ({ year }) => String(year) },
        { key: 'unit', heading: t.unit },
        { key: 'counts', heading: t.people },
        { key: 'state', heading: t.state, detail: ({ decision }) => decision },
      ],
    },
    lines,
  );
}

async function showEmptyForm(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const year = yearBefore(context.caller.units.day.slice(0, 4));
  const [newest] = await usablePublications(tools.stores);
  return await showNew(context, tools, { title: '', unit: '', year, publication: newest?.id ?? '' });
}

/** Statuses: 303; 404 where the unit is not the caller's; 422 with the errors to correct. */
async function makeList(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { req, caller } = context;
  const { stores, now } = tools;
  const sent = await readSentList(req);
  const errors = await errorsOf(context, tools, sent);
  if (Object.keys(errors).length > 0) {
    return await showNew(context, tools, sent, errors);
  }
  caller.demand('keepCommendations', [sent.unit]);
  const list: CommendationList = {
    id: randomUUID(),
    title: sent.title,
    unitId: sent.unit,
    year: Number(sent.year),
    ...(sent.publication === '' ? {} : { publicationId: sent.publication }),
    state: 'draft',
    collectives: [],
    individuals: [],
    madeAt: now(),
    madeBy: caller.actor,
    version: randomUUID(),
  };
  const facts = { year: sent.year };
  await stores.commendations.add(list, listEntry('commendation.made', list, { facts, caller, now: now() }));
  return seeOther(`${path}/${list.id}?done=made`);
}

async function openList(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  return await showList(context, tools, await listOf(context, tools));
}

async function showSheet(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { language } = context;
  const list = await listOf(context, tools);
  return page(
    'improvement/commendations/sheet',
    { title: list.title },
    { t: commendationTexts[language], unit: unitOf(context, list), list: listWords(list, language) },
  );
}

async function downloadPdf(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { res, language } = context;
  const { now } = tools;
  const list = await listOf(context, tools);
  const layout = commendationLayout(listWords(list, language), unitOf(context, list), language);
  res.attachment(`khen-thuong-${list.year}.pdf`);
  res.type('application/pdf').send(await printPdf(layout, { title: list.title, language, madeAt: now() }));
  return written;
}

async function errorsOf(
  context: StaffContext,
  tools: RoundsRoutesOptions,
  sent: SentList,
): Promise<FieldErrors> {
  const { caller, language } = context;
  const t = commendationTexts[language];
  const { publication, unit } = sent;
  const isKnown =
    publication === '' || (await usablePublications(tools.stores)).some(({ id }) => id === publication);
  return {
    ...errorsOfList(sent, t),
    ...(caller.units.find(unit) ? {} : { unit: t.errors.unit }),
    ...(isKnown ? {} : { publication: t.errors.publication }),
  };
}

async function showNew(
  context: StaffContext,
  tools: RoundsRoutesOptions,
  sent: SentList,
  errors?: FieldErrors,
): Promise<Reply> {
  const { caller, language } = context;
  const t = commendationTexts[language];
  const published = await usablePublications(tools.stores);
  const fields = listFields(sent, errors ?? {}, { caller, published, language });
  const frame = { title: t.make, status: errors && 422 };
  return page('improvement/commendations/new', frame, { t, errors: errors ?? {}, fields });
}

/** Shows one list, with its forms for those who may use them. */
export async function showList(
  context: StaffContext,
  tools: RoundsRoutesOptions,
  list: CommendationList,
  refused?: Refused,
): Promise<Reply> {
  const { caller, language, notice } = context;
  const { units } = caller;
  const { sent, errors } = refused ?? { sent: {}, errors: {} };
  const t = commendationTexts[language];
  const mayKeep = caller.may('keepCommendations', list.unitId);
  const isOpen = mayKeep && list.state === 'draft';
  const proposed = isOpen ? await proposalsFor(tools, list, caller) : [];
  return page(
    'improvement/commendations/commendation',
    { title: list.title, notice: notice(t.notices), status: refused && 422 },
    {
      t,
      errors,
      list: listWords(list, language),
      unit: unitOf(context, list),
      evidenceUrl: addressOf(`commendation/${list.id}`),
      isOpen,
      mayReopen: mayKeep && !isOpen,
      proposals: proposalWords(proposed, list, { units, language }),
      fields: isOpen && {
        collective: unitField(list, { sent, errors, units, language }),
        individual: individualFields(sent, errors, t),
        decision: decisionFields({ ...list.decision, ...sent }, errors, t),
      },
    },
  );
}

function unitOf({ caller, language }: StaffContext, { unitId }: CommendationList): string {
  return inLanguage(caller.units.name(unitId), language);
}

/** The input of one of the forms of a list, to be corrected. */
interface Refused {
  readonly sent: Readonly<Record<string, string>>;
  readonly errors: FieldErrors;
}
