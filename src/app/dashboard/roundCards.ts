/** Rounds that are open, are about to open or close, or are being drafted, and units that lag behind in them. */
import type { Caller } from '../../access/accounts/caller.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { countText } from '../../platform/text/numbers.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import { concerns } from '../../design/rounds/concerns.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { tenth } from '../../platform/charts/drawing.ts';
import { timeShareOf } from '../../processing/samplePlans/fieldState.ts';
import { linesShown, type Card, type DashboardOptions } from './card.ts';
import { dashboardTexts } from './texts.ts';

const soonMs = 7 * 24 * 60 * 60 * 1000;

export async function roundsCard(
  caller: Caller,
  { stores, now }: DashboardOptions,
): Promise<Card | undefined> {
  if (!caller.holds('followRounds')) return undefined;
  const { language } = caller.account;
  const t = dashboardTexts[language].rounds;
  const isSoon = (instant: Date): boolean => instant.getTime() - now.getTime() < soonMs;
  const rounds = await stores.rounds.list();
  const shown = rounds.filter((round) => {
    const state = roundState(round, now);
    return (
      concerns(caller, round, 'followRounds') &&
      (state === 'open' || (state === 'notYetOpen' && isSoon(round.opensAt)))
    );
  });
  const detailOf = async (round: Round): Promise<string> => {
    if (roundState(round, now) === 'notYetOpen')
      return t.opensSoon({ opens: timeText(round.opensAt, language) });
    const received = await stores.submissions.countOfRound(round.id);
    const line = t.line({ received, closes: timeText(round.closesAt, language) });
    return isSoon(round.closesAt) ? t.closesSoon({ line }) : line;
  };
  const lines = shown.map(async (round) => ({
    text: inLanguage(round.title, language),
    detail: await detailOf(round),
    url: `/staff/rounds/${round.id}/progress`,
  }));
  const known = new Set(rounds.map(({ id }) => id));
  const drafts = caller.holds('runRounds') ? await stores.roundDrafts.list() : [];
  const draftLines = drafts
    .filter(({ id, content }) => !known.has(id) && caller.mayOnAll('runRounds', content.unitIds))
    .map(({ id, content, changedBy }) => ({
      text: content.typed.titleVi,
      detail: t.draft({ by: changedBy.name }),
      url: `/staff/rounds/drafts/${id}`,
    }));
  return { title: t.title, lines: [...(await Promise.all(lines)), ...draftLines], empty: t.empty };
}

export async function laggingCard(
  caller: Caller,
  { stores, now, behind }: DashboardOptions,
): Promise<Card | undefined> {
  if (!caller.holds('followRounds')) return undefined;
  const { language } = caller.account;
  const t = dashboardTexts[language].lagging;
  const inView = caller.unitIdsInView('followRounds');
  const open = (await stores.rounds.list()).filter((round) => roundState(round, now) === 'open');
  const found = await Promise.all(
    open.map(async (round) =>
      (await behind(round, (unitId) => !inView || inView.has(unitId))).map((line) => ({ ...line, round })),
    ),
  );
  const all = found.flat();
  const lines = all.slice(0, linesShown).map(({ unitId, received, planned, round }) => ({
    text: inLanguage(caller.units.name(unitId), language),
    detail: t.line({
      received: countText(received, language),
      planned: countText(planned, language),
      round: inLanguage(round.title, language),
    }),
    url: `/staff/rounds/${round.id}/progress`,
    bar: { percent: tenth((received / planned) * 100), duePercent: tenth(timeShareOf(round, now) * 100) },
  }));
  const rest = all.length > linesShown ? [{ text: t.more({ count: all.length - linesShown }) }] : [];
  return { title: t.title, lines: [...lines, ...rest], empty: t.empty };
}
