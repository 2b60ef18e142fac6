import { createHash } from 'node:crypto';

/** Of a public page: its own little script may run, and no other; its styles stand in it. RELIABILITY 6.8. */
export const publicPolicy = (styles: string, script: string, framedBy: string): string =>
  policy([`script-src ${script}`, `style-src ${styles || "'none'"}`], framedBy);

/**
 * Of a page that is made for somebody: our own files may run, or a public page's own `script` by its hash, and nothing else. `anyStyle` is for mails in frames: they
 * are bound by their page's policy and carry their styles as attributes. No script runs in those frames.
 */
export function privatePolicy(
  html: string,
  {
    isConsole,
    anyStyle,
    script,
    framedBy = "'none'",
  }: { isConsole: boolean; anyStyle: boolean; script: string; framedBy?: string },
): string {
  const style = anyStyle ? "'self' 'unsafe-inline'" : `'self' ${styleHashes(html)}`.trim();
  const scripts = isConsole
    ? ["script-src 'self'", "connect-src 'self'", "frame-src 'self'"]
    : [`script-src ${script}`];
  return policy([...scripts, `style-src ${style}`], framedBy);
}

const policy = (own: readonly string[], framedBy = "'none'"): string =>
  [
    "default-src 'none'",
    ...own,
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${framedBy}`,
  ].join('; ');

/** Only the head is read: in the body somebody may have got a style in, which must not be vouched for. */
export function styleHashes(html: string): string {
  const head = html.slice(0, html.indexOf('</head>'));
  const styles = [...head.matchAll(/<style[^>]*>([^]*?)<\/style>/gu)].map(([, text = '']) => sourceHash(text));
  return [...new Set(styles)].join(' ');
}

/** What a policy calls a style or a script by. */
export const sourceHash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
