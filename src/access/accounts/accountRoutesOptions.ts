import type { Installation } from '../../platform/installation/store.ts';
import { challenges, type Challenges } from './passkey.ts';
import { passwordChecker, type PasswordChecker } from './signIn.ts';
import type { StaffSettings } from './staffSettings.ts';
import type { Stores, RoutesOptions } from '../stores.ts';

/** Dependencies of the account routes. */
export interface AccountRoutesOptions extends RoutesOptions {
  readonly settings: StaffSettings;
  readonly checker: PasswordChecker;
  readonly challenges: Challenges;
  /** Keys of the installation. */
  readonly knownDeviceKey: Buffer;
  readonly firstLinkKey: Buffer;
}

export function accountRoutesOptions(given: {
  stores: Stores;
  installation: Installation;
  now: () => Date;
  settings: StaffSettings;
}): AccountRoutesOptions {
  const { stores, installation, now, settings } = given;
  return {
    stores,
    now,
    settings,
    checker: passwordChecker(stores, {
      attemptKey: installation.key('sign-in attempts'),
      cost: settings.passwordCost,
    }),
    challenges: challenges(installation.key('passkey challenges')),
    knownDeviceKey: installation.key('known devices'),
    firstLinkKey: installation.key('first link'),
  };
}
