/** Logout tokens, by which a provider says that a person has signed out there (OpenID Connect Back-Channel Logout 1.0). */
import type { createRemoteJWKSet } from 'jose';

/** One session of the provider, or all sessions of a person. */
export interface LoggedOut {
  readonly subject?: string | undefined;
  readonly sid?: string | undefined;
}

const event = 'http://schemas.openid.net/event/backchannel-logout';
/** Only signatures: a token that is authenticated by a shared secret could be made by others who hold it. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

export function logoutTokens() {
  const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();

  return async (
    token: string,
    { issuer, clientId, keysUrl }: { issuer: string; clientId: string; keysUrl: string | undefined },
  ): Promise<LoggedOut> => {
    if (keysUrl === undefined) throw new Error('the provider publishes no keys');
    const jose = await import('jose');
    const keys = keySets.get(keysUrl) ?? jose.createRemoteJWKSet(new URL(keysUrl));
    keySets.set(keysUrl, keys);
    const { payload } = await jose.jwtVerify(token, keys, {
      issuer,
      audience: clientId,
      algorithms,
      maxTokenAge: '10 min',
      clockTolerance: '1 min',
    });
    const { sub: subject, sid, events, nonce } = payload;
    const isLogout = typeof events === 'object' && events !== null && event in events && nonce === undefined;
    if (!isLogout || (subject === undefined && typeof sid !== 'string')) {
      throw new Error('not a logout token');
    }
    return typeof sid === 'string' ? { sid } : { subject };
  };
}
