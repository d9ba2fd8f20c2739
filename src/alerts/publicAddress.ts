/**
 * Which addresses a webhook may be sent to. What the server can reach and its users cannot — itself, the network behind
 * it, the machine's own cloud — is reached by nobody through a webhook.
 */
import { BlockList, isIP } from 'node:net';

/** IANA's registries of special addresses, IPv4. */
const special4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Within what is global at all: addresses that carry others in them, and those of examples. */
const special6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const closed = new BlockList();
for (const [address, bits] of special4) closed.addSubnet(address, bits, 'ipv4');
const closed6 = new BlockList();
for (const [address, bits] of special6) closed6.addSubnet(address, bits, 'ipv6');
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');

/** @param address as `dns.lookup` gives it; anything else is not public */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !closed.check(address, 'ipv4');
  return isIP(address) === 6 && global6.check(address, 'ipv6') && !closed6.check(address, 'ipv6');
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
