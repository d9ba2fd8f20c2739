/**
 * Requests to an address that somebody entered. The name is resolved once; all of its addresses must be public, and the
 * connection uses one of the checked addresses, so that a second DNS answer cannot differ. Redirects are not followed.
 */
import type { ClientRequest } from 'node:http';
import { lookup, type LookupAddress } from 'node:dns';
import { lookup as lookupAll } from 'node:dns/promises';
import { request, type RequestOptions } from 'node:https';
import { addressError, hostOf, isPublicAddress, type AddressError } from './publicAddress.ts';

export interface OutgoingSettings {
  /** Whether it may reach private networks. */
  readonly allowPrivate: boolean;
  /** Resolves a name to all its addresses; DNS by default. */
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>;
  /** Certificates that replace the usual trusted ones. */
  readonly ca?: string;
  /** Until the whole answer is there. */
  readonly patienceMs?: number;
}

/** The address may not be used. */
export class ForbiddenAddress extends Error {
  readonly reason: AddressError;
  constructor(host: string, reason: AddressError) {
    super(`${host}: ${reason}`);
    this.reason = reason;
  }
}

/**
 * @returns a request that is not sent yet
 * @throws ForbiddenAddress, or the error of the resolver
 */
export async function outgoingRequest(
  url: string,
  options: Pick<RequestOptions, 'method' | 'headers'>,
  { allowPrivate, ca, patienceMs = 10_000, ...settings }: OutgoingSettings,
): Promise<ClientRequest> {
  const resolve = settings.resolve ?? ((host) => lookupAll(host, { all: true }));
  const target = new URL(url);
  const error = addressError(url, allowPrivate);
  if (error) throw new ForbiddenAddress(target.host, error);
  const addresses = await resolve(hostOf(target));
  const [address] = addresses;
  const isOpen = addresses.every((one) => allowPrivate || isPublicAddress(one.address));
  if (!address || !isOpen) throw new ForbiddenAddress(target.host, 'private');
  return request(target, {
    ...options,
    agent: false,
    lookup: lookupOf(address),
    signal: AbortSignal.timeout(patienceMs),
    ...(ca !== undefined && { ca }),
  });
}

/** Always answers with the checked address. */
function lookupOf(pinned: LookupAddress): typeof lookup {
  return ((_host: string, options: { all?: boolean }, done: (...answer: unknown[]) => void) => {
    if (options.all) done(null, [pinned]);
    else done(null, pinned.address, pinned.family);
  }) as unknown as typeof lookup;
}
