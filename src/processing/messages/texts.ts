/** Texts of the pages of messages to people outside, and of the one on which they say to get no more. */
import { catalogue, type Messages } from '../../platform/text/catalogue.ts';

export const mailingTexts = catalogue('processing/messages');
export type MailingTexts = Messages['processing/messages'];
export const stopTexts = catalogue('respondents/messageStops');
