import type { SurveyContent } from '../survey.ts';
import { counterSmiley } from './counterSmiley.ts';
import { filingQuestion } from './filingQuestion.ts';
import { sipas2017 } from './sipas2017.ts';

/** What a new survey may start from, besides the versions published here. */
export const surveyPresets: readonly SurveyContent[] = [sipas2017, counterSmiley];

/** Questions on respondent characteristics that a survey may use unchanged. */
export const aboutPresets = [...sipas2017.about, filingQuestion];
