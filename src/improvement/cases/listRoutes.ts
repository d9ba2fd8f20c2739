/** Where staff browse cases: by what has to be done, and by what comments say. */
import type { Caller } from '../../access/accounts/caller.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Column } from '../../access/web/columns.ts';
import { list } from '../../access/web/list.ts';
import type { Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { weekOf } from '../../platform/calendar/workingDays.ts';
import type { Case } from './case.ts';
import { lineOf } from './casePage.ts';
import { caseViews, isCaseFor, isCaseView, screenersStates, viewsFor, type CaseView } from './caseViews.ts';
import {
  commentText,
  hasPhrase,
  phrasesOf,
  type CommentText,
} from '../../processing/comments/commentText.ts';
import { commentSearch, type CommentRequest } from './input.ts';
import { readQuery } from '../../platform/web/input.ts';
import { isOverdue } from './terms.ts';
import { caseTexts } from './texts.ts';
import { isOnTopic, topicIds, topics } from '../../processing/comments/topics.ts';
import { topicWordCounter } from '../../processing/comments/topicWords.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoutesOptions } from '../stores.ts';

/** Default number of weeks of the word list: half a year. */
const usualWeeks = 26;

export const caseListRoutes: Routes<RoutesOptions> = {
  'GET /staff/cases': may('seeCases', listCases, menuLine('improvement', caseTexts)),
  'GET /staff/cases/words': may('seeCases', listWords),
};

async function listCases(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now } = tools;
  const days = { today: dayOf(now()), calendar: await stores.holidays.calendar() };
  const t = caseTexts[language];
  const request = await readQuery(req, commentSearch);
  const views = viewsFor(caller);
  const asked = req.query['view'];
  const view = isCaseView(asked) && views.includes(asked) ? asked : views[0]!;
  return await list<Case, CaseLine>(
    context,
    {
      title: t.title,
      lead: t.lead,
      tabs: {
        label: t.state,
        tabs: views.map((name) => ({
          label: t.views[name],
          url: `/staff/cases?view=${name}`,
          isCurrent: name === view,
        })),
      },
      kept: { view },
      filters: fieldsOf(request, language),
      hint: { text: t.search.hint, link: { label: t.words.link, url: '/staff/cases/words' } },
      empty: t.empty,
      noneFound: t.empty,
      complete: async (cases) =>
        cases.map((one) => ({ ...lineOf(one, caller, days, language), text: excerpt(one.text) })),
      columns: columnsOf(view, t),
      sortedBy: 'week',
    },
    {
      async *read(_, order) {
        for await (const one of eachFor(tools, caller, view, request, order?.isAscending))
          if (view !== 'overdue' || isOverdue(one, days.calendar, days.today)) yield one;
      },
      sorts: ['week'],
    },
  );
}

type CaseLine = ReturnType<typeof lineOf> & { readonly text: string };

function columnsOf(view: CaseView, t: (typeof caseTexts)['vi']): readonly Column<CaseLine, Case>[] {
  return [
    { key: 'number', heading: t.number, url: ({ id }) => `/staff/cases/${id}`, tag: ({ madeUp }) => madeUp },
    { key: 'week', heading: t.week, isHighestFirst: view === 'screened' },
    { key: 'unit', heading: t.unit },
    { key: 'state', heading: t.state },
    { key: 'due', heading: t.dueOn, warning: ({ overdue }) => overdue },
    { key: 'text', heading: t.textShort, isNotInFile: true },
  ];
}

async function listWords(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const t = caseTexts[language];
  const usualFrom = addDays(weekOf(dayOf(tools.now())), -7 * usualWeeks);
  const sent = await readQuery(req, commentSearch);
  const request = req.query['from'] === undefined ? { ...sent, from: usualFrom } : sent;
  const counter = topicWordCounter();
  for await (const one of eachFor(tools, caller, 'screened', request)) counter.add(commentText(one.text!));
  const words = counter.words();
  const { topic, from, to } = request;
  return await list(
    context,
    {
      title: t.words.title,
      lead: t.words.lead,
      links: [{ label: t.views.screened, url: '/staff/cases?view=screened' }],
      filters: fieldsOf(request, language).map((field) =>
        field.id === 'from' ? { ...field, usual: usualFrom } : field,
      ),
      hint: { text: t.search.hint },
      isEmpty: false,
      noneFound: words ? t.words.none : t.words.tooFew,
      columns: [
        {
          key: 'words',
          heading: t.words.word,
          url: ({ words: phrase }) =>
            `/staff/cases?${new URLSearchParams({ view: 'screened', q: `"${phrase}"`, topic, from, to }).toString()}`,
        },
        { key: 'comments', heading: t.words.comments, isHighestFirst: true },
      ],
      sortedBy: 'comments',
    },
    words ?? [],
  );
}

/** The caller's cases: newest first for reading comments, oldest first for work. */
async function* eachFor(
  tools: RoutesOptions,
  caller: Caller,
  view: CaseView,
  request: CommentRequest,
  isOldestFirst = view !== 'screened',
): AsyncIterable<Case> {
  const { stores, now } = tools;
  const thisWeek = weekOf(dayOf(now()));
  const end = request.to === '' ? thisWeek : addDays(weekOf(request.to), 7);
  const states = caller.holds('screenCases')
    ? caseViews[view]
    : caseViews[view].filter((state) => !screenersStates.includes(state));
  const search = {
    states,
    unitIds: caller.unitIdsInView('seeCases'),
    beforeWeek: end < thisWeek ? end : thisWeek,
    fromWeek: request.from === '' ? undefined : weekOf(request.from),
  };
  const isWished = commentFilter(view, request);
  for await (const one of stores.cases.each(search, isOldestFirst ? 'oldestFirst' : 'newestFirst'))
    if (isCaseFor(caller, one, thisWeek) && isWished(one)) yield one;
}

/** Searches screened text only: what a citizen wrote may contain names. */
function commentFilter(view: CaseView, { q, topic }: CommentRequest): (one: Case) => boolean {
  const phrases = phrasesOf(q);
  const isWished = (text: CommentText): boolean =>
    phrases.every((phrase) => hasPhrase(text, phrase)) && (topic === '' || isOnTopic(text, topic));
  if (q === '' && topic === '') return view === 'screened' ? ({ text }) => text !== undefined : () => true;
  return ({ text }) => text !== undefined && isWished(commentText(text));
}

function fieldsOf({ q, topic, from, to }: CommentRequest, language: PageLanguage) {
  const t = caseTexts[language];
  const named = topicIds.map((id) => ({ value: id, label: inLanguage(topics[id].name, language) }));
  return [
    { id: 'q', label: t.search.words, value: q, type: 'search', optional: true },
    {
      id: 'topic',
      label: t.search.topic,
      value: topic,
      options: [{ value: '', label: t.search.anyTopic }, ...named],
    },
    { id: 'from', label: t.search.from, value: from, type: 'date', optional: true },
    { id: 'to', label: t.search.to, value: to, type: 'date', optional: true },
  ];
}

const excerptLength = 160;

function excerpt(text = ''): string {
  return text.length > excerptLength ? `${text.slice(0, excerptLength - 1)}…` : text;
}
