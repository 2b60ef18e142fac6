import { deflateRawSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it, test } from 'vitest';
import { attachmentBounds, type SentFile } from '#domain/attachment.ts';
import { cleanPictures } from '#platform/pictures/clean.ts';
import { pictureAnswer } from '#platform/pictureAnswer.ts';
import { mayUpload, readUpload } from '#platform/upload.ts';
import { aCleanPicture, aPicture } from '../support/given/pictures.ts';
import { must } from '../support/given/results.ts';

const clean = (name: string, bytes: Uint8Array | null) => cleanPictures([{ name, bytes }], 'pictures');
const codeOf = async (name: string, bytes: Uint8Array | null) => {
  const result = await clean(name, bytes);
  return result.ok ? 'taken' : result.refusal.errors[0]?.code;
};

describe('a picture', () => {
  test.each(['png', 'jpeg', 'webp'] as const)('as %s is encoded anew and keeps its type', async (kind) => {
    const [picture] = await must(clean(`shot.${kind}`, await aPicture(kind)));
    expect(picture).toMatchObject({ type: `image/${kind}`, width: 120, height: 80 });
    expect((await sharp(picture?.bytes).metadata()).format).toBe(kind);
  });

  it('loses where and with what it was taken, and stands upright', async () => {
    const taken = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#333' } })
      .withExif({ IFD0: { Make: 'Canary phone' }, IFD3: { GPSLatitude: '41/1 23/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(taken.includes('Canary phone')).toBe(true);
    const [picture] = await must(clean('a.jpg', taken));
    expect(picture?.bytes.includes('Canary phone')).toBe(false);
    expect(picture).toMatchObject({ width: 40, height: 60 });
  });

  it('loses what somebody hung on behind it', async () => {
    const polyglot = Buffer.concat([await aPicture(), Buffer.from('<script>alert("canary")</script>')]);
    const [picture] = await must(clean('a.png', polyglot));
    expect(picture?.bytes.includes('canary')).toBe(false);
  });

  it('that is larger than a screen is made smaller', async () => {
    const [picture] = await must(clean('a.png', await aPicture('png', [4_000, 1_000])));
    expect(picture).toMatchObject({ width: attachmentBounds.side, height: attachmentBounds.side / 4 });
  });
});

describe('what is no picture that we keep is refused by its content', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  test.each([
    ['a drawing with a script', 'a.svg', Buffer.from(svg)],
    ['a drawing that is called a PNG', 'a.png', Buffer.from(svg)],
    ['a zip that is called a PNG', 'a.png', Buffer.from('PK\u0003\u0004 and so on')],
    ['a page that is called a JPEG', 'a.jpg', Buffer.from('<!doctype html><p>Hello</p>')],
    ['a GIF', 'a.gif', Buffer.from('GIF89a')],
    ['an empty file', 'a.png', Buffer.of()],
  ])('%s', async (_what, name, bytes) => expect(await codeOf(name, bytes)).toBe('picture_not_kept'));

  it('a damaged one', async () =>
    expect(await codeOf('a.png', (await aPicture()).subarray(0, 60))).toBe('picture_broken'));
  it('one of 40 MB', async () => expect(await codeOf('a.png', Buffer.alloc(40_000_000))).toBe('picture_too_heavy'));
  it('one that was too large to be read at all', async () =>
    expect(await codeOf('a.png', null)).toBe('picture_too_heavy'));

  it('a small file that would unpack to a hundred million points', async () => {
    const bomb = await aPicture('png', [12_000, 10_000]);
    expect(bomb.length).toBeLessThan(2_000_000);
    expect(await codeOf('bomb.png', bomb)).toBe('picture_too_wide');
  });

  it('one whose header lies about its size, and one with a text that unpacks to a gigabyte', async () => {
    const png = await aPicture();
    const lying = Buffer.from(png);
    lying.writeUInt32BE(60_000, 16);
    lying.writeUInt32BE(60_000, 20);
    expect(['picture_too_wide', 'picture_broken']).toContain(await codeOf('a.png', lying));
    const text = Buffer.concat([Buffer.from('x\0\0'), deflateRawSync(Buffer.alloc(50_000_000))]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(text.length);
    const chunk = Buffer.concat([length, Buffer.from('zTXt'), text, Buffer.alloc(4)]);
    const stuffed = Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
    expect(['taken', 'picture_broken']).toContain(await codeOf('a.png', stuffed));
  });

  it('more than a few, or more together than fits', async () => {
    const small: SentFile = { name: 'a.png', bytes: await aPicture() };
    expect(await cleanPictures(Array(6).fill(small) as SentFile[], 'pictures')).toMatchObject({
      refusal: { errors: [{ code: 'pictures_too_many' }] },
    });
    const large: SentFile = { name: 'a.png', bytes: Buffer.alloc(9_000_000) };
    expect(await cleanPictures([large, large, large], 'pictures')).toMatchObject({
      refusal: { errors: [{ code: 'pictures_too_heavy' }] },
    });
  });
});

describe('an upload', () => {
  const boundary = 'x7x';
  const type = `multipart/form-data; boundary=${boundary}`;
  const field = (name: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const fileHead = (name: string, filename: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${filename}"\r\nContent-Type: image/png\r\n\r\n`;
  async function* body(...parts: (string | Uint8Array)[]) {
    for (const part of parts) yield typeof part === 'string' ? Buffer.from(part) : part;
  }
  const end = `\r\n--${boundary}--\r\n`;

  it('gives the texts and the files', async () => {
    const upload = await readUpload(
      body(field('tried', 'To sign in'), fileHead('pictures', 'a.png'), 'bytes', end),
      type,
    );
    if (typeof upload === 'string') throw new Error(upload);
    expect(upload.form.get('tried')).toBe('To sign in');
    expect(upload.files.get('pictures')).toMatchObject([{ name: 'a.png' }]);
    upload.release();
  });

  it('keeps the text beside a file of 40 MB, which itself is dropped', async () => {
    const chunk = Buffer.alloc(1_000_000, 7);
    const parts = [
      field('tried', 'To sign in'),
      fileHead('pictures', 'a.png'),
      ...Array<Uint8Array>(40).fill(chunk),
      end,
    ];
    const upload = await readUpload(body(...parts), type);
    if (typeof upload === 'string') throw new Error(upload);
    expect(upload.form.get('tried')).toBe('To sign in');
    expect(upload.files.get('pictures')).toMatchObject([{ name: 'a.png', bytes: null }]);
    upload.release();
  });

  it('of which no file was chosen has none', async () => {
    const upload = await readUpload(body(field('tried', 'x'), fileHead('pictures', ''), end), type);
    if (typeof upload === 'string') throw new Error(upload);
    expect(upload.files.size).toBe(0);
  });

  it('that is cut off, is no form, or has far too much text is refused', async () => {
    expect(await readUpload(body(field('tried', 'To sign in'), fileHead('pictures', 'a.png'), 'byt'), type)).toBe(
      'unreadable',
    );
    expect(await readUpload(body('nonsense'), 'multipart/form-data')).toBe('unreadable');
    expect(await readUpload(body(field('tried', 'x'.repeat(70_000)), end.slice(2)), type)).toBe('too_large');
    expect(await readUpload(body(...Array<Uint8Array>(70).fill(Buffer.alloc(1_000_000))), type)).not.toBeInstanceOf(
      Object,
    );
  });

  test.each([
    ['/report', true],
    ['/embed/report', true],
    ['/reports/R-7K3MQ', true],
    ['/console/reports/abcdefghijkl', true],
    ['/console/reports/new', true],
    ['/api/v1/reports/abcdefghijkl/attachments', true],
    ['/subscribe', false],
    ['/console/settings', false],
    ['/api/v1/reports', false],
    ['/console/sign-in', false],
  ])('may come at %s: %s', (path, may) => expect(mayUpload(path)).toBe(may));
});

it('a picture is served so that nothing in it runs and nobody in between keeps it', async () => {
  const { headers } = pictureAnswer(await aCleanPicture('día de "prueba".png'));
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store',
  });
  expect(headers.get('content-disposition')).toMatch(/^inline; filename\*=UTF-8''[\w.%-]+$/u);
});
