/** The words and pairs of words that occur in most comments, each with its number of comments. */
import { MINIMUM_RESPONDENTS } from '../../statistics/disclosure/threshold.ts';
import type { CommentText, Syllable } from './commentText.ts';

export interface TopicWord {
  readonly words: string;
  readonly comments: number;
}

/** With fewer comments, no count is shown. */
const COMMENTS_MINIMUM = 30;
const wordsMax = 40;

/** Syllables without meaning of their own: conjunctions, forms of address, words of quantity. */
const silent = new Set(
  (
    'ai anh à ạ ba bà bạn bao bằng bên bị bởi các cả cái càng cần chỉ chị cho chúng chưa chứ có còn con cô của cùng cũng ' +
    'cứ dạ do dù đã đang đâu đây đấy để đến đều đi đó được em gì hai hay hãy họ hoặc hôm hơn ít khác khi không kể là lại làm ' +
    'lắm lần lên lúc luôn mà mấy mình mới một mỗi mọi nay này nào nên nếu ngay người nhau nhất nhé nhiều nhưng những như ' +
    'nhận nữa ở ông phải qua quá ra rằng rất rồi sao sau sẽ ta tại tất thấy theo thế thêm thì thôi tôi trên trong trước ' +
    'từ từng và vài vẫn vào vậy về vì việc với xin xong xuống'
  ).split(' '),
);

interface Counted {
  readonly text: string;
  count: number;
}

export function topicWordCounter() {
  const singles = new Map<string, Counted>();
  const pairs = new Map<string, Counted & { readonly of: readonly [string, string] }>();
  let comments = 0;

  return {
    add({ stretches }: CommentText): void {
      comments += 1;
      const seen = new Set<string>();
      const isNew = (key: string) => !seen.has(key) && seen.add(key);
      for (const stretch of stretches) {
        for (const [index, one] of stretch.entries()) {
          if (!isTelling(one)) continue;
          const key = one.text;
          if (isNew(key)) raise(singles, key, { text: one.text, count: 0 });
          const next = stretch[index + 1];
          if (!next || !isTelling(next)) continue;
          const of = [key, next.text] as const;
          const pair = of.join(' ');
          if (isNew(pair)) raise(pairs, pair, { text: `${one.text} ${next.text}`, count: 0, of });
        }
      }
    },
    /**
     * Most comments first. A syllable is listed alone where it often occurs outside every listed pair (`tục` rarely
     * does without `thủ`); a pair is listed where its syllables do not belong to other pairs (`tục lâu` is no word).
     *
     * @returns undefined where there are too few comments to show counts
     */
    words(): readonly TopicWord[] | undefined {
      if (comments < COMMENTS_MINIMUM) return undefined;
      const isTold = ({ count }: Counted) => count >= MINIMUM_RESPONDENTS;
      const all = [...pairs.values()].filter(isTold);
      const [asFirst, asSecond] = [0, 1].map((location) => mostBy(all, ({ of }) => of[location]!));
      const belongs = (key: string, most: number, than: number) =>
        most > than && most >= 0.8 * singles.get(key)!.count;
      const toldPairs = all.filter(
        ({ of: [one, other], count }) =>
          !belongs(one, asSecond!.get(one) ?? 0, count) && !belongs(other, asFirst!.get(other) ?? 0, count),
      );
      const toldSingles = [...singles].flatMap(([key, single]) => {
        const within = Math.max(asFirst!.get(key) ?? 0, asSecond!.get(key) ?? 0);
        return isTold(single) && single.count - within >= MINIMUM_RESPONDENTS ? [single] : [];
      });
      return [...toldPairs, ...toldSingles]
        .sort((one, other) => other.count - one.count || (one.text < other.text ? -1 : 1))
        .slice(0, wordsMax)
        .map(({ text, count }) => ({ words: text, comments: count }));
    },
  };
}

/** By key, the number of comments of its most frequent pair. */
function mostBy<One extends Counted>(
  pairs: readonly One[],
  keyIn: (pair: One) => string,
): Map<string, number> {
  const most = new Map<string, number>();
  for (const pair of pairs) most.set(keyIn(pair), Math.max(pair.count, most.get(keyIn(pair)) ?? 0));
  return most;
}

function raise<One extends Counted>(counts: Map<string, One>, key: string, fresh: One): void {
  const counted = counts.get(key) ?? fresh;
  counted.count += 1;
  counts.set(key, counted);
}

function isTelling({ text, plain }: Syllable): boolean {
  return plain.length > 1 && !silent.has(text) && !/\d/.test(plain);
}
