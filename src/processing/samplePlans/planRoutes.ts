/** The sample plan of a round: previewed as often as needed, and saved. */
import { notYours } from '../../access/accounts/caller.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import type { Round } from '../../design/rounds/round.ts';
import { unitsOfRound } from '../../design/rounds/unitsOfRound.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { also } from '../../platform/web/form.ts';
import { unitName, type Unit } from '../../registers/units/unit.ts';
import { unitCalledOn } from '../../registers/units/unitCalled.ts';
import type { RoundsRoutesOptions, RoutesOptions } from '../stores.ts';
import { firstPlan, planForm, planRequestOf, populationsOf, typedOf } from './input.ts';
import { spreadsBefore, usualPopulations } from './planBasis.ts';
import { planTable, populationLines } from './planPage.ts';
import { planUnits, type PlannedUnit, type PlanRequest, type SamplePlan } from './samplePlan.ts';
import { samplePlanTexts } from './texts.ts';

export const planRoutes: Routes<RoundsRoutesOptions> = {
  'GET /staff/rounds/:roundId/plan': may('planSamples', openPlan),
  'POST /staff/rounds/:roundId/plan': may('planSamples', computeOrSave),
};

/** @throws Problem notFound unless the account has access to the whole round */
async function roundOf({ param, caller }: StaffContext, { stores }: RoutesOptions): Promise<Round> {
  const round = await stores.rounds.find(param('roundId'));
  if (!round) throw notYours();
  caller.demand('planSamples', round.unitIds);
  return round;
}

interface Shown {
  readonly units: readonly Unit[];
  readonly sent: typeof planForm.empty;
  readonly planned?: { readonly units: readonly PlannedUnit[]; readonly request: PlanRequest };
  readonly kept?: SamplePlan | undefined;
}

function show({ language }: StaffContext, round: Round, shown: Shown): Reply {
  const t = samplePlanTexts[language];
  const { sent, planned, kept } = shown;
  const { fields, errors } = planForm.onPage(language, sent);
  const content = planned ?? (kept && { units: kept.units, request: kept });
  const units = new Map(shown.units.map((unit) => [unit.id, unit]));
  const nameOf = (unitId: string): string => {
    const unit = units.get(unitId);
    return unit ? inLanguage(unitName(unit, round.unitsOn), language) : unitId;
  };
  return page(
    'processing/samplePlans/plan',
    { title: `${t.title}: ${inLanguage(round.title, language)}`, status: sent.status },
    {
      t,
      round,
      kind: t.kind[round.sampleKind],
      errors,
      numbers: fields.slice(0, -1),
      populations: fields.at(-1),
      isKept: planned === undefined,
      isMadeUp: planned === undefined && kept?.madeUp,
      savedBy: kept && t.savedBy({ name: kept.savedBy.name, at: timeText(kept.savedAt, language) }),
      plan: content && planTable(content.units, content.request, nameOf, language),
    },
  );
}

async function openPlan(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { stores } = tools;
  const round = await roundOf(context, tools);
  const kept = await stores.samplePlans.find(round.id);
  const units = unitsOfRound(round, await stores.units.list());
  const populations = kept
    ? new Map(kept.units.map(({ unitId, population }) => [unitId, population]))
    : await usualPopulations(round, units, stores);
  const sent = planForm.filled({
    ...(kept ? typedOf(kept) : firstPlan),
    populations: populationLines(units, populations, round.unitsOn),
  });
  return show(context, round, { units, sent, kept });
}

/** Statuses: 200 preview; 303 saved; 422 with errors next to their fields, and nothing saved. */
async function computeOrSave(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { language } = context;
  const round = await roundOf(context, tools);
  const t = samplePlanTexts[language];
  const read = await planForm.read(context);
  const { typed } = read;
  const units = unitsOfRound(round, await tools.stores.units.list());
  const { request, errors } = planRequestOf(typed, t);
  const { populations, error } = populationsOf(typed.populations, unitCalledOn(units, [round.unitsOn]), t);
  const sent = also(read, { ...errors, populations: error });
  if (!sent.ok) return show(context, round, { units, sent });
  const spreadOf = request.sharing === 'neyman' ? await spreadsBefore(round, tools) : () => undefined;
  const counted = units.filter(({ id }) => populations.has(id));
  const planned = planUnits(
    request,
    counted.map(({ id, kind }) => ({
      unitId: id,
      kind,
      population: populations.get(id)!,
      spread: spreadOf(id),
    })),
  );
  if (typeof planned === 'string') {
    const field = planned === 'noQuota' ? 'sharing' : 'populations';
    return show(context, round, { units, sent: also(sent, { [field]: t.errors[planned] }) });
  }
  if (sent.values.wanted === 'compute')
    return show(context, round, { units, sent, planned: { units: planned, request } });
  await keep(round, request, planned, context, tools);
  return seeOther(`/staff/rounds/${round.id}/progress?done=planned`);
}

async function keep(
  round: Round,
  request: PlanRequest,
  units: readonly PlannedUnit[],
  { caller: { actor: savedBy } }: StaffContext,
  { stores, now }: RoutesOptions,
): Promise<void> {
  const before = await stores.samplePlans.find(round.id);
  const entry = auditEntry({
    at: now(),
    by: savedBy,
    kind: 'samplePlan.kept',
    unitIds: round.unitIds,
    subject: { id: round.id, label: round.title.vi },
    ...(before ? { before: factsOf(before) } : {}),
    after: factsOf({ ...request, units }),
  });
  const plan = { id: round.id, ...request, units, savedAt: now(), savedBy, madeUp: before?.madeUp };
  await stores.samplePlans.put(plan, entry);
}

function factsOf({ size, sharing, units }: PlanRequest & Pick<SamplePlan, 'units'>) {
  const answers = units.reduce((sum, { quota }) => sum + quota, 0);
  return { formula: size.formula, sharing, units: String(units.length), answers: String(answers) };
}
