/** The list and search of rounds of the units in an account's scope. */
import type { Caller } from '../../access/accounts/caller.ts';
import { firstMenuLine } from '../../access/web/menu.ts';
import { list } from '../../access/web/list.ts';
import type { Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { concerns } from '../../design/rounds/concerns.ts';
import { periods } from '../../design/rounds/draft.ts';
import { shownRoundState, type Round } from '../../design/rounds/round.ts';
import { roundTexts } from '../../design/rounds/texts.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import type { RoutesOptions, Stores } from '../stores.ts';

const roundStates = ['notYetOpen', 'open', 'closed', 'published'] as const;

export const roundRoutes: Routes<RoutesOptions> = {
  'GET /staff/rounds': may('seeAccessPoints', listRounds, firstMenuLine('collection', roundTexts)),
};

async function listRounds(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { caller, language, notice } = context;
  const t = roundTexts[language];
  const all = await tools.stores.rounds.list();
  const mayRun = caller.holds('runRounds');
  return await list(
    context,
    {
      title: t.title,
      notice: notice(t.notices),
      lead: t.lead,
      above: {
        view: 'processing/rounds/start',
        content: {
          t,
          mayRun,
          periods: periods.map((value) => ({ value, label: t.periods[value] })),
          drafts: mayRun ? await draftLines(caller, all, tools.stores) : [],
        },
      },
      search: { label: t.search, texts: ({ name, survey }) => [name, survey] },
      filters: [
        {
          id: 'state',
          label: t.state,
          options: [
            { value: '', label: t.anyState },
            ...roundStates.map((value) => ({ value, label: t.states[value] })),
          ],
          keeps: ({ state }, wanted) => state === wanted,
        },
      ],
      count: t.shown,
      empty: all.length === 0 && mayRun ? t.emptyMake : t.empty,
      noneFound: t.noneFound,
      sortedBy: 'opens',
      columns: [
        { key: 'name', heading: t.name, url: ({ id }) => `/staff/rounds/${id}` },
        { key: 'state', heading: t.state, value: ({ state }) => t.states[state] },
        { key: 'opens', heading: t.opens, value: ({ opensAt }) => opensAt, isHighestFirst: true },
        { key: 'closes', heading: t.closes, value: ({ closesAt }) => closesAt },
        { key: 'survey', heading: t.survey },
      ],
    },
    await roundLines(all, context, tools),
  );
}

async function roundLines(
  all: readonly Round[],
  { caller, language }: StaffContext,
  { stores, now }: RoutesOptions,
) {
  const publishedIds = await stores.publications.listPublishedRoundIds();
  const seen = all.filter((round) => concerns(caller, round, 'seeAccessPoints'));
  return await Promise.all(
    seen.map(async (round) => {
      const survey = await stores.surveys.find(round.surveyVersionId);
      return {
        ...round,
        name: inLanguage(round.title, language),
        survey: survey ? inLanguage(survey.content.title, language) : '',
        state: shownRoundState(round, publishedIds, now()),
      };
    }),
  );
}

/** Drafts of the account's units that are not rounds yet. */
async function draftLines(caller: Caller, rounds: readonly Round[], { roundDrafts }: Stores) {
  const { language } = caller.account;
  const t = roundTexts[language];
  const known = new Set(rounds.map(({ id }) => id));
  return (await roundDrafts.list())
    .filter(({ id, content }) => !known.has(id) && caller.mayOnAll('runRounds', content.unitIds))
    .map(({ id, content: { typed }, changedAt, changedBy }) => ({
      url: `/staff/rounds/drafts/${id}`,
      name: (language === 'en' && typed.titleEn) || typed.titleVi,
      detail: t.draftLine({ by: changedBy.name, at: timeText(changedAt, language) }),
    }));
}
