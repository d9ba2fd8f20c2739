/** Texts of the job pages. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const jobTexts = catalogue('access/jobs');
