import type { SurveyContent } from '../survey.ts';
import { counterSmiley } from './counterSmiley.ts';
import { sipas2017 } from './sipas2017.ts';

/** What a new survey may begin with, besides any version that was published here. */
export const surveyPresets: readonly SurveyContent[] = [sipas2017, counterSmiley];

/** Questions on the person that a survey may take over as they are. */
export const aboutPresets = sipas2017.about;
