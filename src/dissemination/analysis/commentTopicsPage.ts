/** Topics of comments in the words and numbers of one language. */
import { catalogue } from '../../platform/text/catalogue.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { chartOf, lineWords, nearest } from '../../processing/results/lineWords.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import { decimalText, signedText } from '../../platform/text/numbers.ts';
import { findTopics, type CommentTopic, type FoundTopics } from './commentTopics.ts';
import { findingKind, type AskedFinding, type Finding, type FindingSection } from './finding.ts';
import { topicsJson } from './findingJson.ts';

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
  const slope = ({ trend }: CommentTopic) => trend && nearest(100 * trend.slope, 1);
  const chart = chartOf(topics, name, language);
  return {
    key: 'topics',
    title: t.topic,
    hint: t.hint,
    chart: chart && { ...chart, description: t.chart },
    columns: [t.topic, t.index, t.people, t.words, t.trend, t.p],
    rows: topics.map((topic) => {
      const { value, people } = lineWords(topic, language);
      const points = slope(topic);
      return {
        name: name(topic),
        cells: [
          value,
          people,
          topic.words?.join(', ') ?? '',
          points ? signedText(points, language) : '',
          topic.trend ? decimalText(nearest(topic.trend.adjustedP, 3), language) : '',
        ],
      };
    }),
    table: {
      columns: [
        { key: 'topic', heading: t.topic },
        { key: 'index', heading: `${t.index} (%)` },
        { key: 'people', heading: t.people },
        { key: 'words', heading: t.words },
        { key: 'trend', heading: t.trend, decimals: 1 },
        { key: 'p', heading: t.p, decimals: 4 },
      ],
      rows: topics.map((topic) => {
        const points = slope(topic);
        return [
          name(topic),
          topic.figure.state === 'shown' ? decimalToNumber(topic.figure.value) : '',
          'people' in topic.figure ? topic.figure.people : '',
          topic.words?.join(', ') ?? '',
          points ? decimalToNumber(points) : '',
          topic.trend?.adjustedP ?? '',
        ];
      }),
    },
  };
}
