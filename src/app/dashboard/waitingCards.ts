/** Items that wait for a decision or the next step. */
import type { Caller } from '../../access/accounts/caller.ts';
import { openInterviewPoints } from '../../collection/interviews/interviewPoint.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { mayAgree as mayAgreeToSend } from '../../processing/messages/mailing.ts';
import { mayAgree } from '../../processing/published/publication.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { linesShown, type Card, type DashboardOptions } from './card.ts';
import { dashboardTexts } from './texts.ts';

export async function publicationsCard(
  caller: Caller,
  { stores }: DashboardOptions,
): Promise<Card | undefined> {
  if (!caller.holds('publishResults')) return undefined;
  const { account } = caller;
  const t = dashboardTexts[account.language].publications;
  const waiting = await stores.publications.list(
    linesShown,
    (one) => mayAgree(one, account.id) && caller.mayOnAll('publishResults', one.unitIds),
  );
  const lines = waiting.map(({ id, roundTitle, askedBy, askedAt }) => ({
    text: inLanguage(roundTitle, account.language),
    detail: t.line({ by: askedBy.name, at: timeText(askedAt, account.language) }),
    url: `/staff/publications/${id}`,
  }));
  return { title: t.title, lines, empty: t.empty, isMine: true };
}

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
    detail: t.line({ count, by: askedBy.name }),
    url: `/staff/annulments/${id}`,
  }));
  return { title: t.title, lines, empty: t.empty, isMine: true };
}

/** Only where one waits, since most installations send no messages. */
export async function mailingsCard(caller: Caller, { stores }: DashboardOptions): Promise<Card | undefined> {
  const { account } = caller;
  if (!caller.holds('makeCodes')) return undefined;
  const waiting = (await stores.mailings.listWaiting()).filter((one) => mayAgreeToSend(one, account.id));
  const found = await Promise.all(
    waiting.map(async (mailing) => ({ mailing, round: await stores.rounds.find(mailing.roundId) })),
  );
  const t = dashboardTexts[account.language].mailings;
  const lines = found.flatMap(({ mailing: { id, roundId, count, madeBy }, round }) =>
    round && caller.mayOnAll('makeCodes', round.unitIds)
      ? [
          {
            text: inLanguage(round.title, account.language),
            detail: t.line({ count, by: madeBy.name }),
            url: `/staff/rounds/${roundId}/messages/${id}`,
          },
        ]
      : [],
  );
  return lines.length === 0 ? undefined : { title: t.title, lines, empty: '', isMine: true };
}

/** Where an interviewer asks today: their work, in one step from the first page. */
export async function interviewsCard(
  caller: Caller,
  { stores, now }: DashboardOptions,
): Promise<Card | undefined> {
  if (!caller.holds('interview')) return undefined;
  const t = dashboardTexts[caller.account.language].interviews;
  const points = await openInterviewPoints(caller, { stores, now });
  const lines = points.slice(0, linesShown).map(({ id, unit, service, round }) => ({
    text: unit,
    detail: [service, round].filter((part) => part !== undefined).join(' · '),
    url: `/staff/interviews/${id}`,
  }));
  const rest = points.length - lines.length;
  const more = rest > 0 ? [{ text: t.more({ count: rest }), url: '/staff/interviews' }] : [];
  return { title: t.title, lines: [...lines, ...more], empty: t.empty, isMine: true };
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
    detail: t.line({ by: by.name, at: timeText(madeAt, language) }),
    url: `/staff/imports/${id}`,
  }));
  return { title: t.title, lines, empty: t.empty, isMine: true };
}
