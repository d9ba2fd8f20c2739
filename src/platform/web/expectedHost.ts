/**
 * Host names that a request may use for this site. Links that leave the program contain the host name. Without
 * PUBLIC_URL the name comes from the request, which any client can forge, so only the machine's own names are accepted.
 */
import { hostname, networkInterfaces } from 'node:os';
import type { RequestHandler } from 'express';
import ipaddr from 'ipaddr.js';
import { problemOf, requestTexts } from '../text/problemOf.ts';

/** @param publicUrl if set, links do not depend on the request, and every name is accepted */
export function expectedHost(publicUrl: string | undefined): RequestHandler {
  return (req, _res, next) => {
    if (!isExpectedHost(req.headers.host, publicUrl))
      throw problemOf('malformed', requestTexts, (t) => t.unexpectedHost);
    next();
  };
}

/** @param host the header, with or without a port; undefined if the request has none */
export function isExpectedHost(host: string | undefined, publicUrl: string | undefined): boolean {
  return publicUrl !== undefined || host === undefined || isOwnHost(host);
}

/** @param host as in a request, with or without a port */
export function isOwnHost(host: string): boolean {
  const [, address, name = ''] = /^(?:\[([\da-f:.]+)\]|([\w.-]*?)\.?)(?::\d*)?$/i.exec(host) ?? [];
  const bare = (address ?? name).toLowerCase();
  if (bare === 'localhost' || bare.endsWith('.localhost') || isOwnName(bare)) return true;
  return ipaddr.isValid(bare) && isOwnAddress(ipaddr.process(bare));
}

function isOwnName(name: string): boolean {
  const own = hostname().toLowerCase();
  return name !== '' && (name === own || name === `${own}.local`);
}

function isOwnAddress(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address.range() === 'loopback') return true;
  const own = Object.values(networkInterfaces()).flatMap((interfaces) => interfaces ?? []);
  return own.some((each) => ipaddr.process(each.address).toString() === address.toString());
}
