import type { SendMail } from './mail.ts';
import type { Messaging } from '../../platform/messages/messaging.ts';
import type { ProviderSettings } from '../singleSignOn/provider.ts';
import { fullCost, type PasswordCost } from './password.ts';

/** Settings of an installation for its staff; every one has a default. */
export interface StaffSettings {
  /** Whether administrators must have a second factor. */
  readonly adminSecondFactor: 'optional' | 'required';
  readonly passwordCost: PasswordCost;
  /** Base URL of links that leave the program; undefined: the name by which the browser reached this server. */
  readonly publicUrl: string | undefined;
  /** Missing if no mail server is configured. */
  readonly sendMail: SendMail | undefined;
  /** Where staff may sign in instead of here; none unless configured, and then with `publicUrl`. */
  readonly providers: readonly ProviderSettings[];
  /** Whether events are sent to other systems. */
  readonly events: boolean;
  /** Origins of sites that may show the badge and the form in a frame; none unless configured. */
  readonly embedOrigins: readonly string[];
  /** Messages to people outside; missing unless configured, and then with `publicUrl`. */
  readonly messaging?: Messaging | undefined;
  /** Whether interviewers may take day passes for tablets without a network. */
  readonly offlineInterviews: boolean;
  /** Whether PDFs that offices signed are kept with publications. */
  readonly signedCopies: boolean;
}

export const defaultStaffSettings: StaffSettings = {
  adminSecondFactor: 'optional',
  passwordCost: fullCost,
  publicUrl: undefined,
  sendMail: undefined,
  providers: [],
  events: false,
  embedOrigins: [],
  offlineInterviews: false,
  signedCopies: false,
};
