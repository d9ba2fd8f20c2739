/** Guesses the meaning of a text in a cell: a level of a scale, or an option. Ambiguous texts are left open. */
import type { AboutQuestion, Scale } from '../../design/surveys/survey.ts';
import { blankMeaning, plain } from './mapping.ts';

const noOpinionWords = new Set([
  'khong co y kien',
  'khong y kien',
  'khong biet',
  'khong ro',
  'khong biet/khong y kien',
  'no opinion',
  "don't know",
  'dont know',
  'do not know',
  'x',
]);

const leftOutWords = new Set([
  'khong tra loi',
  'khong co cau tra loi',
  'bo trong',
  'no answer',
  'n/a',
  'na',
  'khong ap dung',
  'not applicable',
]);

/** Synonyms; each line begins with the usual printed wording of the scale. */
const sameWords: readonly (readonly string[])[] = [
  ['rat khong hai long', 'hoan toan khong hai long', 'very dissatisfied', 'strongly dissatisfied'],
  ['khong hai long', 'chua hai long', 'dissatisfied', 'unsatisfied'],
  ['binh thuong', 'trung binh', 'tam duoc', 'neutral', 'neither satisfied nor dissatisfied'],
  ['hai long', 'dong y hai long', 'satisfied'],
  ['rat hai long', 'hoan toan hai long', 'very satisfied', 'completely satisfied'],
];

/**
 * @param text normalised
 * @returns a level, `0` for no opinion, `blank`, or empty if ambiguous
 */
export function guessLevel(text: string, scale: Scale): string {
  if (noOpinionWords.has(text) || labels(scale.noOpinion ?? {}).includes(text))
    return scale.noOpinion ? '0' : '';
  if (leftOutWords.has(text)) return blankMeaning;
  const [, number, label = ''] = /^(\d+)(?:[.,]0+)?\s*(?:[-–.):=/]\s*(.*)|sao|stars?)?$/.exec(text) ?? [];
  const byNumber = number ?? /^(?:muc|level|a|ao|l)\s?0*(\d+)$/.exec(text)?.[1] ?? starsOf(text);
  const byLabel = levelOfLabel(number === undefined ? text : label, scale);
  if (byNumber === undefined) return byLabel ?? '';
  if (label !== '' && !/^\d+$/.test(label) && byLabel !== byNumber) return '';
  return isLevel(byNumber, scale) || (byNumber === '0' && scale.noOpinion) ? String(Number(byNumber)) : '';
}

function isLevel(number: string, scale: Scale): boolean {
  return scale.levels.some(({ level }) => level === Number(number));
}

function starsOf(text: string): string | undefined {
  const stars = /^(★+)☆*$/.exec(text)?.[1];
  return stars === undefined ? undefined : String([...stars].length);
}

function labels(texts: Readonly<Record<string, string>>): readonly string[] {
  return Object.values(texts).map(plain);
}

function levelOfLabel(text: string, scale: Scale): string | undefined {
  if (text === '') return undefined;
  const alike = sameWords.find((words) => words.includes(text)) ?? [text];
  const found =
    scale.levels.find(({ label }) => labels(label).some((own) => alike.includes(own))) ??
    onlyOne(scale.levels.filter(({ label }) => initials(plain(label.vi)) === text));
  return found && String(found.level);
}

/** `rat hai long` is often abbreviated as `rhl`. */
function initials(label: string): string {
  return label
    .split(' ')
    .map((word) => word.charAt(0))
    .join('');
}

function onlyOne<Thing>(things: readonly Thing[]): Thing | undefined {
  return things.length === 1 ? things[0] : undefined;
}

/** @returns the id of an option, `blank`, or empty if ambiguous */
export function guessOption(text: string, question: AboutQuestion): string {
  if (leftOutWords.has(text)) return blankMeaning;
  const exact = question.options.find(({ id, label }) => plain(id) === text || labels(label).includes(text));
  const alike =
    exact ??
    onlyOne(question.options.filter(({ label }) => labels(label).some((own) => isSameBand(own, text))));
  return alike?.id ?? '';
}

/** `tu 25 den 34 tuoi` and `25–34` are the same band; so are `duoi 25 tuoi` and `duoi 25`. */
function isSameBand(label: string, text: string): boolean {
  const bare = (band: string): string =>
    band
      .replace(/\b(tuoi|tu|years?|old|aged?)\b/g, ' ')
      .replace(/\b(den|to)\b|[–—]/g, '-')
      .replace(/\s+/g, '')
      .replace(/^<=?/, 'duoi')
      .replace(/^>=?/, 'tren');
  return /\d/.test(label) && bare(label) === bare(text);
}
