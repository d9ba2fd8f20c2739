/**
 * The dashboard: one card for each task that a role of the account is responsible for, in the order below; those that wait for
 * the account itself come first. A new card
 * is a function that returns `undefined` for accounts that it does not concern.
 */
import { grantsOn, type Account } from '../../access/accounts/account.ts';
import type { Caller } from '../../access/accounts/caller.ts';
import { auditKindNames } from '../../access/audit/kinds.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { isWaiting } from '../../improvement/cases/case.ts';
import { isCaseFor } from '../../improvement/cases/caseViews.ts';
import { isOverdue } from '../../improvement/cases/terms.ts';
import { titleOf } from '../../access/jobs/job.ts';
import { jobTexts } from '../../access/jobs/texts.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { numbersToKey } from '../../collection/paper/batch.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { weekOf } from '../../platform/calendar/workingDays.ts';
import { checksCard, kiosksCard } from './healthCards.ts';
import { alertsCard, subscriptionsCard } from './alertsCard.ts';
import { holidaysCard } from './holidaysCard.ts';
import { firstStepsCard } from './firstSteps.ts';
import {
  annulmentsCard,
  importsCard,
  interviewsCard,
  mailingsCard,
  publicationsCard,
} from './waitingCards.ts';
import { scorecardsCard } from './scorecardCards.ts';
import { laggingCard, roundsCard } from './roundCards.ts';
import { linesShown, type Card, type DashboardOptions } from './card.ts';
import { dashboardTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

export async function dashboardOf(caller: Caller, options: DashboardOptions): Promise<readonly Card[]> {
  const cards = [
    firstStepsCard,
    publicationsCard,
    annulmentsCard,
    mailingsCard,
    casesCard,
    scorecardsCard,
    interviewsCard,
    importsCard,
    paperCard,
    checksCard,
    alertsCard,
    subscriptionsCard,
    laggingCard,
    kiosksCard,
    roundsCard,
    accountsCard,
    holidaysCard,
    auditCard,
    jobsCard,
  ];
  const shown = await Promise.all(cards.map((card) => card(caller, options)));
  return shown.filter((card) => card !== undefined);
}

async function accountsCard(caller: Caller, { stores }: DashboardOptions): Promise<Card | undefined> {
  if (!caller.holds('changeAccounts')) return undefined;
  const t = dashboardTexts[caller.account.language].accounts;
  const unitIds = caller.unitIdsInView('changeAccounts');
  const { day } = caller.units;
  const isInView = (unitId: string | undefined): boolean =>
    !unitIds || (unitId !== undefined && unitIds.has(unitId));
  const grantsInView = (account: Account) => grantsOn(account, day).filter(({ unitId }) => isInView(unitId));
  const accounts = (await stores.accounts.list()).filter((account) => grantsInView(account).length > 0);

  const soon = addDays(day, 30);
  const counts = [
    { count: accounts.filter(({ passwordHash }) => passwordHash === undefined).length, say: t.noPassword },
    {
      count: accounts.filter(
        (account) =>
          !account.secondFactor && grantsInView(account).some(({ role }) => role === 'administrator'),
      ).length,
      say: t.noFactor,
    },
    {
      count: accounts.flatMap(grantsInView).filter(({ to }) => to !== undefined && to <= soon).length,
      say: t.ending,
    },
  ];
  const lines = counts
    .filter(({ count }) => count > 0)
    .map(({ count, say }) => ({ text: say({ count }), url: '/staff/accounts' }));
  return { title: t.title, lines, empty: t.empty };
}

async function casesCard(caller: Caller, { stores, now }: DashboardOptions): Promise<Card | undefined> {
  if (!caller.holds('seeCases')) return undefined;
  const t = dashboardTexts[caller.account.language].cases;
  const today = dayOf(now);
  const beforeWeek = weekOf(today);
  const search = { unitIds: caller.unitIdsInView('seeCases'), beforeWeek };
  const cases = (await stores.cases.list({ ...search, states: ['received', 'reopened', 'assigned'] })).filter(
    (one) => isCaseFor(caller, one, beforeWeek),
  );
  const calendar = await stores.holidays.calendar();
  const waiting = caller.holds('screenCases') ? cases.filter(isWaiting).length : 0;
  const counts = [
    { view: 'waiting', count: waiting, say: t.waiting },
    { view: 'open', count: cases.filter(({ state }) => state === 'assigned').length, say: t.open },
    {
      view: 'overdue',
      count: cases.filter((one) => isOverdue(one, calendar, today)).length,
      say: t.overdue,
    },
  ];
  const lines = counts
    .filter(({ count }) => count > 0)
    .map(({ view, count, say }) => ({ text: say({ count }), url: `/staff/cases?view=${view}` }));
  return { title: t.title, lines, empty: t.empty, isMine: true };
}

async function paperCard(caller: Caller, { stores }: DashboardOptions): Promise<Card | undefined> {
  if (!caller.holds('enterPaper')) return undefined;
  const { language } = caller.account;
  const t = dashboardTexts[language].paper;
  const unitIds = caller.unitIdsInView('enterPaper');
  const open = (await stores.paper.listOpen()).filter(
    ({ state, unitId }) => state === 'open' && (!unitIds || unitIds.has(unitId)),
  );
  const lines = open.slice(0, linesShown).map((batch) => ({
    text: t.line({ serial: batch.serial, unit: inLanguage(caller.units.name(batch.unitId), language) }),
    detail: t.keyed({
      keyed: batch.announced - numbersToKey(batch, 'first').length,
      announced: batch.announced,
    }),
    url: `/staff/paper/${batch.id}`,
  }));
  return { title: t.title, lines, empty: t.empty, isMine: true };
}

async function auditCard(caller: Caller, { stores }: DashboardOptions): Promise<Card | undefined> {
  if (!caller.holds('readAudit')) return undefined;
  const { language } = caller.account;
  const t = dashboardTexts[language].audit;
  const unitIds = caller.unitIdsInView('readAudit');
  const newest = await stores.audit.list(unitIds ? { unitIds: [...unitIds] } : {}, 5);
  return {
    title: t.title,
    lines: newest.map(({ at, by, kind, subject }) => ({
      text: `${auditKindNames[language][kind]}: ${subject.label}`,
      detail: [timeText(at, language), by?.name].filter(Boolean).join(' · '),
      url: `/staff/audit?subject=${subject.id}`,
    })),
    empty: t.empty,
  };
}

async function jobsCard(caller: Caller, { stores, kinds }: DashboardOptions): Promise<Card | undefined> {
  const { account } = caller;
  const mine = await stores.jobs.list(linesShown, ({ startedBy }) => startedBy.accountId === account.id);
  if (mine.length === 0) return undefined;
  const t = dashboardTexts[account.language].jobs;
  const lines = mine.map((job) => ({
    text: titleOf(job, kinds)[account.language],
    detail: `${timeText(job.startedAt, account.language)} · ${jobTexts[account.language].states[job.state]}`,
    url: `/staff/jobs/${job.id}`,
  }));
  return { title: t.title, lines, empty: t.empty };
}
