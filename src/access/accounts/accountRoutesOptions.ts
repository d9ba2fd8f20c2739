import type { Installation } from '../../platform/installation/store.ts';
import { challenges } from './passkey.ts';
import type { LogError } from '../web/problemHandler.ts';
import { passwordChecker } from './signIn.ts';
import { signInProviders } from '../singleSignOn/providers.ts';
import type { StaffSettings } from './staffSettings.ts';
import type { RoutesOptions } from '../stores.ts';

interface Given extends RoutesOptions {
  readonly installation: Installation;
  readonly settings: StaffSettings;
  readonly logError: LogError;
}

/** Dependencies of the account routes. */
export type AccountRoutesOptions = ReturnType<typeof accountRoutesOptions>;

export function accountRoutesOptions({ stores, installation, now, settings, logError }: Given) {
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
