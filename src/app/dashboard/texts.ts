/** Texts of the staff home page and of the choice of a unit. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const dashboardTexts = catalogue('app/dashboard');
