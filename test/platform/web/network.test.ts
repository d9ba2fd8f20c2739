import { expect, test } from '@jest/globals';
import { networkOf } from '../../../src/platform/web/network.ts';

test.each([
  ['IPv4 address', '203.0.113.7', '203.0.113.7'],
  ['IPv4 address in IPv6', '::ffff:203.0.113.7', '203.0.113.7'],
  ['IPv6 address', '2001:db8:1:2::9', '20010db800010002/64'],
  ['IPv6 address with a zone', 'fe80::1%eth0', 'fe80000000000000/64'],
  ['missing address', '', ''],
])('an %s is counted by its network', (_what, address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('all addresses of a /64 are one network, and those beside it are others', () => {
  const within = ['2001:db8:1:2::', '2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:DB8:1:2::abcd'].map(networkOf);
  expect(new Set(within).size).toBe(1);
  expect(networkOf('2001:db8:1:3::')).not.toBe(within[0]);
});
