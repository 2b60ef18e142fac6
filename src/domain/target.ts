import type { PostChannel } from './posting.ts';
import type { PointCode } from './result.ts';
import { bounds } from './text.ts';

/** `private` lets targets lead anywhere, by http too: for trying things out (ALLCLEAR_ALLOW_PRIVATE_TARGETS). */
export type TargetRules = { private: boolean };

/** Hosts of the chats' own incoming webhooks; a name with a dot in front is every host below it. */
const hostsOf: Readonly<Record<PostChannel, readonly string[] | null>> = {
  webhook: null,
  slack: ['hooks.slack.com', 'hooks.slack-gov.com'],
  teams: ['.logic.azure.com', '.logic.azure.us', '.api.powerplatform.com', '.api.powerplatform.us'],
};

const ports = ['', '443', '8443'];

/**
 * Reads where somebody wants to be posted to. Https alone, on two ports, without a name and a password in it, and for a
 * chat at its provider's own hosts. What the address leads to is asked when it is saved and again at each call
 * (`platform/outgoing`). The URL is in its canonical spelling: `0x7f.1` is read as 127.0.0.1. RELIABILITY 6.9.
 */
export function readTarget(
  text: string,
  channel: PostChannel,
  rules: TargetRules,
): { url: URL; refused?: undefined } | { refused: PointCode } {
  const trimmed = text.trim();
  if (/[\u0000-\u0020\u007f]/u.test(trimmed)) return { refused: 'not_a_link' };
  if (!URL.canParse(trimmed)) return { refused: 'not_a_link' };
  const url = new URL(trimmed);
  if (!(url.protocol === 'https:' || (rules.private && url.protocol === 'http:'))) return { refused: 'https_only' };
  if (url.username !== '' || url.password !== '') return { refused: 'credentials_in_link' };
  if (!rules.private && !ports.includes(url.port)) return { refused: 'port_not_allowed' };
  if (!rules.private && !isAtHome(url.hostname, channel)) return { refused: 'not_its_host' };
  url.hash = '';
  return url.href.length > bounds.link ? { refused: 'too_long' } : { url };
}

function isAtHome(host: string, channel: PostChannel): boolean {
  const homes = hostsOf[channel];
  return homes === null || homes.some((home) => (home.startsWith('.') ? host.endsWith(home) : host === home));
}

/** A webhook's host and port; a chat's own incoming webhook, since its limits are per chat. Never shown, never logged. */
export const doorOf = (url: URL, channel: PostChannel, hash: (text: string) => string): string =>
  channel === 'webhook' ? url.host : `${channel} ${hash(url.href)}`;

/** For lists that others read: the host, and the end of a path that may be a secret: `https://hooks.example.com/…f3a1`. */
export function maskTarget(text: string): string {
  if (!URL.canParse(text)) return '…';
  const url = new URL(text);
  const rest = url.pathname + url.search;
  return rest.length <= 1 ? url.origin : `${url.origin}/…${rest.length > 12 ? rest.slice(-4) : ''}`;
}
