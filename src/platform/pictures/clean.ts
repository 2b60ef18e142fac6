import { spawn } from 'node:child_process';
import { z } from 'zod';
import {
  attachmentBounds as bounds,
  attachmentName,
  attachmentTypeOf,
  attachmentTypes,
  type CleanPicture,
  type SentFile,
} from '#domain/attachment.ts';
import { accept, refuse, type Point, type PointCode, type Result } from '#domain/result.ts';
import { inRoot } from '../root.ts';

/** What one picture may cost: a screen's picture takes a tenth of it. */
const childBounds = { milliseconds: 15_000, memoryBytes: 600_000_000, outputBytes: 30_000_000 };
const mostChildren = 2;

/**
 * Every file as a picture of our own making, or one point for each that cannot be taken, at `path`. PNG, JPEG and WebP
 * alone, by their content; each is decoded and encoded anew by a child process, so that nothing but its points is kept.
 */
export async function cleanPictures(files: readonly SentFile[], path: string): Promise<Result<CleanPicture[]>> {
  if (files.some(({ isBusy }) => isBusy)) return refuse('picture_refused', [{ path, code: 'pictures_busy' }]);
  const before = boundPoints(files, path);
  if (before.length > 0) return refuse('picture_refused', before);
  const results = await Promise.all(files.map((file) => clean(file)));
  const points = results.flatMap((result) => ('code' in result ? [{ path, ...result }] : []));
  if (points.length > 0) return refuse('picture_refused', points);
  return accept(results.flatMap((result) => ('code' in result ? [] : [result])));
}

/** What is seen without decoding anything. */
function boundPoints(files: readonly SentFile[], path: string): Point[] {
  if (files.length > bounds.count) return [{ path, code: 'pictures_too_many', values: { most: bounds.count } }];
  const heavy = files.filter(({ bytes }) => bytes === null || bytes.length > bounds.bytes);
  if (heavy.length > 0)
    return heavy.map(({ name }) => ({
      path,
      code: 'picture_too_heavy',
      values: named(name, bounds.bytes / 1_000_000),
    }));
  const together = files.reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0);
  return together > bounds.bytesTogether
    ? [{ path, code: 'pictures_too_heavy', values: { most: bounds.bytesTogether / 1_000_000 } }]
    : [];
}

type Refused = { code: PointCode; values: Record<string, string | number> };

async function clean({ name, bytes }: SentFile): Promise<CleanPicture | Refused> {
  if (bytes === null || attachmentTypeOf(bytes) === null) return { code: 'picture_not_kept', values: named(name) };
  const outcome = await inTurn(() => encodeAnew(bytes));
  if (outcome === 'too_large') return { code: 'picture_too_wide', values: named(name, bounds.pixels / 1_000_000) };
  if (outcome === 'unreadable') return { code: 'picture_broken', values: named(name) };
  return { ...outcome, name: attachmentName(name, outcome.type) };
}

const named = (name: string, most?: number): Record<string, string | number> => ({
  ...(name.trim() === '' ? {} : { name: name.replace(/[\u0000-\u001f\u007f]/gu, ' ').slice(0, 80) }),
  ...(most === undefined ? {} : { most }),
});

let running = 0;
const waiting: (() => void)[] = [];

/** At most so many at once: each may take a processor and its memory for a while. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  while (running >= mostChildren) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

type Encoded = Omit<CleanPicture, 'name'>;
const head = z.object({ format: z.enum(['png', 'jpeg', 'webp']), width: z.int(), height: z.int() });

/** The child may read (its libraries) and nothing else; it knows none of our secrets. */
const childArguments = [
  '--permission',
  '--allow-addons',
  '--allow-fs-read=*',
  '--max-old-space-size=128',
  '--no-warnings',
  inRoot('src/platform/pictures/child.ts'),
  JSON.stringify({ pixels: bounds.pixels, side: bounds.side, memoryBytes: childBounds.memoryBytes }),
];

function encodeAnew(bytes: Uint8Array): Promise<Encoded | 'too_large' | 'unreadable'> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, childArguments, {
      env: {},
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: childBounds.milliseconds,
      killSignal: 'SIGKILL',
    });
    const chunks: Buffer[] = [];
    let size = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > childBounds.outputBytes) child.kill('SIGKILL');
      else chunks.push(chunk);
    });
    // It may have ended before it has read all of it.
    child.stdin.on('error', () => {});
    child.on('error', () => resolve('unreadable'));
    child.on('close', (code) =>
      resolve(code === 0 ? encodedIn(Buffer.concat(chunks)) : code === 2 ? 'too_large' : 'unreadable'),
    );
    child.stdin.end(bytes);
  });
}

function encodedIn(output: Buffer): Encoded | 'unreadable' {
  const end = output.indexOf(10);
  const read = end < 0 ? null : head.safeParse(JSON.parse(output.toString('utf8', 0, end)));
  if (!read?.success) return 'unreadable';
  const { format, width, height } = read.data;
  const type = attachmentTypes.find((one) => one === `image/${format}`);
  return type === undefined ? 'unreadable' : { type, width, height, bytes: output.subarray(end + 1) };
}
