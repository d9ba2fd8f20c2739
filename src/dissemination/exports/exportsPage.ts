/** The page of exports: what each account may download. */
import type { Caller } from '../../access/accounts/caller.ts';
import type { Job } from '../../access/jobs/job.ts';
import { inLanguage, pageLanguages, type PageLanguage } from '../../platform/text/localized.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import { MINIMUM_RESPONDENTS } from '../../statistics/disclosure/threshold.ts';
import { unitTreeOn, type UnitTree } from '../../registers/units/unitTree.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { layouts } from './aggregates.ts';
import { fileKinds } from './input.ts';
import { microFormats } from './microdataJob.ts';
import { microTexts } from './microTexts.ts';
import type { TakenRound } from './readAggregates.ts';
import { exportTexts } from './texts.ts';
import type { Stores } from '../stores.ts';

const jobsShown = 200;
const jobKinds = ['microdata', 'comments'];

const named = <Key extends string>(keys: readonly Key[], labels: Readonly<Record<Key, string>>) =>
  keys.map((value) => ({ value, label: labels[value] }));

export function resultFields(taken: readonly TakenRound[], language: PageLanguage) {
  const t = exportTexts[language];
  const choices = taken.flatMap(({ round, published }) => {
    const title = inLanguage(round.title, language);
    return [
      { value: round.id, label: `${title} – ${t.ofFields.round}` },
      ...published.toReversed().map(({ number }) => ({
        value: `${round.id}/${number}`,
        label: `${title} – ${t.ofFields.publication} ${number}`,
      })),
    ];
  });
  if (choices.length === 0) return [];
  return [
    { id: 'of', label: t.of, options: choices },
    { id: 'layout', label: t.layout, options: named(layouts, t.layouts) },
    { id: 'format', label: t.format, options: named(fileKinds, t.formats) },
    { id: 'heads', label: t.heads, options: named(pageLanguages, t.languages), value: language },
  ];
}

/** The microdata section, for accounts that may export microdata; undefined for all others. */
export async function microPart(stores: Stores, caller: Caller, now: Date) {
  if (!caller.holds('downloadMicrodata')) return undefined;
  const { language } = caller.account;
  const [t, names] = [microTexts[language], exportTexts[language]];
  const scopes = await scopesOf(stores, caller, now);
  const jobs = await stores.jobs.list(
    jobsShown,
    ({ kind, permission, unitIds }) => jobKinds.includes(kind) && caller.mayOnAll(permission, unitIds),
  );
  const [kinds, heads] = [named(microFormats, names.formats), named(pageLanguages, names.languages)];
  const chosen = { id: 'microHeads', name: 'heads', label: names.heads, options: heads, value: language };
  return {
    t: { ...t, lead: t.lead({ people: MINIMUM_RESPONDENTS }) },
    fields: [
      {
        id: 'scope',
        label: t.of,
        options: scopes.map(({ round, unitId, name }) => ({
          value: `${round.id} ${unitId}`,
          label: `${inLanguage(round.title, language)} – ${inLanguage(name, language)}`,
        })),
      },
      { id: 'microFormat', name: 'format', label: names.format, options: kinds, value: 'csv' },
      chosen,
    ],
    codebooks: [...new Set(scopes.map(({ round }) => round))].map((round) => ({
      url: `/staff/exports/codebook?round=${encodeURIComponent(round.id)}`,
      name: t.bookOf({ round: inLanguage(round.title, language) }),
    })),
    commentFields: [
      {
        id: 'commentFormat',
        name: 'format',
        label: names.format,
        options: kinds.filter(({ value }) => value !== 'xlsx'),
      },
      { ...chosen, id: 'commentHeads' },
    ],
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
