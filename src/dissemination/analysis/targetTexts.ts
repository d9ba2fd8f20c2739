import { catalogue } from '../../platform/text/catalogue.ts';

export const targetTexts = catalogue('dissemination/target');
