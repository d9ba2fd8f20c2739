/** What the page about a change shows, and the names of the parts of a change. */
import { inLanguage, type Localized, type PageLanguage } from '../../platform/text/localized.ts';
import type { Service } from '../../registers/services/service.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import type { ExplainedBy, Why } from '../../processing/results/why.ts';
import { whyTexts } from './whyTexts.ts';

export interface ShownWhy {
  readonly language: PageLanguage;
  readonly measured: MeasuredRound;
  readonly services: readonly Service[];
  readonly why: Why;
}

/** Names of the parts in the decomposition of a change. */
export type Names = (by: ExplainedBy, key: string) => string;

export function namesOf({ language, measured, services }: ShownWhy): Names {
  const { survey, tree } = measured;
  const t = whyTexts[language];
  const say = (text: Localized | undefined, id: string) => (text ? inLanguage(text, language) : id);
  const { factors, questions } = survey.content;
  return (by, key) => {
    switch (by) {
      case 'factor':
        return say(factors.find(({ id }) => id === key)?.title, key);
      case 'question':
        return say(questions.find(({ id }) => id === key)?.text, key);
      case 'unit':
        return say(tree.name(key), key);
      case 'channel':
        return (t.channel as Record<string, string>)[key] ?? key;
      case 'service':
        return key === '' ? t.noService : say(services.find(({ id }) => id === key)?.name, key);
    }
  };
}
