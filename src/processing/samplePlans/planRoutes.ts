/** The sample plan of a round: previewed as often as needed, and saved. */
import type { Request, Response, Router } from 'express';
import { notYours } from '../../access/accounts/caller.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { yearBefore } from '../../platform/calendar/calendarDay.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import type { Round } from '../../design/rounds/round.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { roundFigures } from '../results/roundFigures.ts';
import { WHOLE } from '../../statistics/estimation/scope.ts';
import { unitKinds, unitName, type Unit } from '../../registers/units/unit.ts';
import { calledBy, unitCalledOn } from '../../registers/units/unitCalled.ts';
import { unitTreeOn } from '../../registers/units/unitTree.ts';
import { currentLines } from '../../registers/books/delivery.ts';
import { monthsBetween, volumeKey, type Volume } from '../../registers/volumes/volume.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { readLanguage } from '../../access/web/language.ts';
import { renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { planFields, planWishOf, populationsOf, readSentPlan, type SentPlan } from './input.ts';
import { peopleToAsk, planUnits, type PlannedUnit, type PlanWish, type SamplePlan } from './samplePlan.ts';
import { samplePlanTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

const firstPlan: SentPlan = {
  formula: 'yamane',
  marginPercent: '5',
  expectedPercent: '50',
  designEffect: '1',
  responsePercent: '100',
  total: '',
  sharing: 'proportional',
  ...Object.fromEntries(unitKinds.map((kind) => [`quota-${kind}`, ''])),
};

export function planRoutes({ stores, rounds, now }: RoundsRoutesOptions): Router {
  const router = staffRouter();

  /** @throws Problem notFound unless the account has access to the whole round */
  async function roundOf(req: Request): Promise<Round> {
    const round = await stores.rounds.find(String(req.params['roundId']));
    if (!round) throw notYours();
    callerOfRequest(req).demand('planSamples', round.unitIds);
    return round;
  }

  async function unitsOf(round: Round): Promise<readonly Unit[]> {
    const tree = unitTreeOn(await stores.units.list(), round.unitsOn);
    const ids = round.unitIds.flatMap((rootId) => (tree.has(rootId) ? tree.subtreeIds(rootId) : []));
    return [...new Set(ids)].map((id) => tree.get(id));
  }

  /** Caseload of the year before the round, by unit; if any unit has one, only units with one are included. */
  async function usualPopulations(
    round: Round,
    units: readonly Unit[],
  ): Promise<ReadonlyMap<string, number>> {
    const opensOn = dayOf(round.opensAt);
    const months = monthsBetween(yearBefore(opensOn), opensOn).slice(0, -1);
    const deliveries = await stores.deliveries.list<Volume>('volumes', { periods: months });
    const populations = new Map<string, number>();
    for (const { unitId, month, transactions } of currentLines(deliveries, volumeKey).values()) {
      if (!months.includes(month)) continue;
      populations.set(unitId, (populations.get(unitId) ?? 0) + transactions);
    }
    const known = units.filter(({ id }) => populations.has(id));
    const listed = known.length > 0 ? known : units;
    return new Map(listed.map(({ id }) => [id, populations.get(id) ?? 0]));
  }

  /** √(p(1−p)) of units whose figure in the round before is shown. */
  async function spreadsBefore(round: Round): Promise<(unitId: string) => number | undefined> {
    const previous = await rounds.measurePrevious(round);
    if (!previous) return () => undefined;
    const figures = roundFigures(previous, now());
    return (unitId) => {
      const figure = previous.tree.has(unitId) ? figures.of(unitId, { scope: WHOLE }) : undefined;
      if (figure?.state !== 'shown') return undefined;
      const share = decimalToNumber(figure.value) / 100;
      return Math.sqrt(share * (1 - share));
    };
  }

  interface Shown {
    readonly sent: SentPlan;
    readonly faults?: Readonly<Record<string, string>>;
    readonly planned?: { readonly units: readonly PlannedUnit[]; readonly wish: PlanWish };
    readonly kept?: SamplePlan | undefined;
  }

  async function show(req: Request, res: Response, round: Round, shown: Shown): Promise<void> {
    const language = readLanguage(req);
    const t = samplePlanTexts[language];
    const { sent, faults = {}, planned, kept } = shown;
    const content = planned ?? (kept && { units: kept.units, wish: kept });
    const units = new Map((await unitsOf(round)).map((unit) => [unit.id, unit]));
    const nameOf = (unitId: string): string => {
      const unit = units.get(unitId);
      return unit ? inLanguage(unitName(unit, round.unitsOn), language) : unitId;
    };
    const choice = (labels: Readonly<Record<string, string>>) =>
      Object.entries(labels).map(([value, label]) => ({ value, label }));
    const hints: Readonly<Record<string, string>> = {
      expectedPercent: t.expectedHint,
      designEffect: t.designEffectHint,
      responsePercent: t.responseHint,
      total: t.totalHint,
    };
    const labels = t as unknown as Readonly<Record<string, string>>;
    const fields = planFields.map((id) => {
      const kind = unitKinds.find((one) => id === `quota-${one}`);
      const options =
        id === 'formula' ? choice(t.formulas) : id === 'sharing' ? choice(t.sharings) : undefined;
      return {
        id,
        label: kind ? t.quotas[kind] : labels[id],
        hint: kind ? t.quotaHint : hints[id],
        value: sent[id],
        fault: faults[id],
        inputmode: 'decimal',
        optional: true,
        options,
      };
    });
    renderStaffPage(
      req,
      res,
      'processing/samplePlans/plan',
      { title: `${t.title}: ${inLanguage(round.title, language)}` },
      {
        t,
        round,
        kind: t.kind[round.sampleKind],
        faults,
        fields,
        populations: sent['populations'] ?? '',
        populationsFault: faults['populations'],
        isKept: planned === undefined,
        isMadeUp: planned === undefined && kept?.madeUp,
        savedBy: kept && t.savedBy(kept.savedBy.name, timeText(kept.savedAt, language)),
        plan: content && tableOf(content.units, content.wish, nameOf, language),
      },
    );
  }

  router.get('/staff/rounds/:roundId/plan', async (req, res) => {
    const round = await roundOf(req);
    const kept = await stores.samplePlans.find(round.id);
    const units = await unitsOf(round);
    const populations = kept
      ? new Map(kept.units.map(({ unitId, population }) => [unitId, population]))
      : await usualPopulations(round, units);
    const sent = {
      ...firstPlan,
      ...(kept ? sentOf(kept) : {}),
      populations: populationLines(units, populations, round.unitsOn),
    };
    await show(req, res, round, { sent, kept });
  });

  router.post('/staff/rounds/:roundId/plan', async (req, res) => {
    const round = await roundOf(req);
    const language = readLanguage(req);
    const sent = await readSentPlan(req);
    if (sent['wanted'] !== 'compute' && sent['wanted'] !== 'save') throw malformedRequest();
    const units = await unitsOf(round);
    const { wish, faults } = planWishOf(sent);
    const { populations, fault } = populationsOf(sent['populations']!, unitCalledOn(units, [round.unitsOn]));
    if (fault) faults['populations'] = fault;
    const said = Object.fromEntries(Object.entries(faults).map(([key, one]) => [key, one[language]]));
    if (Object.keys(faults).length > 0) {
      await show(req, res.status(422), round, { sent, faults: said });
      return;
    }
    const spreadOf = wish.sharing === 'neyman' ? await spreadsBefore(round) : () => undefined;
    const planned = planUnits(
      wish,
      units
        .filter(({ id }) => populations.has(id))
        .map(({ id, kind }) => ({
          unitId: id,
          kind,
          population: populations.get(id)!,
          spread: spreadOf(id),
        })),
    );
    if (typeof planned === 'string') {
      const field = planned === 'noQuota' ? 'sharing' : 'populations';
      const sentence = samplePlanTexts[language].faults[planned];
      await show(req, res.status(422), round, { sent, faults: { [field]: sentence } });
    } else if (sent['wanted'] === 'compute') {
      await show(req, res, round, { sent, planned: { units: planned, wish } });
    } else {
      await keep(req, round, wish, planned);
      res.redirect(303, `/staff/rounds/${round.id}/progress?done=planned`);
    }
  });

  async function keep(
    req: Request,
    round: Round,
    wish: PlanWish,
    units: readonly PlannedUnit[],
  ): Promise<void> {
    const { actor: savedBy } = callerOfRequest(req);
    const before = await stores.samplePlans.find(round.id);
    const entry = auditEntry({
      at: now(),
      by: savedBy,
      kind: 'samplePlan.kept',
      unitIds: round.unitIds,
      subject: { id: round.id, label: round.title.vi },
      ...(before ? { before: factsOf(before) } : {}),
      after: factsOf({ ...wish, units }),
    });
    await stores.samplePlans.put({ id: round.id, ...wish, units, savedAt: now(), savedBy }, entry);
  }

  return router;
}

function factsOf({ size, sharing, units }: PlanWish & Pick<SamplePlan, 'units'>) {
  const answers = units.reduce((sum, { quota }) => sum + quota, 0);
  return { formula: size.formula, sharing, units: String(units.length), answers: String(answers) };
}

/** A saved plan in the format of its form's input. */
function sentOf({ size, sharing, quotaByKind }: SamplePlan): SentPlan {
  const quotas = Object.entries(quotaByKind).map(([kind, quota]) => [
    `quota-${kind}`,
    sharing === 'quota' ? String(quota) : '',
  ]);
  const { total, ...numbers } = size;
  return {
    ...Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, String(value)])),
    total: total === 0 ? '' : String(total),
    sharing,
    ...Object.fromEntries(quotas),
  };
}

