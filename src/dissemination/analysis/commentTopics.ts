/**
 * What comments are about, and how satisfied those who wrote them are. Topics are groups of respondents, so they are counted and
 * suppressed like the groups of a crosstab. Texts are sorted in a thread of their own, and leave it only as words of many.
 */
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { dayText, startOfDay } from '../../platform/calendar/clock.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import { weekOf } from '../../platform/calendar/workingDays.ts';
import { answerOfThread } from '../../platform/startThread.ts';
import { catalogue } from '../../platform/text/catalogue.ts';
import type { Localized, PageLanguage } from '../../platform/text/localized.ts';
import { ownWords } from '../../collection/submissions/commentText.ts';
import type { CommentWithAnswers } from '../../collection/submissions/commentStore.ts';
import type { ColumnQuery, CountedGroup } from '../../processing/columns/columnQuery.ts';
import type { SortedComments } from '../../processing/comments/sortComments.ts';
import { topics } from '../../processing/comments/topics.ts';
import type { TopicWork } from '../../processing/comments/topicWorker.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { roundFigures } from '../../processing/results/roundFigures.ts';
import { addToCell, cellOver, emptyCell, sumOfCells } from '../../statistics/estimation/cell.ts';
import { contributionOf, levelsInOrder } from '../../statistics/estimation/contribution.ts';
import type { Figure } from '../../statistics/estimation/figure.ts';
import { holmAdjusted } from '../../statistics/estimation/gaps.ts';
import { shareTrend, type ShareTrend } from '../../statistics/estimation/shareTrend.ts';
import { countedSides } from './countedSides.ts';
import type { AnalysisDimension } from './dimensions.ts';
import type { AskedFinding } from './finding.ts';
import { roundPeriod } from './period.ts';
import { analysisTexts } from './texts.ts';

export interface CommentTopic {
  /** A topic's id, `words:1` … of a cluster, `other`, or `none` of respondents without a comment. */
  readonly id: string;
  readonly label: Localized;
  readonly figure: Figure;
  /** Absent unless the caller may read the comments of the unit. */
  readonly words?: readonly string[] | undefined;
  /** Of the topic's share of comments by month, for topics of at least 30 comments. */
  readonly trend?: (ShareTrend & { readonly adjustedP: number }) | undefined;
}

export interface FoundTopics {
  /** The newest comments of the round, of which no more were read than this. */
  readonly limit?: number | undefined;
  readonly topics: readonly CommentTopic[];
}

const texts = catalogue('dissemination/commentTopics');

/** So many take half a second of the thread. */
const COMMENTS_MAX = 5000;
const COMMENTS_FOR_TREND = 30;
const WORDS_MAX = 6;
const NO_COMMENT = 'none';

/** A comment without its text. */
interface SortedComment extends Pick<CommentWithAnswers, 'answers' | 'receivedHour'> {
  readonly unitId: string;
  readonly topic: string;
}

/** @param sort sorts texts by topic; in a thread, unless given */
export async function findTopics(
  asked: AskedFinding,
  sort = sortInThread,
): Promise<FoundTopics | { readonly refusal: Localized }> {
  const { measured, unitId, scope, stores, now } = asked;
  const thisWeek = startOfDay(weekOf(dayOf(now))); // screeners see a week when it is over
  const lastDay = roundPeriod(measured.round).to;
  if (thisWeek <= startOfDay(lastDay)) {
    const day = (language: PageLanguage) => ({ day: dayText(addDays(weekOf(lastDay), 7), language) });
    return refused(texts.vi.tooEarly(day('vi')), texts.en.tooEarly(day('en')));
  }
  const all = await stores.submissions.listCommentsWithAnswers(measured.round.id, thisWeek, COMMENTS_MAX);
  const questionId = commentedQuestion(asked);
  const read = all.flatMap((one) => {
    const comment = ownWords(one, questionId);
    return comment === '' ? [] : [{ ...one, comment }];
  });
  const units = await unitsOf(asked, read);
  const isOfUnit = units.map((id) => measured.tree.subtreeIds(unitId).includes(id));
  const sorted = await sort({ texts: read.map(({ comment }) => comment), isOfUnit });
  const comments = read.map(({ answers, receivedHour }, index): SortedComment => ({
    answers,
    receivedHour,
    unitId: units[index]!,
    topic: sorted.topicOf[index]!,
  }));
  const dimension = dimensionOf(new Set(sorted.topicOf));
  const columns = { count: groupCounter(measured, comments, now) };
  const counted = await countedSides(measured, { unitId, dimensions: [dimension] }, { columns, now }); // prettier-ignore
  const table = counted.tableOf(scope);
  if (!table) return refused(analysisTexts.vi.errors.suppressed, analysisTexts.en.errors.suppressed);
  const own = comments.filter((_, index) => isOfUnit[index]);
  if (own.length < COMMENTS_FOR_TREND) return refused(texts.vi.few, texts.en.few);
  const found = dimension.groups
    .filter(({ key }) => counted.keys[0]!.includes(key))
    .map(({ key, label }): Untested => {
      const figure = table.figure({ first: key });
      const isShown = figure.state !== 'hidden' && key !== NO_COMMENT;
      const words = asked.readsComments ? (sorted.words[key] ?? []) : [];
      return {
        id: key,
        label,
        figure,
        ...(words.length > 0 && isShown && { words: words.slice(0, WORDS_MAX).map((one) => one.words) }),
        ...(isShown && { trend: trendOf(key, own) }),
      };
    });
  return { ...(all.length === COMMENTS_MAX && { limit: COMMENTS_MAX }), topics: withAdjusted(found) };
}

