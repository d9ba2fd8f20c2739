/** Reports: the publications they can be made of, the form for what only the office knows, and the jobs. */
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import type { JobKind } from '../../access/jobs/job.ts';
import { startJob } from '../../access/jobs/startJob.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { isPublished, type Publication } from '../../processing/published/publication.ts';
import { standsText } from '../../dissemination/publications/publicationPage.ts';
import { listPublished } from '../../processing/published/standing.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import { roundTexts } from '../../design/rounds/texts.ts';
import { list } from '../../access/web/list.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { readQuery } from '../../platform/web/input.ts';
import { officeForm, reportForm, sheetsForm, whichFields } from './input.ts';
import { isDocument, reportFormats, reportJob, sheetsJob, type ReportRequest } from './makeReports.ts';
import type { Office } from './office.ts';
import { firstOffice, reportPage, type Reportable } from './reportForm.ts';
import { reportTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

export interface ReportRoutesOptions extends RoutesOptions {
  readonly publicUrl: string | undefined;
}

const listedMax = 200;

export const routes: Routes<ReportRoutesOptions> = {
  'GET /staff/reports': may('makeReports', listPublications, menuLine('results', reportTexts)),
  'GET /staff/reports/new': may('makeReports', openForm),
  'POST /staff/reports': may('makeReports', startReport),
  'POST /staff/reports/sheets': may('makeReports', startSheets),
};

async function reportable(
  { stores }: RoutesOptions,
  publication: Publication,
  caller: Caller,
): Promise<Reportable> {
  const content = await stores.publications.content(publication);
  const units = content.units.filter(({ id }) => caller.may('makeReports', id));
  return { publication, content, units };
}

/** The current publication of a round. @throws Problem notFound where there is none, or none for the caller */
async function ofRound(tools: RoutesOptions, roundId: string, caller: Caller): Promise<Reportable> {
  const publication = (await listPublished(tools.stores.publications, roundId)).at(-1);
  const found = publication && (await reportable(tools, publication, caller));
  if (!found || found.units.length === 0) throw notYours();
  return found;
}

async function listPublications(context: StaffContext, tools: ReportRoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const { stores } = tools;
  const [t, round] = [reportTexts[language], roundTexts[language]];
  const published = await stores.publications.list(listedMax, isPublished);
  const standing = published.filter(
    ({ roundId, number = 0 }) =>
      !published.some((other) => other.roundId === roundId && (other.number ?? 0) > number),
  );
  const found = await Promise.all(standing.map((publication) => reportable(tools, publication, caller)));
  return await list<Reportable>(
    context,
    {
      title: t.title,
      lead: t.lead,
      empty: t.empty,
      columns: [
        {
          key: 'round',
          heading: round.name,
          value: ({ publication }) => inLanguage(publication.roundTitle, language),
          tag: ({ content }) => content.round.madeUp && t.madeUp,
        },
        {
          key: 'publication',
          heading: t.publication,
          value: ({ publication }) => standsText(publication, language),
        },
        {
          key: 'make',
          heading: t.make,
          isAction: true,
          value: () => t.make,
          url: ({ publication }) => `/staff/reports/new?round=${encodeURIComponent(publication.roundId)}`,
          linkName: ({ publication }) => `${t.make}: ${inLanguage(publication.roundTitle, language)}`,
        },
      ],
    },
    found.filter(({ units }) => units.length > 0),
  );
}

async function openForm(context: StaffContext, tools: ReportRoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const { round, unit } = await readQuery(req, whichFields);
  const found = await ofRound(tools, round, caller);
  const asked = unit === '' ? caller.chosenUnitId : unit;
  const chosen = found.units.find(({ id }) => id === asked) ?? found.units[0]!;
  if (unit !== '' && chosen.id !== unit) throw notYours();
  const office = await lastOffice(tools, chosen.id, caller);
  return showForm(
    language,
    found,
    reportForm.filled({ unit: chosen.id, language }),
    officeForm.filled(office),
  );
}

async function startReport(context: StaffContext, tools: ReportRoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const shown = await reportForm.read(context);
  const { round, unit, format } = shown.typed;
  const found = await ofRound(tools, round, caller);
  demandUnit(found, unit);
  const office = await officeForm.read(context);
  const kind = reportJob(tools.stores, format);
  if (!isDocument(format)) return await start(context, tools, found, { sent: shown.typed, kind });
  if (!office.ok) return showForm(language, found, shown, office);
  return await start(context, tools, found, { sent: shown.typed, kind, office: office.typed });
}

async function startSheets(context: StaffContext, tools: ReportRoutesOptions): Promise<Reply> {
  const { caller } = context;
  const { typed: sent } = await sheetsForm.read(context);
  const found = await ofRound(tools, sent.round, caller);
  demandUnit(found, sent.unit);
  return await start(context, tools, found, { sent, kind: sheetsJob(tools.stores) });
}

async function start(
  context: StaffContext,
  tools: ReportRoutesOptions,
  { publication }: Reportable,
  {
    sent,
    kind,
    office,
  }: { sent: typeof sheetsForm.empty.typed; kind: JobKind<ReportRequest>; office?: Office },
): Promise<Reply> {
  const job = await startJob(context, tools, {
    kind,
    permission: 'makeReports',
    unitIds: [sent.unit],
    parameters: {
      publicationId: publication.id,
      unitId: sent.unit,
      language: sent.language,
      origin: siteOrigin(context.req, tools.publicUrl),
      atMs: tools.now().getTime(),
      ...(office ? { office } : {}),
    },
  });
  return seeOther(`/staff/jobs/${job.id}`);
}

/** The input for the last report on the unit, while its job is stored; otherwise the name of the office, if it was set. */
async function lastOffice({ stores }: RoutesOptions, unitId: string, caller: Caller): Promise<Office> {
  const names = reportFormats.filter(isDocument).map((format) => reportJob(stores, format).name);
  const [[last], { brand }] = await Promise.all([
    stores.jobs.list(
      1,
      ({ kind, permission, unitIds }) =>
        names.includes(kind) && unitIds.includes(unitId) && caller.mayOnAll(permission, unitIds),
    ),
    stores.brand.current(),
  ]);
  return (
    (last?.parameters as ReportRequest | undefined)?.office ?? { ...firstOffice, organ: brand.name?.vi ?? '' }
  );
}

/** @throws Problem notFound */
function demandUnit({ units }: Reportable, unitId: string): void {
  if (!units.some(({ id }) => id === unitId)) throw notYours();
}

function showForm(
  language: PageLanguage,
  found: Reportable,
  shown: typeof reportForm.empty,
  office: typeof officeForm.empty,
): Reply {
  const title = reportTexts[language].newTitle({ round: inLanguage(found.publication.roundTitle, language) });
  return page(
    'improvement/reports/new',
    { title, status: office.status },
    reportPage(found, shown, office, language),
  );
}
