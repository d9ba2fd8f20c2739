/** Texts of the pages of sample plans and of progress. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const samplePlanTexts = catalogue('processing/samplePlans');
