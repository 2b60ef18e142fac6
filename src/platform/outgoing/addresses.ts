import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Asks for every address of a name. Rejects where there is none. */
export type Resolve = (host: string) => Promise<LookupAddress[]>;

export const resolveBySystem: Resolve = (host) =>
  new Promise((resolve, reject) =>
    systemLookup(host, { all: true }, (error, addresses) => (error === null ? resolve(addresses) : reject(error))),
  );

/**
 * Whether anybody on the internet could reach it: unicast, and none of the ranges that lead home by another name
 * (mapped and translated IPv4, 6to4, carrier NAT, benchmarking, link and site local). RELIABILITY 6.9.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  return ipaddr.process(address).range() === 'unicast';
}

/** A URL's host where it is an address itself: node connects to such without asking any lookup. */
export function literalOf({ hostname }: URL): string | null {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return isIP(bare) === 0 ? null : bare;
}

/**
 * The addresses that a URL leads to, or `not_public` where a single one of them is ours: a name with a public and a
 * private answer would otherwise be one of the two by chance, or by whoever answers the second time.
 */
export async function addressesOf(
  url: URL,
  { resolve, private: anywhere }: { resolve: Resolve; private: boolean },
): Promise<LookupAddress[] | 'not_public'> {
  const literal = literalOf(url);
  const found = literal === null ? await resolve(url.hostname) : [{ address: literal, family: isIP(literal) }];
  if (found.length === 0) throw new Error('a name without addresses');
  return anywhere || found.every(({ address }) => isPublic(address)) ? found : 'not_public';
}
