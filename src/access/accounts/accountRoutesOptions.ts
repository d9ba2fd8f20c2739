import type { Installation } from '../../platform/installation/store.ts';
import { challenges, type Challenges } from './passkey.ts';
import type { LogError } from '../web/problemHandler.ts';
import { passwordChecker, type PasswordChecker } from './signIn.ts';
import { signInProviders, type SignInProviders } from '../singleSignOn/providers.ts';
import type { StaffSettings } from './staffSettings.ts';
import type { Stores, RoutesOptions } from '../stores.ts';

/** Dependencies of the account routes. */
export interface AccountRoutesOptions extends RoutesOptions {
  readonly settings: StaffSettings;
  readonly checker: PasswordChecker;
  readonly challenges: Challenges;
  readonly providers: SignInProviders;
  /** Keys of the installation. */
  readonly flowKey: Buffer;
  readonly knownDeviceKey: Buffer;
  readonly firstLinkKey: Buffer;
}

export function accountRoutesOptions(given: {
  stores: Stores;
  installation: Installation;
  now: () => Date;
  settings: StaffSettings;
  logError: LogError;
}): AccountRoutesOptions {
  const { stores, installation, now, settings, logError } = given;
  return {
    stores,
    now,
    settings,
    checker: passwordChecker(stores, {
      attemptKey: installation.key('sign-in attempts'),
      cost: settings.passwordCost,
    }),
    challenges: challenges(installation.key('passkey challenges')),
    providers: signInProviders(settings, logError),
    flowKey: installation.key('sign-in flows'),
    knownDeviceKey: installation.key('known devices'),
    firstLinkKey: installation.key('first link'),
  };
}
