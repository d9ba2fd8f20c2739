/** The list and search of rounds of the units in an account's scope. */
import type { Router } from 'express';
import { readSearch } from '../../access/accounts/input.ts';
import type { Caller } from '../../access/accounts/caller.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { finds } from '../../platform/text/searchText.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { readLanguage } from '../../access/web/language.ts';
import { nextPageUrl, pageOf } from '../../platform/web/paging.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { periods } from '../../design/rounds/draft.ts';
import { readListWish, roundSorts, roundStates } from '../../design/rounds/input.ts';
import { shownRoundState, type Round, type ShownRoundState } from '../../design/rounds/round.ts';
import { concerns } from '../../design/rounds/concerns.ts';
import { roundTexts } from '../../design/rounds/texts.ts';
import type { RoutesOptions } from '../stores.ts';

export function roundRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();

  router.get('/staff/rounds', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = roundTexts[language];
    const search = await readSearch(req);
    const wish = await readListWish(req);
    const [all, publishedIds] = await Promise.all([
      stores.rounds.list(),
      stores.publications.listPublishedRoundIds(),
    ]);
    const stateOf = (round: Round) => shownRoundState(round, publishedIds, now());
    const seen = all
      .filter((round) => concerns(caller, round, 'seeAccessPoints'))
      .filter((round) => wish.state === '' || stateOf(round) === wish.state)
      .toSorted(orders(language)[wish.sort]);
    const lines = seen.map(async (round) => {
      const survey = await stores.surveys.find(round.surveyVersionId);
      return {
        url: `/staff/rounds/${round.id}`,
        name: inLanguage(round.title, language),
        survey: survey ? inLanguage(survey.content.title, language) : '',
        opens: timeText(round.opensAt, language),
        closes: timeText(round.closesAt, language),
        state: t.states[stateOf(round)],
      };
    });
    const found = (await Promise.all(lines)).filter(({ name, survey }) => finds([name, survey], search.text));
    const shown = pageOf(found, search.page);
    renderStaffPage(
      req,
      res,
      'processing/rounds/list',
      { title: t.title, notice: noticeFor(req, t.notices) },
      {
        t,
        fields: [
          { id: 'q', label: t.search, value: search.text, type: 'search', optional: true },
          {
            id: 'state',
            label: t.state,
            value: wish.state,
            options: ['', ...roundStates].map((value) => ({
              value,
              label: t.states[value as ShownRoundState] ?? t.anyState,
            })),
          },
          {
            id: 'sort',
            label: t.sort,
            value: wish.sort,
            options: roundSorts.map((value) => ({ value, label: t.sorts[value] })),
          },
        ],
        mayRun: caller.holds('runRounds'),
        periods: periods.map((value) => ({ value, label: t.periods[value] })),
        drafts: caller.holds('runRounds') ? await draftLines(caller, all) : [],
        isFirst: all.length === 0 && caller.holds('runRounds'),
        count: t.shown(shown.length, found.length),
        rounds: shown,
        nextUrl: nextPageUrl(req, found.length, search.page),
      },
    );
  });

  /** Drafts of the account's units that are not rounds yet. */
  async function draftLines(caller: Caller, rounds: readonly Round[]) {
    const { language } = caller.account;
    const t = roundTexts[language];
    const known = new Set(rounds.map(({ id }) => id));
    return (await stores.roundDrafts.list())
      .filter(({ id, unitIds }) => !known.has(id) && caller.mayOnAll('runRounds', unitIds))
      .map(({ id, typed, changedAt, changedBy }) => ({
        url: `/staff/rounds/drafts/${id}`,
        name: (language === 'en' && typed.titleEn) || typed.titleVi,
        detail: t.draftLine(changedBy.name, timeText(changedAt, language)),
      }));
  }

  return router;
}

function orders(language: PageLanguage): Record<(typeof roundSorts)[number], (a: Round, b: Round) => number> {
  return {
    opens: (one, other) => other.opensAt.getTime() - one.opensAt.getTime(),
    closes: (one, other) => one.closesAt.getTime() - other.closesAt.getTime(),
    name: (one, other) =>
      inLanguage(one.title, language).localeCompare(inLanguage(other.title, language), language),
  };
}
