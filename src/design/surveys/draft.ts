import type { Draft } from '../drafts/draft.ts';
import type { SurveyContent } from './survey.ts';

/** A survey that is being written: it may be unsound, its page always lists the errors, and nobody answers it. */
export type SurveyDraft = Draft<SurveyContent>;
