import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { etagOf, type Rendered } from './render.ts';

const unzipped = promisify(gunzip);
const zipped = promisify(gzip);

/** One page in a snapshot: where its gzip bytes lie in the file, and what to tell a browser about them. */
export type SnapshotPage = Omit<Rendered, 'body'> & { target: string; etag: string; offset: number; length: number };

/** Every public page of one version in one file: pages, then an index in JSON, then its length and hash in a last line. */
export type Snapshot = {
  version: number;
  /** What else its pages were made from; see `keeper.ts`. */
  edition: string;
  pages: readonly SnapshotPage[];
  /** Null where it does not hold this page, or the page's bytes are not the ones that were written. */
  read(target: string): Promise<Rendered | null>;
  close(): Promise<void>;
};

export type SnapshotDraft = {
  add(target: string, page: Rendered): Promise<void>;
  /** Makes it the file of that name, whole or not at all: written through to the disk, and only then renamed. */
  finish(version: number, edition: string): Promise<void>;
  abandon(): Promise<void>;
};

const lastLine = /^([0-9]{10}) ([0-9a-f]{64})\n$/u;
const lastLineBytes = 76;

export async function draftSnapshot(file: string): Promise<SnapshotDraft> {
  const draft = `${file}.${process.pid}.new`;
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(draft, 'w', 0o600);
  const pages: SnapshotPage[] = [];
  let offset = 0;
  const write = async (bytes: Buffer) => {
    await handle.writeFile(bytes);
    offset += bytes.length;
  };
  const abandon = async () => {
    await handle.close().catch(() => {});
    await rm(draft, { force: true });
  };
  return {
    add: async (target, { body, ...page }) => {
      const bytes = await zipped(body);
      pages.push({ ...page, target, etag: etagOf(body), offset, length: bytes.length });
      await write(bytes);
    },
    finish: async (version, edition) => {
      const index = Buffer.from(JSON.stringify({ version, edition, pages }));
      await write(index);
      await write(Buffer.from(`${String(index.length).padStart(10, '0')} ${hashOf(index)}\n`));
      await handle.sync();
      await handle.close();
      await rename(draft, file);
      await syncFolder(dirname(file));
    },
    abandon,
  };
}

/** Opens a snapshot; null where the file is not whole, as after a `kill -9` or a full disk. */
export async function openSnapshot(file: string): Promise<Snapshot | null> {
  const handle = await open(file).catch(() => null);
  const index = handle === null ? null : await readIndex(handle).catch(() => null);
  if (handle === null || index === null) return handle?.close().then(() => null) ?? null;
  const byTarget = new Map(index.pages.map((page) => [page.target, page]));
  return {
    ...index,
    read: async (target) => {
      const page = byTarget.get(target);
      if (page === undefined) return null;
      const bytes = await readAt(handle, page.offset, page.length);
      const body = await unzipped(bytes).catch(() => null);
      return body !== null && etagOf(body) === page.etag ? { ...page, body } : null;
    },
    close: () => handle.close(),
  };
}

async function readIndex(handle: FileHandle): Promise<Pick<Snapshot, 'version' | 'edition' | 'pages'> | null> {
  const { size } = await handle.stat();
  const last = lastLine.exec((await readAt(handle, Math.max(0, size - lastLineBytes), lastLineBytes)).toString());
  if (last === null) return null;
  const length = Number(last[1]);
  const index = await readAt(handle, size - lastLineBytes - length, length);
  return hashOf(index) === last[2] ? (JSON.parse(index.toString()) as never) : null;
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** A rename is only as durable as the folder that it happened in. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().catch(() => {});
  await handle.close();
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
