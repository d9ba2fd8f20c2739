import { catalogue } from '../../platform/text/catalogue.ts';

export const driftTexts = catalogue('dissemination/drift');
