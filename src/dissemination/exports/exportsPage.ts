/** The page of exports: what each account may download. */
import type { Caller } from '../../access/accounts/caller.ts';
import type { Job } from '../../access/jobs/job.ts';
import { formPart } from '../../access/web/formPage.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import { MINIMUM_RESPONDENTS } from '../../statistics/disclosure/threshold.ts';
import { unitTreeOn, type UnitTree } from '../../registers/units/unitTree.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { commentsForm, microForm, resultsForm } from './input.ts';
import { microTexts } from './microTexts.ts';
import type { TakenRound } from './readAggregates.ts';
import { exportTexts } from './texts.ts';
import type { Stores } from '../stores.ts';

const jobsShown = 200;
const jobKinds = ['microdata', 'comments'];

export function resultFields(taken: readonly TakenRound[], language: PageLanguage) {
  const t = exportTexts[language];
  const options = taken.flatMap(({ round, published }) => {
    const title = inLanguage(round.title, language);
    return [
      { value: round.id, label: `${title} – ${t.ofFields.round}` },
      ...published.toReversed().map(({ number }) => ({
        value: `${round.id}/${number}`,
        label: `${title} – ${t.ofFields.publication} ${number}`,
      })),
    ];
  });
  if (options.length === 0) return [];
  return resultsForm.onPage(language, resultsForm.filled({ heads: language }), { of: { options } }).fields;
}

/** The microdata section, for accounts that may export microdata; undefined for all others. */
export async function microPart(stores: Stores, caller: Caller, now: Date) {
  if (!caller.holds('downloadMicrodata')) return undefined;
  const { language } = caller.account;
  const t = microTexts[language];
  const scopes = await scopesOf(stores, caller, now);
  const jobs = await stores.jobs.list(
    jobsShown,
    ({ kind, permission, unitIds }) => jobKinds.includes(kind) && caller.mayOnAll(permission, unitIds),
  );
  const options = scopes.map(({ round, unitId, name }) => ({
    value: `${round.id} ${unitId}`,
    label: `${inLanguage(round.title, language)} – ${inLanguage(name, language)}`,
  }));
  return {
    t: { ...t, lead: t.lead({ people: MINIMUM_RESPONDENTS }) },
    form: formPart(
      { action: '/staff/exports/microdata', submit: t.start },
      microForm.onPage(language, microForm.filled({ heads: language }), { scope: { label: t.of, options } }),
    ).content,
    codebooks: [...new Set(scopes.map(({ round }) => round))].map((round) => ({
      url: `/staff/exports/codebook?round=${encodeURIComponent(round.id)}`,
      name: t.bookOf({ round: inLanguage(round.title, language) }),
    })),
    commentsForm: formPart(
      { action: '/staff/exports/comments', submit: t.commentsStart },
      commentsForm.onPage(language, commentsForm.filled({ heads: language })),
    ).content,
    jobs: jobs.map((job) => jobLine(job, language)),
  };
}

async function scopesOf(stores: Stores, caller: Caller, now: Date) {
  const [rounds, units] = await Promise.all([stores.rounds.list(), stores.units.list()]);
  return rounds
    .filter((round) => roundState(round, now) === 'closed')
    .flatMap((round) => {
      const tree = unitTreeOn(units, round.unitsOn);
      return topUnits(caller, round, tree).map((unitId) => ({ round, unitId, name: tree.name(unitId) }));
    });
}

function jobLine({ id, kind, about, startedBy, startedAt }: Job, language: PageLanguage) {
  const t = microTexts[language];
  const title = kind === 'microdata' ? t.jobTitle : t.commentsJob;
  return {
    url: `/staff/jobs/${id}`,
    title: about === undefined ? title : `${title}: ${about}`,
    by: `${startedBy.name}, ${timeText(startedAt, language)}`,
  };
}

/** The topmost units of a round for which the caller may export microdata. */
export function topUnits(caller: Caller, { unitIds }: Round, tree: UnitTree): string[] {
  const walk = (id: string): readonly string[] =>
    caller.may('downloadMicrodata', id) ? [id] : tree.childIds(id).flatMap(walk);
  return unitIds.filter((id) => tree.has(id)).flatMap(walk);
}
