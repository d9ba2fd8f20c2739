/**
 * Sorts comments by topic: first by rule, then what no rule explains by words that occur together. Each comment has one topic, so
 * topics are groups of respondents like those of a background question. The same comments always give the same topics.
 */
import { MINIMUM_RESPONDENTS } from '../../statistics/disclosure/threshold.ts';
import { commentText, hasPhrase, phrasesOf, type CommentText } from './commentText.ts';
import { topicIds, topics } from './topics.ts';
import { topicWordCounter, type TopicWord } from './topicWords.ts';

export interface SortedComments {
  /** In the order given: a topic's id, `words:1` … of a cluster, or `other`. */
  readonly topicOf: readonly string[];
  /** By topic, words of at least ten comments of the unit; none where the unit has fewer than 30 comments on the topic. */
  readonly words: Readonly<Record<string, readonly TopicWord[]>>;
}

const OTHER_TOPIC = 'other';
const clusterId = (number: number): string => `words:${number}`;

/** @param isOfUnit for each comment, whether its words may be shown */
export function sortComments(texts: readonly string[], isOfUnit: readonly boolean[]): SortedComments {
  const read = texts.map((text) => commentText(withoutNames(text)));
  const ruled = read.map(topicByRule);
  const clusterOf = clustersIn(read.filter((_, index) => ruled[index] === undefined));
  const topicOf = read.map((text, index) => ruled[index] ?? clusterOf(text));
  const counters = new Map<string, ReturnType<typeof topicWordCounter>>();
  read.forEach((text, index) => {
    if (!isOfUnit[index]) return;
    const counter = counters.get(topicOf[index]!) ?? topicWordCounter();
    counters.set(topicOf[index]!, counter);
    counter.add(text);
  });
  return {
    topicOf,
    words: Object.fromEntries([...counters].map(([topic, counter]) => [topic, counter.words() ?? []])),
  };
}

/** Within a sentence, what begins with a capital is mostly a name: it is cut out, and words before and after it do not become neighbours. */
function withoutNames(text: string): string {
  return text.normalize('NFC').replaceAll(/(?<=[\p{L}\p{N},;]\s+)\p{Lu}\p{Ll}*/gu, '.');
}

/** The topic with the most of its phrases in the comment; the first of those with equally many. */
function topicByRule(text: CommentText): string | undefined {
  let [best, most]: [string | undefined, number] = [undefined, 0];
  for (const id of topicIds) {
    const found = topics[id].phrases.filter((phrase) => hasPhrase(text, phrase)).length;
    if (found > most) [best, most] = [id, found];
  }
  return best;
}

/** Below this mean similarity, clusters are not joined. */
const SIMILARITY_MIN = 0.1;

interface Word {
  readonly words: string;
  /** Indexes of the comments that contain it. */
  readonly comments: ReadonlySet<number>;
}

/** @returns the topic of a comment: the cluster with most of its words, the larger one of those with equally many */
function clustersIn(texts: readonly CommentText[]): (text: CommentText) => string {
  const counter = topicWordCounter();
  for (const text of texts) counter.add(text);
  const words = (counter.words() ?? []).map(({ words: some }): Word => {
    const [phrase = []] = phrasesOf(`"${some}"`);
    const containing = texts.flatMap((text, index) => (hasPhrase(text, phrase) ? [index] : []));
    return { words: some, comments: new Set(containing) };
  });
  const phrases = joinedWords(words).map((cluster) => cluster.map((one) => phrasesOf(`"${one.words}"`)[0]!));
  const nearest = (text: CommentText): number => {
    let [best, most] = [-1, 0];
    phrases.forEach((cluster, index) => {
      const found = cluster.filter((phrase) => hasPhrase(text, phrase)).length;
      if (found > most) [best, most] = [index, found];
    });
    return best;
  };
  const sizes = phrases.map(() => 0);
  for (const text of texts) if (nearest(text) >= 0) sizes[nearest(text)]! += 1;
  return (text) => {
    const index = nearest(text);
    return index >= 0 && sizes[index]! >= MINIMUM_RESPONDENTS ? clusterId(index + 1) : OTHER_TOPIC;
  };
}

/** Average linkage over Jaccard's similarity of the comments of two words; the largest clusters first. */
function joinedWords(words: readonly Word[]): readonly (readonly Word[])[] {
  const similar = words.map((one) => words.map((other) => jaccard(one.comments, other.comments)));
  let clusters = words.map((_, index) => [index]);
  for (;;) {
    let [best, left, right] = [SIMILARITY_MIN, -1, -1];
    for (let one = 0; one < clusters.length; one++) {
      for (let other = one + 1; other < clusters.length; other++) {
        const mean = meanOver(clusters[one]!, clusters[other]!, similar);
        if (mean > best) [best, left, right] = [mean, one, other];
      }
    }
    if (left < 0) break;
    const joined = [...clusters[left]!, ...clusters[right]!];
    clusters = [...clusters.filter((_, index) => index !== left && index !== right), joined];
  }
  const reach = (cluster: readonly number[]): number =>
    new Set(cluster.flatMap((index) => [...words[index]!.comments])).size;
  return clusters
    .toSorted((one, other) => reach(other) - reach(one) || Math.min(...one) - Math.min(...other))
    .map((cluster) => cluster.map((index) => words[index]!));
}

function jaccard(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  let both = 0;
  for (const comment of one) if (other.has(comment)) both += 1;
  return both / (one.size + other.size - both);
}

function meanOver(
  ones: readonly number[],
  others: readonly number[],
  similar: readonly (readonly number[])[],
): number {
  let sum = 0;
  for (const one of ones) for (const other of others) sum += similar[one]![other]!;
  return sum / (ones.length * others.length);
}
