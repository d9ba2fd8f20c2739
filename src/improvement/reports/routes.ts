/** Reports: the publications they can be made of, the form for what only the office knows, and the jobs. */
import type { Request, Response, Router } from 'express';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import type { JobKind } from '../../access/jobs/job.ts';
import { startJob } from '../../access/jobs/startJob.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { isPublished, type Publication } from '../../processing/published/publication.ts';
import { standsText } from '../../dissemination/publications/publicationPage.ts';
import { listPublished } from '../../processing/published/standing.ts';
import { readLanguage } from '../../access/web/language.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import { renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { readSentReport, readSheetsWish, readWhich, type SheetsWish } from './input.ts';
import { reportFormats, reportJob, sheetsJob, type ReportWish } from './makeReports.ts';
import { officeFaults, type Office, type OfficeFault, type OfficeField } from './office.ts';
import { firstOffice, reportForm, type Reportable, type Typed } from './reportForm.ts';
import { reportTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

export interface ReportRoutesOptions extends RoutesOptions {
  readonly publicUrl: string | undefined;
}

const listedMax = 200;

export function reportRoutes({ stores, now, publicUrl }: ReportRoutesOptions): Router {
  const router = staffRouter();

  async function reportable(publication: Publication, caller: Caller): Promise<Reportable> {
    const content = await stores.publications.content(publication);
    const units = content.units.filter(({ id }) => caller.may('makeReports', id));
    return { publication, content, units };
  }

  /** The current publication of a round. @throws Problem notFound where there is none, or none for the caller */
  async function ofRound(roundId: string, caller: Caller): Promise<Reportable> {
    const publication = (await listPublished(stores.publications, roundId)).at(-1);
    const found = publication && (await reportable(publication, caller));
    if (!found || found.units.length === 0) throw notYours();
    return found;
  }

  router.get('/staff/reports', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = reportTexts[language];
    const published = await stores.publications.list(listedMax, isPublished);
    const standing = published.filter(
      ({ roundId, number = 0 }) =>
        !published.some((other) => other.roundId === roundId && (other.number ?? 0) > number),
    );
    const found = await Promise.all(standing.map((publication) => reportable(publication, caller)));
    renderStaffPage(
      req,
      res,
      'improvement/reports/list',
      { title: t.title },
      {
        t,
        publications: found
          .filter(({ units }) => units.length > 0)
          .map(({ publication, content }) => ({
            title: inLanguage(publication.roundTitle, language),
            stands: standsText(publication, language),
            isMadeUp: content.round.madeUp !== undefined,
            url: `/staff/reports/new?round=${encodeURIComponent(publication.roundId)}`,
          })),
      },
    );
  });

  router.get('/staff/reports/new', async (req, res) => {
    const caller = callerOfRequest(req);
    const { round, unit } = await readWhich(req);
    const found = await ofRound(round, caller);
    const asked = unit === '' ? caller.chosenUnitId : unit;
    const chosen = found.units.find(({ id }) => id === asked) ?? found.units[0]!;
    if (unit !== '' && chosen.id !== unit) throw notYours();
    const office = await lastOffice(chosen.id, caller);
    const language = readLanguage(req);
    showForm(req, res, found, { unit: chosen.id, language, format: 'docx', office }, {});
  });

  router.post('/staff/reports', async (req, res) => {
    const caller = callerOfRequest(req);
    const sent = await readSentReport(req);
    const found = await ofRound(sent.round, caller);
    demandUnit(found, sent.unit);
    const faults = officeFaults(sent.office);
    if (Object.keys(faults).length > 0) {
      showForm(req, res.status(422), found, sent, faults);
      return;
    }
    const kind = reportJob(stores, sent.format);
    await start(req, res, found, { sent, kind, office: sent.office });
  });

  router.post('/staff/reports/sheets', async (req, res) => {
    const sent = await readSheetsWish(req);
    const found = await ofRound(sent.round, callerOfRequest(req));
    demandUnit(found, sent.unit);
    await start(req, res, found, { sent, kind: sheetsJob(stores) });
  });

  async function start(
    req: Request,
    res: Response,
    { publication }: Reportable,
    { sent, kind, office }: { sent: SheetsWish; kind: JobKind; office?: Office },
  ): Promise<void> {
    const wishes: ReportWish = {
      publicationId: publication.id,
      unitId: sent.unit,
      language: sent.language,
      origin: siteOrigin(req, publicUrl),
      atMs: now().getTime(),
      ...(office ? { office } : {}),
    };
    const job = await startJob(stores.jobs, {
      kind,
      act: 'makeReports',
      unitIds: [sent.unit],
      wishes: { ...wishes },
      caller: callerOfRequest(req),
      now: now(),
    });
    res.redirect(303, `/staff/jobs/${job.id}`);
  }

  /** The input for the last report on the unit, while its job is stored. */
  async function lastOffice(unitId: string, caller: Caller): Promise<Office> {
    const names = reportFormats.map((format) => reportJob(stores, format).name);
    const [last] = await stores.jobs.list(
      1,
      ({ kind, act, unitIds }) =>
        names.includes(kind) && unitIds.includes(unitId) && caller.mayOnAll(act, unitIds),
    );
    return (last?.wishes as ReportWish | undefined)?.office ?? firstOffice;
  }

  return router;
}

/** @throws Problem notFound */
function demandUnit({ units }: Reportable, unitId: string): void {
  if (!units.some(({ id }) => id === unitId)) throw notYours();
}

function showForm(
  req: Request,
  res: Response,
  found: Reportable,
  typed: Typed,
  faults: Partial<Record<OfficeField, OfficeFault>>,
): void {
  const language = readLanguage(req);
  const title = reportTexts[language].newTitle(inLanguage(found.publication.roundTitle, language));
  renderStaffPage(req, res, 'improvement/reports/new', { title }, reportForm(found, typed, faults, language));
}
