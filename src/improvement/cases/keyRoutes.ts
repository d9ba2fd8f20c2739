/** The page that shows a follow-up key once, in response to the form; the key never appears in an address. */
import type { Response } from 'express';
import { groupedCode } from '../../platform/text/codeLetters.ts';
import type { Language } from '../../platform/text/catalogue.ts';
import { inSameLanguage, renderPage } from '../../platform/web/page.ts';
import { citizenTexts } from './citizenTexts.ts';

interface ShownKey {
  readonly language: Language;
  readonly key: string;
  /** Receipt of the submission that the comment came with. */
  readonly doneUrl?: string;
}

export function showFollowKey(res: Response, { language, key, doneUrl }: ShownKey): void {
  const { key: texts } = citizenTexts[language];
  const t = doneUrl === undefined ? texts : { ...texts, ...texts.ofForm };
  renderPage(
    res,
    'improvement/cases/key',
    { language, title: t.title },
    { t, key: groupedCode(key), doneUrl, followUrl: inSameLanguage('/cases', language) },
  );
}
