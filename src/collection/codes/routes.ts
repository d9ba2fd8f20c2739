/**
 * Batches of one-time codes: the list with response rates, making a batch, and exporting it as slips or as a table.
 */
import { formPage } from '../../access/web/formPage.ts';
import { list } from '../../access/web/list.ts';
import { page, seeOther, sent as written, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import type { AccessPoint, Revision } from '../../design/accessPoints/accessPoint.ts';
import { loadNames, locationNames, type Names } from '../../design/accessPoints/locationNames.ts';
import { standing } from '../../design/accessPoints/pointLine.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { printPdf } from '../../platform/print/printThread.ts';
import { isInRound } from '../../design/rounds/concerns.ts';
import type { Round } from '../../design/rounds/round.ts';
import { servicesOffered } from '../../registers/services/service.ts';
import { serviceOptions } from '../../registers/services/serviceOptions.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { also } from '../../platform/web/form.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import { batchErrors, takesCodesOf } from './batchRules.ts';
import { oneTimeCode, type CodeBatch, type CodeKeys } from './code.ts';
import { batchForm } from './input.ts';
import { makeBatch } from './makeBatch.ts';
import { offeredLanguages } from '../../platform/text/languageSettings.ts';
import { languageSettings } from '../../platform/web/page.ts';
import { codesCsv, slipLayout } from './slips.ts';
import { batchError, codeBatchTexts, codeBounds } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

interface CodeTools extends RoutesOptions {
  readonly codeKeys: CodeKeys;
  readonly publicUrl: string | undefined;
}

export const routes: Routes<CodeTools> = {
  'GET /staff/codes': may('makeCodes', listBatches, menuLine('collection', codeBatchTexts)),
  'GET /staff/codes/new': may('makeCodes', showEmptyForm),
  'POST /staff/codes': may('makeCodes', addBatch),
  'GET /staff/codes/:batchId': may('makeCodes', showBatch),
  'GET /staff/codes/:batchId/table': may('makeCodes', sendTable),
  'GET /staff/codes/:batchId/slips': may('makeCodes', sendSlips),
};

interface Shown {
  readonly batch: CodeBatch;
  readonly point: AccessPoint;
  readonly revision: Revision;
}

function shownOf(batch: CodeBatch, point: AccessPoint | undefined, { now }: CodeTools): Shown | undefined {
  const revision = point && standing(point, now());
  return revision && { batch, point, revision };
}

/** @throws Problem notFound */
async function batchOf({ caller, param }: StaffContext, tools: CodeTools): Promise<Shown> {
  const { stores } = tools;
  const batch = await stores.codes.findBatch(param('batchId'));
  const shown = batch && shownOf(batch, await stores.accessPoints.find(batch.id), tools);
  if (!shown) throw notYours();
  caller.demand('makeCodes', [shown.revision.unitId]);
  return shown;
}

function lineOf({ batch, point, revision }: Shown, used: number, names: Names) {
  const { language } = names;
  const { service = codeBatchTexts[language].anyService, ...rest } = locationNames(revision, names);
  const handedOut = batch.handedOut ?? batch.count;
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  return {
    id: batch.id,
    label: batch.label,
    ...rest,
    service,
    count: handedOut,
    used,
    rate: handedOut === 0 ? '–' : percent.format(used / handedOut),
    isPrinted: batch.handedOut === undefined,
    madeAt: timeText(batch.madeAt, language),
    madeBy: batch.madeBy.name,
    pointId: point.id,
    pointCode: point.code,
  };
}

async function listBatches(context: StaffContext, tools: CodeTools): Promise<Reply> {
  const { caller, language } = context;
  const { stores } = tools;
  const t = codeBatchTexts[language];
  const unitIds = caller.unitIdsInView('makeCodes');
  const points = new Map((await stores.accessPoints.list()).map((point) => [point.id, point]));
  const seen = (await stores.codes.listBatches())
    .map((batch) => shownOf(batch, points.get(batch.id), tools))
    .filter((one) => one !== undefined)
    .filter(({ revision }) => !unitIds || unitIds.has(revision.unitId));
  const names = await loadNames(stores, caller, language);
  const uses = await stores.codes.countsUsed(seen.map(({ batch }) => batch.id));
  return await list(
    context,
    {
      title: t.title,
      lead: t.lead(codeBounds),
      actions: [{ label: t.make, url: '/staff/codes/new' }],
      empty: t.empty,
      columns: [
        { key: 'label', heading: t.label, url: ({ id }) => `/staff/codes/${id}` },
        { key: 'unit', heading: t.unit },
        { key: 'round', heading: t.round },
        { key: 'count', heading: t.count },
        { key: 'used', heading: t.used },
        {
          key: 'rate',
          heading: t.rate,
          sort: ({ used, count }) => (count === 0 ? undefined : used / count),
          isNumber: true,
        },
      ],
    },
    seen.map((one) => lineOf(one, uses.get(one.batch.id) ?? 0, names)),
  );
}

/** Rounds that accept answers now or later, with units of the current account. */
async function roundsFor(caller: Caller, { stores, now }: CodeTools): Promise<readonly Round[]> {
  return (await stores.rounds.list()).filter((round) => takesCodesOf(caller, round, now()));
}

/** Units of one of the rounds, of those that the account looks at. */
function unitsFor(caller: Caller, rounds: readonly Round[]) {
  const inView = caller.unitIdsInView('makeCodes');
  return caller.units
    .outline()
    .filter(
      ({ unit }) =>
        (!inView || inView.has(unit.id)) && rounds.some((round) => isInRound(caller, round, unit.id)),
    );
}

async function showForm(
  { caller, language }: StaffContext,
  tools: CodeTools,
  shown: typeof batchForm.empty,
): Promise<Reply> {
  const { stores } = tools;
  const t = codeBatchTexts[language];
  const rounds = await roundsFor(caller, tools);
  const services = servicesOffered(await stores.services.list(), caller.units.day);
  const units = unitsFor(caller, rounds);
  const top = Math.min(...units.map(({ depth }) => depth));
  const url = '/staff/codes';
  return formPage(
    { title: t.make, status: shown.status },
    {
      lead: t.lead(codeBounds),
      empty: rounds.length === 0 && t.noRound,
      action: url,
      submit: t.make,
      back: { url, label: t.all },
    },
    batchForm.onPage(language, shown, {
      round: {
        options: rounds.map(({ id, title }) => ({ value: id, label: inLanguage(title, language) })),
      },
      unit: {
        options: units.map(({ unit, depth }) => ({
          value: unit.id,
          depth: depth - top,
          label: inLanguage(caller.units.name(unit.id), language),
        })),
      },
      service: { options: serviceOptions(services, t.anyService, language) },
    }),
  );
}

/** The unit chosen at first belongs to the round chosen at first. */
async function showEmptyForm(context: StaffContext, tools: CodeTools): Promise<Reply> {
  const { caller } = context;
  const [first] = unitsFor(caller, (await roundsFor(caller, tools)).slice(0, 1));
  return await showForm(context, tools, batchForm.filled({ count: '100', unit: first?.unit.id ?? '' }));
}

async function addBatch(context: StaffContext, tools: CodeTools): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now, codeKeys } = tools;
  const read = await batchForm.read(context);
  const request = read.typed;
  caller.demand('makeCodes', [request.unit]);
  const round = (await roundsFor(caller, tools)).find(({ id }) => id === request.round);
  const services = servicesOffered(await stores.services.list(), caller.units.day);
  if (!round || (request.service !== '' && !services.some(({ id }) => id === request.service))) {
    throw malformedRequest();
  }
  const count = /^\d{1,6}$/.test(request.count) ? Number(request.count) : 0;
  const wrong = batchErrors({ label: request.label, count, unitId: request.unit }, round, caller);
  const sent = also(read, Object.fromEntries(wrong.map((field) => [field, batchError(field, language)])));
  if (!sent.ok) return await showForm(context, tools, sent);
  const batch = await makeBatch(
    {
      label: request.label,
      count,
      roundId: round.id,
      unitId: request.unit,
      ...(request.service === '' ? {} : { serviceId: request.service }),
    },
    caller.actor,
    { codes: stores.codes, accessPoints: stores.accessPoints, keys: codeKeys, now: now() },
  );
  return seeOther(`/staff/codes/${batch.id}?done=made`);
}

