import { createHash } from 'node:crypto';

/** Of a public page: it has no script, so none may run, and its styles stand in it. RELIABILITY 6.8. */
export const publicPolicy = (styles: string, framedBy: string): string =>
  policy([`style-src ${styles || "'none'"}`], framedBy);

/**
 * Of a page that is made for somebody: our own files may run, and nothing else. `anyStyle` is for mails in frames: they
 * are bound by their page's policy and carry their styles as attributes. No script runs in those frames.
 */
export function privatePolicy(
  html: string,
  { isConsole, anyStyle }: { isConsole: boolean; anyStyle: boolean },
): string {
  const style = anyStyle ? "'self' 'unsafe-inline'" : `'self' ${styleHashes(html)}`.trim();
  const script = isConsole ? ["script-src 'self'", "connect-src 'self'", "frame-src 'self'"] : [];
  return policy([...script, `style-src ${style}`]);
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
  const styles = [...head.matchAll(/<style[^>]*>([^]*?)<\/style>/gu)].map(([, text = '']) => hashOf(text));
  return [...new Set(styles)].join(' ');
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
