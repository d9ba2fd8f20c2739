/**
 * Which addresses that somebody entered the program may send requests to. They must not reach what the server can reach
 * and that person cannot: the server itself, the network behind it, the cloud's metadata service.
 */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** For IPv6, the global range, and within it the example ranges that the library does not know yet. */
const [global6, examples6] = [ipaddr.parseCIDR('2000::/3'), ipaddr.parseCIDR('3fff::/20')];

/** @param address as `dns.lookup` returns it; any other text is not public */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || (parsed.match(global6) && !parsed.match(examples6));
}

/** - `notHttps`: not a valid https address, or one with a name and password; - `private`: within our network */
export type AddressError = 'notHttps' | 'private';

/** Checks an address without resolving its name. */
export function addressError(text: string, allowPrivate: boolean): AddressError | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return 'notHttps';
  if (allowPrivate) return undefined;
  const host = hostOf(url);
  const isOwn = /(^|\.)(localhost|local|internal|home\.arpa)\.?$/i.test(host);
  return isOwn || (isIP(host) !== 0 && !isPublicAddress(host)) ? 'private' : undefined;
}

/** The host without the brackets of an IPv6 address. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
