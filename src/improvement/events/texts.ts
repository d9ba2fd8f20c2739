/** Texts of the pages of subscriptions to events. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const eventTexts = catalogue('improvement/events');
