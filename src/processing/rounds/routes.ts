/** The list and search of rounds of the units in an account's scope. */
import type { Caller } from '../../access/accounts/caller.ts';
import { readSearch } from '../../access/accounts/input.ts';
import { firstMenuLine } from '../../access/web/menu.ts';
import { page, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { concerns } from '../../design/rounds/concerns.ts';
import { periods } from '../../design/rounds/draft.ts';
import { readListRequest, roundSorts, roundStates } from '../../design/rounds/input.ts';
import { shownRoundState, type Round, type ShownRoundState } from '../../design/rounds/round.ts';
import { roundTexts } from '../../design/rounds/texts.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { finds } from '../../platform/text/searchText.ts';
import { nextPageUrl, pageOf } from '../../platform/web/paging.ts';
import type { RoutesOptions, Stores } from '../stores.ts';

export const roundRoutes: Routes<RoutesOptions> = {
  'GET /staff/rounds': may(
    'seeAccessPoints',
    listRounds,
    firstMenuLine('collection', 'Đợt đo lường', 'Rounds'),
  ),
};

type Request = Awaited<ReturnType<typeof readListRequest>>;

async function listRounds(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language, notice } = context;
  const t = roundTexts[language];
  const search = await readSearch(req);
  const request = await readListRequest(req);
  const all = await tools.stores.rounds.list();
  const lines = await roundLines(all, request, context, tools);
  const found = lines.filter(({ name, survey }) => finds([name, survey], search.text));
  const shown = pageOf(found, search.page);
  const mayRun = caller.holds('runRounds');
  return page(
    'processing/rounds/list',
    { title: t.title, notice: notice(t.notices) },
    {
      t,
      fields: [
        { id: 'q', label: t.search, value: search.text, type: 'search', optional: true },
        {
          id: 'state',
          label: t.state,
          value: request.state,
          options: ['', ...roundStates].map((value) => ({
            value,
            label: t.states[value as ShownRoundState] ?? t.anyState,
          })),
        },
        {
          id: 'sort',
          label: t.sort,
          value: request.sort,
          options: roundSorts.map((value) => ({ value, label: t.sorts[value] })),
        },
      ],
      mayRun,
      periods: periods.map((value) => ({ value, label: t.periods[value] })),
      drafts: mayRun ? await draftLines(caller, all, tools.stores) : [],
      isFirst: all.length === 0 && mayRun,
      empty: search.text === '' && request.state === '' ? t.empty : t.noneFound,
      count: t.shown({ shown: shown.length, all: found.length }),
      rounds: shown,
      nextUrl: nextPageUrl(req, found.length, search.page),
    },
  );
}

async function roundLines(
  all: readonly Round[],
  request: Request,
  { caller, language }: StaffContext,
  { stores, now }: RoutesOptions,
) {
  const publishedIds = await stores.publications.listPublishedRoundIds();
  const stateOf = (round: Round) => shownRoundState(round, publishedIds, now());
  const seen = all
    .filter((round) => concerns(caller, round, 'seeAccessPoints'))
    .filter((round) => request.state === '' || stateOf(round) === request.state)
    .toSorted(orders(language)[request.sort]);
  return await Promise.all(
    seen.map(async (round) => {
      const survey = await stores.surveys.find(round.surveyVersionId);
      return {
        url: `/staff/rounds/${round.id}`,
        name: inLanguage(round.title, language),
        survey: survey ? inLanguage(survey.content.title, language) : '',
        opens: timeText(round.opensAt, language),
        closes: timeText(round.closesAt, language),
        state: roundTexts[language].states[stateOf(round)],
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
    .filter(({ id, unitIds }) => !known.has(id) && caller.mayOnAll('runRounds', unitIds))
    .map(({ id, typed, changedAt, changedBy }) => ({
      url: `/staff/rounds/drafts/${id}`,
      name: (language === 'en' && typed.titleEn) || typed.titleVi,
      detail: t.draftLine({ by: changedBy.name, at: timeText(changedAt, language) }),
    }));
}

function orders(language: PageLanguage): Record<(typeof roundSorts)[number], (a: Round, b: Round) => number> {
  return {
    opens: (one, other) => other.opensAt.getTime() - one.opensAt.getTime(),
    closes: (one, other) => one.closesAt.getTime() - other.closesAt.getTime(),
    name: (one, other) =>
      inLanguage(one.title, language).localeCompare(inLanguage(other.title, language), language),
  };
}
