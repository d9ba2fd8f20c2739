/** Posters: a single one as a file, those of many access points as a job. */
import { page, seeOther, sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { unitText } from '../../access/accounts/grantLines.ts';
import { standing } from '../../design/accessPoints/pointLine.ts';
import { startJob } from '../../access/jobs/startJob.ts';
import { offeredLanguages } from '../../platform/text/languageSettings.ts';
import { languageNameIn } from '../../platform/text/localized.ts';
import { readQuery } from '../../platform/web/input.ts';
import { languageSettings } from '../../platform/web/page.ts';
import { printPdf, printSvg } from '../../platform/print/printThread.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import { staffTexts } from '../../access/web/staffTexts.ts';
import { posterFile, postersForm, postersUnit } from './input.ts';
import { postersJob } from './makePosters.ts';
import { hasPoster, posterLayout } from './poster.ts';
import { pointsWithPosters, readPosters } from './readPosters.ts';
import { posterPageTexts, posterTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

interface PosterTools extends RoutesOptions {
  readonly publicUrl: string | undefined;
}

export const routes: Routes<PosterTools> = {
  'GET /staff/access-points/:accessPointId/poster': may('printPosters', sendPoster),
  'GET /staff/posters': may('printPosters', showPosters),
  'POST /staff/posters': may('printPosters', startPosters),
};

async function sendPoster(
  { req, res, caller, param }: StaffContext,
  { stores, now, publicUrl }: PosterTools,
): Promise<Reply> {
  const point = await stores.accessPoints.find(param('accessPointId'));
  const revision = point && standing(point, now());
  if (!point || !revision || !hasPoster(point.channel)) throw notYours();
  caller.demand('printPosters', [revision.unitId]);
  const { format, language, file } = await readQuery(req, posterFile);
  const { reviewed: isReviewed } = languageSettings(res)[language];
  const request = { language, isReviewed, origin: siteOrigin(req, publicUrl), now: now() };
  const [poster] = await readPosters(stores, [point], request);
  const layout = posterLayout(poster!, format);
  const title = `${posterTexts[language].invitation}: ${poster!.unitName}`;
  res.attachment(`${point.code}-${format}-${language}.${file}`);
  if (file === 'svg') res.type('image/svg+xml').send(await printSvg(layout, title));
  else res.type('application/pdf').send(await printPdf(layout, { title, language, madeAt: now() }));
  return sent;
}

/** The requested unit and its subunits; undefined: everything. @throws Problem notFound */
function unitIdsOf(caller: Caller, unitId: string): ReadonlySet<string> | undefined {
  if (unitId === '') return caller.unitIdsFor('printPosters');
  caller.demand('printPosters', [unitId]);
  return caller.units.subtreeIds([unitId]);
}

async function showPosters(
  { req, res, caller, language }: StaffContext,
  { stores, now, publicUrl }: PosterTools,
): Promise<Reply> {
  const t = posterPageTexts[language];
  const unitId = (await readQuery(req, postersUnit)).unit || (caller.chosenUnitId ?? '');
  const points = await pointsWithPosters(stores, unitIdsOf(caller, unitId), now());
  const unit = unitId === '' ? staffTexts[language].allUnits : unitText(unitId, caller.units, language);
  const origin = siteOrigin(req, publicUrl);
  return page(
    'collection/posters/make',
    { title: t.title },
    {
      t,
      unitId,
      lead: t.lead({ unit, count: points.length }),
      isEmpty: points.length === 0,
      address: t.address({ origin }),
      isLocal: /\/\/(localhost|127\.|\[::1\])/.test(origin),
      ...postersForm.onPage(language, postersForm.filled({ format: 'a4', language: 'vi' }), {
        language: {
          options: offeredLanguages(languageSettings(res)).map((value) => ({
            value,
            label: languageNameIn(value, language),
          })),
        },
      }),
    },
  );
}

async function startPosters(context: StaffContext, tools: PosterTools): Promise<Reply> {
  const { req, res, caller } = context;
  const { stores, now, publicUrl } = tools;
  const { unit, format, language } = (await postersForm.read(context)).typed;
  const unitIds = unitIdsOf(caller, unit);
  const job = await startJob(context, tools, {
    kind: postersJob(stores),
    permission: 'printPosters',
    unitIds: unit === '' ? caller.rootIdsFor('printPosters') : [unit],
    parameters: {
      ...(unitIds ? { unitIds: [...unitIds] } : {}),
      format,
      language,
      isReviewed: languageSettings(res)[language].reviewed,
      origin: siteOrigin(req, publicUrl),
      atMs: now().getTime(),
    },
  });
  return seeOther(`/staff/jobs/${job.id}`);
}
