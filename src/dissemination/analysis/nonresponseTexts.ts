import { catalogue } from '../../platform/text/catalogue.ts';

export const nonresponseTexts = catalogue('dissemination/nonresponse');
