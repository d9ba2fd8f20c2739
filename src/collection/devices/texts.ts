/** Texts of the kiosk pages. */
import { catalogue } from '../../platform/text/catalogue.ts';

export const fleetTexts = catalogue('collection/devices');
