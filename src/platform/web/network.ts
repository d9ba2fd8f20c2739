/** The network of a request, roughly one household or office. */
import { isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * Key by which addresses are counted: an IPv4 address itself, even if written as IPv6; for an IPv6 address its first 64
 * bits, since the holder of one such address has all the others.
 *
 * @param address as Express gives it; an invalid address is returned unchanged
 */
export function networkOf(address: string): string {
  if (isIPv4(address) || !ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${Buffer.from(parsed.toByteArray().slice(0, 8)).toString('hex')}/64`;
}
