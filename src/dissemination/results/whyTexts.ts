import { catalogue } from '../../platform/text/catalogue.ts';

export const whyTexts = catalogue('dissemination/why');

/** Direction of an index, by its printed figures. */
export type Direction = 'up' | 'down' | 'none';
