/** The network that a request came from, as far as one household or office goes. */
import ipaddr from 'ipaddr.js';

/**
 * What addresses are counted by: an IPv4 address by itself, also where it is written as one of IPv6; of an IPv6 address the
 * first 64 bits, since whoever has one of them has all the others.
 *
 * @param address as Express gives it; what is no address stands for itself
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${Buffer.from(parsed.toByteArray().slice(0, 8)).toString('hex')}/64`;
}
