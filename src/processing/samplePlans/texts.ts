/** Texts of the pages of sample plans and of progress. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const samplePlanTexts = catalogue('processing/samplePlans');
export type SamplePlanTexts = Messages['processing/samplePlans'];
