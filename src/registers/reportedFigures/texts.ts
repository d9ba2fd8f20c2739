/** Texts of the pages of reported figures. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const reportedFigureTexts = catalogue('registers/reportedFigures');
export type ReportedFigureTexts = Messages['registers/reportedFigures'];
