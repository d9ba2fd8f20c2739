/** Items that wait for a decision or the next step. */
import type { Caller } from '../../access/accounts/caller.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { linesShown, type Card, type DashboardOptions } from './card.ts';
import { dashboardTexts } from './texts.ts';

export async function annulmentsCard(
  caller: Caller,
  { stores }: DashboardOptions,
): Promise<Card | undefined> {
  if (!caller.holds('annul')) return undefined;
  const t = dashboardTexts[caller.account.language].annulments;
  const waiting = await stores.annulments.list(
    linesShown,
    ({ state, askedBy, unitIds }) =>
      state === 'waiting' && askedBy.accountId !== caller.account.id && caller.mayOnAll('annul', unitIds),
  );
  const lines = waiting.map(({ id, label, count, askedBy }) => ({
    text: label,
    detail: t.line(count, askedBy.name),
    url: `/staff/annulments/${id}`,
  }));
  return { title: t.title, lines, empty: t.empty };
}

export async function importsCard(caller: Caller, { stores }: DashboardOptions): Promise<Card | undefined> {
  if (!caller.holds('importAnswers')) return undefined;
  const { language } = caller.account;
  const t = dashboardTexts[language].imports;
  const staged = await stores.imports.list(
    linesShown,
    ({ state, unitIds }) => state === 'staged' && caller.mayOnAll('importAnswers', unitIds),
  );
  const lines = staged.map(({ id, fileName, by, madeAt }) => ({
    text: fileName,
    detail: t.line(by.name, timeText(madeAt, language)),
    url: `/staff/imports/${id}`,
  }));
  return { title: t.title, lines, empty: t.empty };
}
