import { catalogue } from '../../platform/text/catalogue.ts';

/** What a sample can show; improvement actions say it of the next round. */
export const powerTexts = catalogue('processing/power');
