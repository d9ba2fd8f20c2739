/** Many questions at once, from a list that is pasted: first what was understood, then adding it. */
import { page, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { also } from '../../platform/web/form.ts';
import type { RoutesOptions } from '../stores.ts';
import { draftChanged } from '../drafts/draft.ts';
import type { SurveyDraft } from './draft.ts';
import { surveyDrafts } from './draftRoutes.ts';
import { pasteForm } from './input.ts';
import { scaleOptions } from './itemPage.ts';
import { findTooWide, pastedQuestions, withPasted, type PastedFactor } from './pastedQuestions.ts';
import { surveyTexts } from './texts.ts';

export const surveyPasteRoutes: Routes<RoutesOptions> = {
  'GET /staff/surveys/drafts/:draftId/paste': may('writeSurveys', openPaste),
  'POST /staff/surveys/drafts/:draftId/paste': may('writeSurveys', paste),
};

const countOf = (factors: readonly PastedFactor[]): number =>
  factors.reduce((sum, { questions }) => sum + questions.length, 0);

function showPaste(
  { language, notice }: StaffContext,
  draft: SurveyDraft,
  shown: typeof pasteForm.empty,
  understood?: readonly PastedFactor[],
): Reply {
  const t = surveyTexts[language];
  const { content } = draft;
  const further = { scaleId: { options: scaleOptions(content, language) } };
  return page(
    'design/surveys/paste',
    { title: t.paste.title, notice: notice(t.notices), status: shown.status },
    {
      t,
      url: surveyDrafts.urlOf(draft),
      revision: draft.revision,
      ...pasteForm.onPage(language, shown, further),
      count: countOf(understood ?? []),
      factors: understood?.map(({ title, questions }) => ({
        title: title ? inLanguage(title, language) : t.paste.withoutFactor,
        questions: questions.map((text) => content.languages.flatMap((tag) => text[tag] ?? []).join(' · ')),
      })),
    },
  );
}

async function openPaste(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  return showPaste(context, await surveyDrafts.draftOf(context, tools), pasteForm.empty);
}

/** Statuses: 303 when they are added; 200 with what was understood; 422 with what is wrong with the list, or when the draft has changed since the page. */
async function paste(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const t = surveyTexts[context.language];
  const draft = await surveyDrafts.draftOf(context, tools);
  const read = await pasteForm.read(context);
  const { languages } = draft.content;
  const factors = pastedQuestions(read.typed.list, languages);
  const wide = findTooWide(read.typed.list, languages.length);
  const tooMany = wide && t.paste.columns({ ...wide, languages: languages.length });
  const isOutdated = read.typed.wanted === 'add' && read.typed.revision !== draft.revision;
  const outdated = isOutdated && draftChanged().sentence[context.language];
  const sent = also(read, { list: tooMany || (factors.length === 0 && t.paste.noQuestion) || outdated });
  if (!sent.ok) return showPaste(context, draft, sent);
  if (sent.values.wanted !== 'add') return showPaste(context, draft, sent, factors);
  const untitled = { vi: surveyTexts.vi.paste.untitled, en: surveyTexts.en.paste.untitled };
  const content = withPasted(draft.content, factors, { chosen: sent.values.scaleId, untitled });
  return await surveyDrafts.keep(context, tools, draft, { content, done: 'pasted' });
}
