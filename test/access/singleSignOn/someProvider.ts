/** A provider of sign-in in this process: oidc-provider behind a port of its own, with people who never type anything. */
import type { KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { exportJWK, SignJWT } from 'jose';
import type { Configuration, default as Provider } from 'oidc-provider';
import { rsaKey } from '../../support/rsaKeys.ts';
import type { ProviderSettings } from '../../../src/access/singleSignOn/provider.ts';

export const publicUrl = 'http://lang-nghe.test';

/** What the provider knows of a person. */
export interface Human {
  readonly sub: string;
  readonly name?: string;
  readonly preferred_username?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly groups?: readonly string[];
  /** How the person signs in there. */
  readonly amr?: readonly string[];
}

export interface SomeProvider {
  readonly settings: ProviderSettings;
  /** The person at the keyboard; nobody cancels. */
  human: Human | undefined;
  /** Begins to answer; until then nobody listens. @param appUrl where the app really listens */
  start(appUrl: string): Promise<void>;
  /** Stops listening, as a provider that is down. */
  stop(): Promise<void>;
  /** A token that is signed with a key of the provider, or with another one. */
  logoutToken(claims: Readonly<Record<string, unknown>>, key?: KeyObject): Promise<string>;
}

const secret = 'a secret that only the two of them know';

let providers = 0;

export async function someProvider(changes: Partial<ProviderSettings> = {}): Promise<SomeProvider> {
  const privateKey = rsaKey(providers++);
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const settings: ProviderSettings = {
    id: 'tinh',
    label: { vi: 'Tài khoản tỉnh', en: 'Provincial account' },
    issuer,
    clientId: 'lang-nghe',
    clientSecret: secret,
    scope: 'openid profile email',
    newAccounts: 'invited',
    secondFactorAmr: ['mfa'],
    groupsClaim: 'groups',
    grants: [],
    ...changes,
  };
  const kid = 'only';
  const server = createServer();
  const made: SomeProvider = {
    settings,
    human: undefined,
    async start(appUrl) {
      const jwk = { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' };
      const { default: OidcProvider } = await quietly();
      const provider = new OidcProvider(
        issuer,
        configurationOf(settings, appUrl, () => made.human, jwk),
      );
      const answer = provider.callback();
      server.removeAllListeners('request');
      server.on('request', (req, res) => {
        if (req.url?.startsWith('/interaction/')) void signInHuman(provider, made.human, req, res);
        else void answer(req, res);
      });
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    async stop() {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
    logoutToken: async (claims, key = privateKey) =>
      await new SignJWT({
        iss: issuer,
        aud: settings.clientId,
        jti: 'x',
        events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
        ...claims,
      })
        .setProtectedHeader({ alg: 'RS256', kid, typ: 'logout+jwt' })
        .setIssuedAt()
        .setExpirationTime('2m')
        .sign(key),
  };
  return made;
}

/** It warns that it is not set up for production, and of any Node before 22. */
async function quietly(): Promise<typeof import('oidc-provider')> {
  jest.spyOn(console, 'warn').mockImplementation(() => {});
  jest.spyOn(console, 'info').mockImplementation(() => {});
  return await import('oidc-provider');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function configurationOf(
  { id, clientId }: ProviderSettings,
  appUrl: string,
  human: () => Human | undefined,
  jwk: object,
): Configuration {
  return {
    clients: [
      {
        client_id: clientId,
        client_secret: secret,
        redirect_uris: [`${publicUrl}/staff/sign-in/with/${id}/return`],
        post_logout_redirect_uris: [`${publicUrl}/staff/sign-in`],
        backchannel_logout_uri: `${appUrl}/oidc/${id}/logout`,
        backchannel_logout_session_required: true,
      },
    ],
    jwks: { keys: [jwk] },
    cookies: { keys: ['only for tests'] },
    pkce: { required: () => true },
    // Without its dispatcher, which refuses loopback.
    fetch: (url, { dispatcher: _dispatcher, ...options }: RequestInit & { dispatcher?: unknown } = {}) =>
      fetch(url, options),
    claims: {
      openid: ['sub', 'amr'],
      profile: ['name', 'preferred_username', 'groups'],
      email: ['email', 'email_verified'],
    },
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ ...human(), sub }) }),
    // Consent is given without a question, as where the provider and this system belong to one authority.
    async loadExistingGrant(ctx) {
      const { client, session, provider, params } = ctx.oidc;
      const grant = new provider.Grant({
        clientId: client!.clientId,
        accountId: session!.accountId!,
      });
      grant.addOIDCScope(String(params!['scope']));
      await grant.save();
      return grant;
    },
  };
}

async function signInHuman(
  provider: Provider,
  human: Human | undefined,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  await provider.interactionFinished(
    req,
    res,
    human
      ? { login: { accountId: human.sub, ...(human.amr ? { amr: [...human.amr] } : {}) } }
      : { error: 'access_denied' },
    { mergeWithLastSubmission: false },
  );
}
