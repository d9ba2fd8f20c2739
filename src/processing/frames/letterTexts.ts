/** Vietnamese, with a short English paragraph because the reader's language is unknown. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const letterTexts = catalogue('processing/letters');
