/** Methods: the list, each method in plain words, and further methods for rounds. Drafts are in draftRoutes.ts. */
import type { Request, Response, Router } from 'express';
import type { Act } from '../../access/accounts/authority.ts';
import { notYours } from '../../access/accounts/caller.ts';
import { startJob } from '../../access/jobs/startJob.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import { methodKey, type Method } from '../../statistics/method/method.ts';
import { transactionsIn } from '../results/measuredRounds.ts';
import { unitTreeOn } from '../../registers/units/unitTree.ts';
import { roundVolumesReader } from '../../design/rounds/roundVolumes.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { readLanguage } from '../../access/web/language.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { giveMethod, givingFaults } from '../../design/methods/giveMethod.ts';
import { readMethodKey, readRound } from '../../design/methods/input.ts';
import { faultText, methodPage, namesFor } from '../../design/methods/methodPage.ts';
import { methodTexts } from '../../design/methods/texts.ts';
import { whatIfJob } from './whatIf.ts';
import type { RoutesOptions } from '../stores.ts';

type Faults = Readonly<Record<string, string>>;

export function methodRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();
  const volumesOf = roundVolumesReader(stores.deliveries, now);

  router.get('/staff/methods', async (req, res) => {
    const language = readLanguage(req);
    const t = methodTexts[language];
    const [methods, rounds, drafts] = await Promise.all([
      stores.methods.list(),
      stores.rounds.list(),
      callerOfRequest(req).may('draftMethods', undefined) ? stores.methodDrafts.list() : undefined,
    ]);
    const lines = methods.map((method) => ({
      ...methodPage(method, language),
      rounds: rounds
        .filter(({ methodIds }) => methodIds.includes(methodKey(method)))
        .map(({ title }) => inLanguage(title, language)),
    }));
    const draftLines = drafts?.map(({ id, method, changedAt, changedBy }) => ({
      id,
      name: inLanguage(method.name, language),
      key: methodKey(method),
      changedAt: timeText(changedAt, language),
      changedBy: changedBy.name,
    }));
    const page = { title: t.title, notice: noticeFor(req, t.notices) };
    renderStaffPage(req, res, 'processing/whatIf/list', page, { t, lines, drafts: draftLines });
  });

  async function showMethod(
    req: Request,
    res: Response,
    method: Method,
    faults: Faults = {},
    round = '',
  ): Promise<void> {
    const language = readLanguage(req);
    const t = methodTexts[language];
    const caller = callerOfRequest(req);
    const key = methodKey(method);
    const rounds = await stores.rounds.list();
    const open = rounds.filter(
      ({ methodIds, unitIds }) => !methodIds.includes(key) && caller.mayOnAll('publishMethods', unitIds),
    );
    const trial = rounds.filter(
      (one) => roundState(one, now()) === 'closed' && caller.mayOnAll('tryMethods', one.unitIds),
    );
    const roundField = (id: string, options: readonly Round[]) =>
      options.length > 0 && {
        id,
        label: t.round,
        value: round,
        fault: faults[id],
        options: options.map((one) => ({ value: one.id, label: inLanguage(one.title, language) })),
      };
    const content = {
      t,
      faults,
      method: methodPage(method, language),
      mayDraft: caller.may('draftMethods', undefined),
      rounds: rounds
        .filter(({ methodIds }) => methodIds.includes(key))
        .map(({ title, methodIds }) => ({
          title: inLanguage(title, language),
          standing: methodIds[0] === key ? t.main : t.further,
        })),
      mayGive: caller.holds('publishMethods'),
      giveField: roundField('round', open),
      mayTry: caller.holds('tryMethods'),
      tryField: roundField('trial', trial),
    };
    const page = { title: inLanguage(method.name, language), notice: noticeFor(req, t.notices) };
    renderStaffPage(req, res, 'processing/whatIf/method', page, content);
  }

  async function methodOf(req: Request): Promise<Method> {
    const method = await stores.methods.find(await readMethodKey(req));
    if (!method) throw notYours();
    return method;
  }

  router.get('/staff/methods/:methodKey', async (req, res) => {
    const method = await methodOf(req);
    if (wantsJson(res)) res.json(method);
    else await showMethod(req, res, method);
  });

  /**
   * Reads the method and round of a form. If the method cannot be computed for the round, the page is shown again.
   *
   * @param field the form field with the chosen round
   */
  async function fitting(req: Request, res: Response, act: Act, field: 'round' | 'trial') {
    const method = await methodOf(req);
    const language = readLanguage(req);
    const round = await stores.rounds.find(await readRound(req, field));
    if (!round) throw notYours();
    callerOfRequest(req).demand(act, round.unitIds);
    const survey = (await stores.surveys.find(round.surveyVersionId))!;
    const tree = unitTreeOn(await stores.units.list(), round.unitsOn);
    const nameOf = (id: string) =>
      tree.has(id) ? inLanguage(tree.name(id), language) : namesFor(method, survey, language)(id);
    const transactions = transactionsIn(await volumesOf(round), round, tree);
    const faults = givingFaults(method, { round, survey, tree, transactions });
    if (faults.length === 0) return { method, round };
    const said = faults.map((fault) => faultText(fault, nameOf, language)).join(' ');
    await showMethod(req, res.status(422), method, { [field]: said }, round.id);
    return undefined;
  }

  router.post('/staff/methods/:methodKey/rounds', async (req, res) => {
    const found = await fitting(req, res, 'publishMethods', 'round');
    if (!found) return;
    await giveMethod(found.round, found.method, callerOfRequest(req).actor, stores, now());
    res.redirect(303, `/staff/methods/${methodKey(found.method)}?done=given`);
  });

  router.post('/staff/methods/:methodKey/trials', async (req, res) => {
    const found = await fitting(req, res, 'tryMethods', 'trial');
    if (!found) return;
    const { method, round } = found;
    if (roundState(round, now()) !== 'closed') throw malformedRequest();
    const job = await startJob(stores.jobs, {
      kind: whatIfJob(stores),
      act: 'tryMethods',
      unitIds: round.unitIds,
      wishes: { roundId: round.id, method: methodKey(method), language: readLanguage(req) },
      caller: callerOfRequest(req),
      now: now(),
    });
    res.redirect(303, `/staff/jobs/${job.id}`);
  });

  return router;
}
