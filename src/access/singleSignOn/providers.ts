/**
 * What is said to the providers, through openid-client: authorization code with PKCE, state and nonce. What a provider
 * declares of itself is read again after a minute, so that one that is down is noticed before anybody is sent there.
 */
import type { Configuration } from 'openid-client';
import type { StaffSettings } from '../accounts/staffSettings.ts';
import type { LogError } from '../web/problemHandler.ts';
import type { ProviderSession } from '../accounts/session.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { logoutTokens, type LoggedOut } from './logoutToken.ts';
import { isLoopback, type ProviderSettings } from './provider.ts';

/** What the answer of the provider is checked with. */
export interface Secrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Claims about a person that the provider vouches for. */
export interface Person extends ProviderSession {
  readonly claims: Readonly<Record<string, unknown>>;
}

/** `refused`: by the person or the provider; `unverified`: the answer is not one to this browser, or is not sound. */
export type SignInProblem = 'refused' | 'down' | 'unverified';

/** Loaded at the first sign-in: most installations have no provider. */
const openidClient = async () => await import('openid-client');
type OpenidClient = Awaited<ReturnType<typeof openidClient>>;

const freshMs = 60_000;
const retryMs = 5_000;
const patienceSeconds = 5;

export function signInProviders(
  { providers, publicUrl = '' }: Pick<StaffSettings, 'providers' | 'publicUrl'>,
  logError: LogError,
) {
  const connect = connections();
  const logoutTokenOf = logoutTokens();

  const note = (provider: ProviderSettings, error: unknown): void => {
    logError({ route: `sign-in at ${provider.id}`, error: withoutSecrets(error) });
  };

  /** @returns undefined when it failed, which is in the log then */
  async function unlessDown<Found>(
    provider: ProviderSettings,
    find: (config: Configuration) => Found | Promise<Found>,
  ): Promise<Found | undefined> {
    try {
      return await find(await connect(provider));
    } catch (error) {
      note(provider, error);
      return undefined;
    }
  }

  return {
    all: providers,
    find: (id: string) => providers.find((provider) => provider.id === id),
    /** @returns where to send the browser, with what its answer is checked with; undefined when the provider is down */
    begin: async (provider: ProviderSettings, language: PageLanguage) =>
      await unlessDown(provider, (config) => authorization(config, provider, { publicUrl, language })),
    /**
     * Exchanges the code for the person who signed in.
     *
     * @param address path and query with which the browser came back
     */
    async finish(
      provider: ProviderSettings,
      address: string,
      secrets: Secrets,
    ): Promise<Person | SignInProblem> {
      try {
        return await personIn(await connect(provider), provider, new URL(`${publicUrl}${address}`), secrets);
      } catch (error) {
        const client = await openidClient();
        if (error instanceof client.AuthorizationResponseError && error.error === 'access_denied')
          return 'refused';
        note(provider, error);
        return problemOf(error, client);
      }
    },
    /** @returns where the browser signs out at the provider; undefined when it has no such page, or is down */
    endSessionUrl: async (provider: ProviderSettings, session: ProviderSession) =>
      await unlessDown(provider, (config) => endSession(config, session, publicUrl)),
    /** @returns whom the provider signed out; undefined when the token is not sound or cannot be verified */
    readLogoutToken: async (provider: ProviderSettings, token: string): Promise<LoggedOut | undefined> =>
      await unlessDown(provider, (config) => {
        const { issuer, jwks_uri: keysUrl } = config.serverMetadata();
        return logoutTokenOf(token, { issuer, clientId: provider.clientId, keysUrl });
      }),
  };
}
export type SignInProviders = ReturnType<typeof signInProviders>;

/**
 * Many who ask at the same time, or soon after one who got no answer, share one request to the provider.
 *
 * @returns a function that throws whatever openid-client throws where the provider does not answer
 */
