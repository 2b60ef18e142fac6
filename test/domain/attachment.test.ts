import { expect, it, test } from 'vitest';
import { attachmentBounds, attachmentName, attachmentTypeOf } from '#domain/attachment.ts';

const bytes = (...parts: (number[] | string)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part)));

test.each([
  ['a PNG', bytes([0x89], 'PNG\r\n', [0x1a], '\n', [0, 0]), 'image/png'],
  ['a JPEG', bytes([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
  ['a WebP', bytes('RIFF', [1, 2, 3, 4], 'WEBPVP8 '), 'image/webp'],
  ['a sound, which is a RIFF file too', bytes('RIFF', [1, 2, 3, 4], 'WAVEfmt '), null],
  ['a zip', bytes('PK', [3, 4]), null],
  ['an SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), null],
  ['a GIF', bytes('GIF89a'), null],
  ['a page', bytes('<!doctype html>'), null],
  ['nothing', bytes(), null],
])('by its content, %s is %s', (_what, content, type) => expect(attachmentTypeOf(content)).toBe(type));

test.each([
  ['Screenshot 2026-11-25.png', 'Screenshot 2026-11-25.png'],
  ['C:\\Users\\rosa\\bad.exe.jpg', 'bad exe.png'],
  ['../../etc/passwd', 'passwd.png'],
  ['a";\r\nSet-Cookie: x=1.png', 'a Set-Cookie x 1.png'],
  ['captura de la sesión.webp', 'captura de la sesión.png'],
  ['', 'picture.png'],
  ['.png', 'picture.png'],
  ['x'.repeat(300), `${'x'.repeat(80)}.png`],
])('%j is kept as %j', (sent, kept) => expect(attachmentName(sent, 'image/png')).toBe(kept));

it('one message may carry a few pictures of a phone, and no more', () =>
  expect(attachmentBounds.bytes * attachmentBounds.count).toBeGreaterThan(attachmentBounds.bytesTogether));
