/** Which lists of choices are scales, and which of their choices is "no opinion". */
import type { FormChoice, FormList, Texts } from './form.ts';

/** Words of ordered answers, without accents. */
const ordered =
  /hai long|dong y|thuong xuyen|quan trong|de dang|nhanh|\btot\b|\bkem\b|satisf|agree|\bgood\b|\bpoor\b|\bbad\b|often|important|\beasy\b|likely|excellent/;
const without =
  /^(?:khong (?:co )?y kien|khong biet|khong ap dung|khong lien quan|kho tra loi|no opinion|don'?t know|do not know|not applicable|n\/a|refuse)/;
const noneOfThese =
  /^(?:khong (?:co |chon )?(?:muc|cai|lua chon|ly do|phuong an) nao|none of (?:these|the above|them)|none$)/;
/** Codes that forms give to "no opinion", whatever its words. */
const withoutCodes = /^(?:-?9[89]|n_?a|dk|no_opinion|dont_know)$/i;

/** Whether a choice is "no opinion" or "don't know", which is not a level. */
export function isNoOpinion({ code, label }: FormChoice): boolean {
  return withoutCodes.test(code) || Object.values(label).some((text) => without.test(plain(text)));
}

/** Whether a choice of a list of which several may be chosen is "none of these". */
export function isNoneOfThese(choice: FormChoice): boolean {
  const isNone = Object.values(choice.label).some((text) => noneOfThese.test(plain(text)));
  return isNone || /^none$/i.test(choice.code) || isNoOpinion(choice);
}

/** Whether the choices are ordered from bad to good, judged by their words. */
export function isOrdered({ choices }: FormList): boolean {
  return (
    choices.filter(({ label }) => Object.values(label).some((text) => ordered.test(plain(text)))).length >= 2
  );
}

/**
 * Levels, the worst first, as a file has them: by their numbers where all are numbers, else in order. What
 * comes last is then the best, unless the author says otherwise.
 */
export function inOrder(levels: readonly FormChoice[], isBestFirst: boolean): readonly FormChoice[] {
  const isNumbered = levels.every(({ code }) => /^-?\d+$/.test(code));
  const worstFirst = isNumbered
    ? levels.toSorted((one, other) => Number(one.code) - Number(other.code))
    : levels;
  return isBestFirst ? worstFirst.toReversed() : worstFirst;
}

function plain(text: Texts[string]): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/đ/gi, 'd').toLowerCase().trim();
}