/** For the index of a question that can be commented on, only comments on that question are sorted. */
function commentedQuestion({ measured, scope }: AskedFinding): string | undefined {
  const { questions } = measured.survey.content;
  return questions.find(({ id, comment }) => comment && scope.kind === 'question' && scope.id === id)?.id;
}

function refused(vi: string, en: string): { readonly refusal: Localized } {
  return { refusal: { vi, en } };
}

async function unitsOf({ stores }: AskedFinding, read: readonly CommentWithAnswers[]): Promise<string[]> {
  const points = new Map((await stores.accessPoints.list()).map((point) => [point.id, point]));
  return read.map(
    ({ accessPointId, revision }) =>
      points.get(accessPointId)?.revisions.find(({ number }) => number === revision)?.unitId ?? '',
  );
}

async function sortInThread(workerData: TopicWork): Promise<SortedComments> {
  const source = new URL('../../processing/comments/topicWorker.ts', import.meta.url);
  return await answerOfThread(source, { workerData, msMax: SECONDS_MAX * 1000 });
}

/** Ten times what the largest number of comments takes on a slow machine. */
const SECONDS_MAX = 60;

function dimensionOf(found: ReadonlySet<string>): AnalysisDimension {
  const clusters = [...found].filter((id) => id.startsWith('words:')).sort();
  const named = (key: string, vi: string, en: string) => ({ key, label: { vi, en } });
  return {
    id: 'topic',
    label: { vi: texts.vi.topic, en: texts.en.topic },
    axis: { dimension: { kind: 'question', id: 'topic' } }, // no tally has questions, so groupCounter is asked
    groups: [
      ...Object.entries(topics).map(([key, { name }]) => ({ key, label: name })),
      ...clusters.map((key, index) =>
        named(key, texts.vi.cluster({ number: index + 1 }), texts.en.cluster({ number: index + 1 })),
      ),
      named('other', texts.vi.other, texts.en.other),
      named(NO_COMMENT, texts.vi.none, texts.en.none),
    ],
  };
}

/** Answers a query of columns about topics: the units' cells, less those who wrote, are the respondents without a comment. */
function groupCounter(measured: MeasuredRound, comments: readonly SortedComment[], now: Date) {
  const { plan } = measured;
  const { cells } = roundFigures(measured, now);
  return ({ query }: { readonly query: ColumnQuery }): Promise<readonly CountedGroup[]> => {
    const groups = new Map<string, CountedGroup>();
    const into = (unitId: string, topic: string): Float64Array => {
      const keys = query.axes.map(({ dimension, groups: of }) =>
        dimension.kind === 'unit' ? (of?.[unitId] ?? unitId) : topic,
      );
      const key = JSON.stringify(keys);
      const group = groups.get(key) ?? { keys, numbers: emptyCell(plan).numbers };
      groups.set(key, group);
      return group.numbers;
    };
    const unitIds = new Set(query.limits?.flatMap(({ values }) => values));
    for (const unitId of unitIds) {
      const written = comments.filter((one) => one.unitId === unitId);
      const own = sumOfCells(plan, written.map(({ answers }) => cellOf(measured, answers))); // prettier-ignore
      const rest = into(unitId, NO_COMMENT);
      cells.own(unitId).numbers.forEach((number, at) => (rest[at]! += number - own.numbers[at]!));
      for (const { topic, answers } of written)
        addToCell(cellOver(plan, into(unitId, topic)), contributionOf(plan, levelsInOrder(plan, answers)));
    }
    return Promise.resolve([...groups.values()].filter(({ numbers }) => numbers[0]! + numbers[1]! > 0));
  };
}

function cellOf({ plan }: MeasuredRound, answers: CommentWithAnswers['answers']) {
  const cell = emptyCell(plan);
  addToCell(cell, contributionOf(plan, levelsInOrder(plan, answers)));
  return cell;
}

/** @returns undefined with fewer than 30 comments on the topic, or in a single month */
function trendOf(topic: string, comments: readonly SortedComment[]): ShareTrend | undefined {
  if (comments.filter((one) => one.topic === topic).length < COMMENTS_FOR_TREND) return undefined;
  const months = comments.map(({ receivedHour }) => dayOf(receivedHour).slice(0, 7));
  const periods = [...new Set(months)].map((month) => {
    const some = comments.filter((_, index) => months[index] === month);
    return {
      at: 12 * Number(month.slice(0, 4)) + Number(month.slice(5)),
      part: some.filter((one) => one.topic === topic).length,
      whole: some.length,
    };
  });
  return shareTrend(periods);
}

type Untested = Omit<CommentTopic, 'trend'> & { readonly trend?: ShareTrend | undefined };

function withAdjusted(found: readonly Untested[]): readonly CommentTopic[] {
  const adjusted = holmAdjusted(found.flatMap(({ trend }) => trend?.p ?? [])).values();
  return found.map(({ trend, ...topic }) =>
    trend ? { ...topic, trend: { ...trend, adjustedP: adjusted.next().value! } } : topic,
  );
}
