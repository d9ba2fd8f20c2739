/** Lists of commendations: all of them, making one, viewing one, and its print. changeRoutes.ts has the changes to one. */
import { randomUUID } from 'node:crypto';
import { yearBefore } from '../../platform/calendar/calendarDay.ts';
import { addressOf } from '../../registers/evidence/owner.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { formPage } from '../../access/web/formPage.ts';
import { list as listPage } from '../../access/web/list.ts';
import { page, seeOther, sent as written, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import type { CommendationList } from './commendation.ts';
import { listOnPage, unitsBelow } from './commendationForms.ts';
import { also, type MaybeErrors } from '../../platform/web/form.ts';
import { listWords, proposalWords, sheetRows } from './commendationPage.ts';
import { printPdf } from '../../platform/print/printThread.ts';
import { commendationLayout } from './commendationSheets.ts';
import { collectiveForm, decisionForm, individualForm, listForm } from './input.ts';
import { findList, listEntry, proposalsFor, usablePublications } from './keepLists.ts';
import { commendationTexts } from './texts.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

const path = '/staff/commendations';

export const commendationRoutes: Routes<RoundsRoutesOptions> = {
  'GET /staff/commendations': may('seeCommendations', listLists, menuLine('improvement', commendationTexts)),
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
  return await showNew(context, tools, listForm.filled({ year, publication: newest?.id ?? '' }));
}

/** Statuses: 303; 404 where the unit is not the caller's; 422 with the errors to correct. */
async function makeList(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { caller } = context;
  const { stores, now } = tools;
  const read = await listForm.read(context);
  const judged = also(read, await errorsOf(context, tools, read.typed));
  if (!judged.ok) return await showNew(context, tools, judged);
  const sent = judged.values;
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
  const words = listWords(list, language);
  return page(
    'improvement/commendations/sheet',
    { title: list.title },
    {
      t: commendationTexts[language],
      unit: unitOf(context, list),
      list: words,
      ...sheetRows(words, language),
    },
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
  { publication, unit }: typeof listForm.empty.typed,
): Promise<MaybeErrors> {
  const { caller, language } = context;
  const t = commendationTexts[language];
  const isKnown =
    publication === '' || (await usablePublications(tools.stores)).some(({ id }) => id === publication);
  return {
    unit: !caller.units.find(unit) && t.errors.unit,
    publication: !isKnown && t.errors.publication,
  };
}

async function showNew(
  context: StaffContext,
  tools: RoundsRoutesOptions,
  shown: typeof listForm.empty,
): Promise<Reply> {
  const { caller, language } = context;
  const t = commendationTexts[language];
  const published = await usablePublications(tools.stores);
  const url = '/staff/commendations';
  return formPage(
    { title: t.make, status: shown.status },
    { action: url, submit: t.save, back: { url, label: t.back } },
    listOnPage(shown, { caller, published, language }),
  );
}

/** Shows one list, with its forms for those who may use them. */
export async function showList(
  context: StaffContext,
  tools: RoundsRoutesOptions,
  list: CommendationList,
  refused: Refused = {},
): Promise<Reply> {
  const { caller, language, notice } = context;
  const { units } = caller;
  const { collective = collectiveForm.empty, individual = individualForm.empty } = refused;
  const { decision = decisionForm.filled({ ...list.decision }) } = refused;
  const shown = {
    collective: collectiveForm.onPage(language, collective, {
      unit: { options: unitsBelow(list, units, language) },
    }),
    individual: individualForm.onPage(language, individual),
    decision: decisionForm.onPage(language, decision),
  };
  const t = commendationTexts[language];
  const mayKeep = caller.may('keepCommendations', list.unitId);
  const isOpen = mayKeep && list.state === 'draft';
  const proposed = isOpen ? await proposalsFor(tools, list, caller) : [];
  return page(
    'improvement/commendations/commendation',
    {
      title: list.title,
      notice: notice(t.notices),
      status: collective.status ?? individual.status ?? decision.status,
    },
    {
      t,
      errors: { ...shown.collective.errors, ...shown.individual.errors, ...shown.decision.errors },
      list: listWords(list, language),
      unit: unitOf(context, list),
      evidenceUrl: addressOf(`commendation/${list.id}`),
      isOpen,
      mayReopen: mayKeep && !isOpen,
      proposals: proposalWords(proposed, list, { units, language }),
      fields: isOpen && {
        collective: shown.collective.fields,
        individual: shown.individual.fields,
        decision: shown.decision.fields,
      },
    },
  );
}

function unitOf({ caller, language }: StaffContext, { unitId }: CommendationList): string {
  return inLanguage(caller.units.name(unitId), language);
}

/** The form of a list that is to be corrected. */
interface Refused {
  readonly collective?: typeof collectiveForm.empty;
  readonly individual?: typeof individualForm.empty;
  readonly decision?: typeof decisionForm.empty;
}
