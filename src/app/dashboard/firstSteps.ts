/** The steps that remain before anybody can answer; shown on a new installation until it has its first access point. */
import { grantsOn } from '../../access/accounts/account.ts';
import type { Permission } from '../../access/accounts/authority.ts';
import type { Caller } from '../../access/accounts/caller.ts';
import type { Card, DashboardOptions } from './card.ts';
import { dashboardTexts } from './texts.ts';

export async function firstStepsCard(
  caller: Caller,
  { stores }: DashboardOptions,
): Promise<Card | undefined> {
  const { day } = caller.units;
  const hasManager = async (): Promise<boolean> =>
    (await stores.accounts.list()).some((account) =>
      grantsOn(account, day).some(({ role }) => role === 'manager'),
    );
  const isThere = async (list: Promise<readonly unknown[]>): Promise<boolean> => (await list).length > 0;
  const hasRound = () => isThere(stores.rounds.list());
  const t = dashboardTexts[caller.account.language].firstSteps;
  const steps: readonly (readonly [Permission, () => Promise<boolean>, string, string])[] = [
    ['changeAccounts', hasManager, t.manager, '/staff/accounts'],
    ['changeUnits', () => isThere(stores.units.list()), t.begin, '/staff/begin'],
    ['writeSurveys', () => isThere(stores.surveys.list()), t.survey, '/staff/surveys/new'],
    ['runRounds', hasRound, t.round, '/staff/rounds/new'],
    ['makeAccessPoints', async () => !(await hasRound()), t.points, '/staff/access-points/new'],
  ];
  const open = steps.filter(([permission]) => caller.may(permission, undefined));
  if (open.length === 0 || (await stores.accessPoints.list()).length > 0) return undefined;
  const lines = await Promise.all(
    open.map(async ([, isDone, text, url]) => ((await isDone()) ? [] : [{ text, url }])),
  );
  return lines.flat().length > 0
    ? { title: t.title, lines: lines.flat(), empty: '', isMine: true }
    : undefined;
}