function populationLines(
  units: readonly Unit[],
  populations: ReadonlyMap<string, number>,
  day: string,
): string {
  const called = unitCalledOn(units, [day]);
  return units
    .filter(({ id }) => populations.has(id))
    .map((unit) => `${calledBy(unit, called, { day, language: 'vi' })}; ${populations.get(unit.id)! || ''}`)
    .join('\n');
}

function tableOf(
  units: readonly PlannedUnit[],
  { size }: PlanWish,
  nameOf: (unitId: string) => string,
  language: 'vi' | 'en',
) {
  const t = samplePlanTexts[language];
  const count = new Intl.NumberFormat(language);
  const answers = units.reduce((sum, { quota }) => sum + quota, 0);
  const population = units.reduce((sum, unit) => sum + unit.population, 0);
  const people = peopleToAsk(answers, size);
  const short = units.filter((unit) => peopleToAsk(unit.quota, size) > unit.population);
  return {
    summary: t.summary(count.format(answers), count.format(people), count.format(population)),
    outOfReach: people > population ? t.outOfReach : undefined,
    short:
      short.length > 0 ? t.unitsOutOfReach(short.map(({ unitId }) => nameOf(unitId)).join(', ')) : undefined,
    rows: units.map((unit) => ({
      name: nameOf(unit.unitId),
      population: count.format(unit.population),
      quota: count.format(unit.quota),
      ask: count.format(Math.min(unit.population, peopleToAsk(unit.quota, size))),
    })),
  };
}