async function showBatch(context: StaffContext, tools: CodeTools): Promise<Reply> {
  const { caller, language, notice } = context;
  const t = codeBatchTexts[language];
  const shown = await batchOf(context, tools);
  const used = await tools.stores.codes.countUsed(shown.batch.id);
  const line = lineOf(shown, used, await loadNames(tools.stores, caller, language));
  return page('collection/codes/batch', { title: line.label, notice: notice({ made: t.made }) }, { t, line });
}

/** The codes themselves; the export is recorded before they are returned. */
async function downloadCodes(
  context: StaffContext,
  tools: CodeTools,
): Promise<Shown & { codes: readonly string[]; url: string }> {
  const { req, caller } = context;
  const { stores, now, codeKeys, publicUrl } = tools;
  const shown = await batchOf(context, tools);
  const { batch, point, revision } = shown;
  if (batch.handedOut !== undefined) throw notYours(); // they would be handed out twice
  const { actor } = caller;
  await stores.codes.noteTaken(
    batch.id,
    auditEntry({
      at: now(),
      by: actor,
      kind: 'codes.taken',
      unitIds: [revision.unitId],
      subject: { id: batch.id, label: batch.label },
    }),
  );
  const codes = Array.from({ length: batch.count }, (_, index) => oneTimeCode(batch.id, index + 1, codeKeys));
  return { ...shown, codes, url: `${siteOrigin(req, publicUrl)}/s/${point.code}` };
}

async function sendTable(context: StaffContext, tools: CodeTools): Promise<Reply> {
  const { res, language } = context;
  const { codes, url, point } = await downloadCodes(context, tools);
  res.attachment(`ma-mot-lan-${point.code}.csv`).type('text/csv; charset=utf-8');
  res.send(codesCsv(codes, url, codeBatchTexts[language].csvColumns));
  return written;
}

async function sendSlips(context: StaffContext, tools: CodeTools): Promise<Reply> {
  const { res, caller } = context;
  const { stores, now } = tools;
  const { codes, url, batch, point, revision } = await downloadCodes(context, tools);
  const round = await stores.rounds.find(revision.roundId);
  const service = (await stores.services.list()).find(({ id }) => id === revision.serviceId);
  const facts = {
    unitName: caller.units.name(revision.unitId).vi,
    serviceName: service?.name.vi,
    url,
    madeUp: round?.madeUp !== undefined,
    languages: offeredLanguages(languageSettings(res)),
  };
  const pdf = await printPdf(slipLayout(codes, facts), { title: batch.label, language: 'vi', madeAt: now() });
  res.attachment(`ma-mot-lan-${point.code}.pdf`).type('application/pdf').send(pdf);
  return written;
}
