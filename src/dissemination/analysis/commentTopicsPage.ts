/** Topics of comments in the words and numbers of one language. */
import { catalogue } from '../../platform/text/catalogue.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { chartOf, lineWords } from '../../processing/results/lineWords.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { findTopics, type CommentTopic, type FoundTopics } from './commentTopics.ts';
import { findingKind, type AskedFinding, type Finding, type FindingSection } from './finding.ts';
import { topicsJson } from './findingJson.ts';
import { findingColumns, findingSection } from './findingSection.ts';

const texts = catalogue('dissemination/commentTopics');

export const commentTopics = findingKind<FoundTopics>({
  id: 'comments',
  fileName: 'chu-de-gop-y',
  texts,
  isFor: () => true,
  find: findTopics,
  json: topicsJson,
  words: wordsOf,
});

const LEVEL = 0.05;

function wordsOf(
  { topics, limit }: FoundTopics,
  { readsComments }: AskedFinding,
  language: PageLanguage,
): Finding {
  const t = texts[language];
  return {
    sentences: [lowestSentence(topics, language), trendSentence(topics, language)],
    assumption: t.assumption,
    sections: [sectionOf(topics, language)],
    notes: [
      ...(limit === undefined ? [] : [t.limit({ count: limit })]),
      ...(readsComments ? [] : [t.noWords]),
      t.names,
    ],
  };
}

function lowestSentence(topics: readonly CommentTopic[], language: PageLanguage): string {
  const t = texts[language];
  const none = topics.find(({ id }) => id === 'none');
  const [lowest] = topics
    .filter(({ id }) => id !== 'none' && id !== 'other')
    .flatMap((topic) =>
      topic.figure.state === 'shown' ? [{ topic, value: decimalToNumber(topic.figure.value) }] : [],
    )
    .toSorted((one, other) => one.value - other.value);
  if (!lowest || none?.figure.state !== 'shown') return t.noneShown;
  return t.lowest({
    name: inLanguage(lowest.topic.label, language),
    value: lineWords(lowest.topic, language).value,
    none: lineWords(none, language).value,
  });
}

function trendSentence(topics: readonly CommentTopic[], language: PageLanguage): string {
  const t = texts[language];
  const names = (isWanted: (slope: number) => boolean): string =>
    topics
      .filter(({ trend }) => trend && trend.adjustedP < LEVEL && isWanted(trend.slope))
      .map(({ label }) => inLanguage(label, language))
      .join('; ');
  const [rising, falling] = [names((slope) => slope > 0), names((slope) => slope < 0)];
  const said = [rising && t.rising({ names: rising }), falling && t.falling({ names: falling })].filter(
    Boolean,
  );
  return said.length > 0 ? said.join(' ') : t.noTrend;
}

function sectionOf(topics: readonly CommentTopic[], language: PageLanguage): FindingSection {
  const t = texts[language];
  const name = ({ label }: CommentTopic): string => inLanguage(label, language);
  const chart = chartOf(topics, name, language);
  const { index, people, text, points, p } = findingColumns(language);
  return findingSection<CommentTopic>(
    { key: 'topics', title: t.topic, hint: t.hint, chart: chart && { ...chart, description: t.chart } },
    { key: 'topic', heading: t.topic, of: name },
    [
      index(['index', t.index], ({ figure }) => figure),
      people('people', t.people, ({ figure }) => figure),
      text('words', t.words, ({ words = [] }) => words.join(', ')),
      points(['trend', t.trend], ({ trend }) => trend?.slope, 1),
      p('p', t.p, ({ trend }) => trend?.adjustedP),
    ],
    topics,
  );
}
