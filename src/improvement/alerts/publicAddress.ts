/**
 * Which addresses a webhook may be sent to. What the server can reach and its users cannot — itself, the network behind
 * it, the machine's own cloud — is reached by nobody through a webhook.
 */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Of IPv6, what is global at all; and in it the examples that the library does not know yet. */
const [global6, examples6] = [ipaddr.parseCIDR('2000::/3'), ipaddr.parseCIDR('3fff::/20')];

/** @param address as `dns.lookup` gives it; anything else is not public */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || (parsed.match(global6) && !parsed.match(examples6));
}

/** - `notHttps`: no address, or not of https, or with a name and password in it; - `private`: within our own network */
export type AddressFault = 'notHttps' | 'private';

/** What can be said of an address without asking for its name. */
export function addressFault(text: string, allowPrivate: boolean): AddressFault | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return 'notHttps';
  if (allowPrivate) return undefined;
  const host = hostOf(url);
  const isOwn = /(^|\.)(localhost|local|internal|home\.arpa)\.?$/i.test(host);
  return isOwn || (isIP(host) !== 0 && !isPublicAddress(host)) ? 'private' : undefined;
}

/** Without the brackets of an IPv6 address. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