function connections() {
  const known = new Map<string, { readonly config: Promise<Configuration>; until: number }>();
  return async (provider: ProviderSettings): Promise<Configuration> => {
    const { allowInsecureRequests, ClientSecretBasic, discovery, enableNonRepudiationChecks } =
      await openidClient();
    const fresh = known.get(provider.id);
    if (fresh && performance.now() < fresh.until) return await fresh.config;
    const { issuer, clientId, clientSecret } = provider;
    const config = discovery(new URL(issuer), clientId, undefined, ClientSecretBasic(clientSecret), {
      timeout: patienceSeconds,
      execute: [enableNonRepudiationChecks, ...(isLoopback(issuer) ? [allowInsecureRequests] : [])],
    });
    const connection = { config, until: performance.now() + freshMs };
    known.set(provider.id, connection);
    try {
      return await config;
    } catch (error) {
      connection.until = performance.now() + retryMs;
      throw error;
    }
  };
}

/** Where a sign-in begins, with what its answer is checked with. */
async function authorization(
  config: Configuration,
  { id, scope }: ProviderSettings,
  { publicUrl, language }: { readonly publicUrl: string; readonly language: PageLanguage },
): Promise<Secrets & { readonly url: string }> {
  const client = await openidClient();
  const secrets = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
  };
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: `${publicUrl}/staff/sign-in/with/${id}/return`,
    scope,
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: 'S256',
    ui_locales: language,
  });
  return { ...secrets, url: url.href };
}

/** @param answer the address with which the browser came back */
async function personIn(
  config: Configuration,
  provider: ProviderSettings,
  answer: URL,
  { state, nonce, verifier }: Secrets,
): Promise<Person> {
  const client = await openidClient();
  const tokens = await client.authorizationCodeGrant(config, answer, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const idClaims = tokens.claims()!;
  const { sub, sid, amr } = idClaims;
  const { userinfo_endpoint: profileUrl } = config.serverMetadata();
  const more =
    needsProfile(provider) && profileUrl !== undefined
      ? await client.fetchUserInfo(config, tokens.access_token, sub)
      : {};
  return {
    issuer: provider.issuer,
    subject: sub,
    ...(typeof sid === 'string' ? { sid } : {}),
    idToken: tokens.id_token!,
    hasSecondFactor: hasMethod(amr, provider.secondFactorAmr),
    claims: { ...more, ...idClaims },
  };
}

/** @returns undefined when the provider has no page to sign out */
async function endSession(
  config: Configuration,
  { idToken }: ProviderSession,
  publicUrl: string,
): Promise<string | undefined> {
  if (config.serverMetadata().end_session_endpoint === undefined) return undefined;
  const { buildEndSessionUrl } = await openidClient();
  return buildEndSessionUrl(config, {
    id_token_hint: idToken,
    post_logout_redirect_uri: `${publicUrl}/staff/sign-in`,
  }).href;
}

/** Whether more than the identity is used: names for a new account, or groups. */
function needsProfile({ newAccounts, grants }: ProviderSettings): boolean {
  return newAccounts === 'made' || grants.length > 0;
}

/** @param amr a list by the standard; some providers send one word */
function hasMethod(amr: unknown, accepted: readonly string[]): boolean {
  return [amr].flat().some((method) => typeof method === 'string' && accepted.includes(method));
}

/** The errors of openid-client hold answers of the provider, and so tokens: only their names and codes are logged. */
function withoutSecrets(error: unknown): Error {
  return new Error(namesOf(error).join(' '));
}

/** Names and codes of an error and of what caused it. */
function namesOf(error: unknown): readonly string[] {
  if (typeof error !== 'object' || error === null) return [];
  const { name, code, error: reason, cause } = error as Readonly<Record<string, unknown>>;
  const own = [name, code, reason].filter((word): word is string => typeof word === 'string');
  return [...own, ...namesOf(cause)];
}

function problemOf(
  error: unknown,
  { AuthorizationResponseError, ResponseBodyError }: OpenidClient,
): SignInProblem {
  if (error instanceof AuthorizationResponseError) return 'refused';
  if (error instanceof ResponseBodyError) return error.status >= 500 ? 'down' : 'unverified';
  const names = namesOf(error);
  return names.includes('TypeError') || names.includes('OAUTH_TIMEOUT') ? 'down' : 'unverified'; // fetch throws TypeError
}
