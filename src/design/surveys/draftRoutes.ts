/** A draft of a survey: its page, and how it is written. Its parts are in itemRoutes.ts. */
import { page, type Reply } from '../../access/web/reply.ts';
import type { StaffContext } from '../../access/web/routes.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { allowOwnScripts } from '../../platform/web/ownScripts.ts';
import { draftEditor, draftOnPage } from '../drafts/editorRoutes.ts';
import { draftTexts } from '../drafts/texts.ts';
import type { RoutesOptions } from '../stores.ts';
import type { SurveyDraft } from './draft.ts';
import { draftPage, errorSentence } from './draftPage.ts';
import { publishDraft } from './publishSurvey.ts';
import { surveyErrors } from './soundness.ts';
import type { SurveyContent } from './survey.ts';
import { surveyTexts } from './texts.ts';

export const surveyDrafts = draftEditor<SurveyContent, RoutesOptions>({
  url: '/staff/surveys/drafts',
  listUrl: '/staff/surveys',
  write: 'writeSurveys',
  store: ({ stores }) => stores.surveyDrafts,
  unitIds: () => [],
  audit: {
    kinds: { drafted: 'survey.drafted', changed: 'survey.changed', discarded: 'survey.discarded' },
    label: ({ title }) => title.vi,
    after: (content) => ({ survey: JSON.stringify(content) }),
  },
  json: (content) => content,
  show: (context, _tools, draft, status) => showDraft(context, draft, status),
  faults: ({ language }, _tools, { content }) =>
    surveyErrors(content).map((error) => errorSentence(content, error, language)),
  async publishIt({ caller }, { stores, now }, draft) {
    return `/staff/surveys/${await publishDraft(draft, caller.actor, stores, now())}`;
  },
});

/** @param editing the part whose form stands in its place */
export function showDraft(
  context: StaffContext,
  draft: SurveyDraft,
  status?: number,
  editing?: {
    readonly title: string;
    readonly anchor: string;
    readonly part: unknown;
    readonly [shown: string]: unknown;
  },
): Reply {
  const { res, language, notice } = context;
  const t = surveyTexts[language];
  const name = inLanguage(draft.content.title, language) || t.noName;
  const url = surveyDrafts.urlOf(draft);
  allowOwnScripts(res);
  return page(
    'design/surveys/draft',
    {
      title: editing?.title ?? t.draftTitle({ name }),
      notice: notice({ ...draftTexts[language].notices, ...t.notices }),
      status,
    },
    {
      t,
      draft: draftOnPage(url, draft, context, editing?.part),
      editing,
      ...draftPage(draft.content, url, language),
    },
  );
}
