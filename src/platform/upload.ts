import { once } from 'node:events';
import { Busboy } from '@fastify/busboy';
import { attachmentBounds, type SentFile } from '#domain/attachment.ts';
import { mostBodyBytes } from './body.ts';

/** A form with files: its texts, and the files by the name of their field. `release` once they are dealt with. */
export type Upload = { form: FormData; files: Map<string, SentFile[]>; release(): void };

/** Where files may come with a form; every other address takes 64 KB (CONTRACT.md: uploads and hooks apart). */
const takesFiles =
  /^\/(?:report|embed\/report|reports\/[^/]+|console\/(?:reports|playbooks)(?:\/[^/]+)*|console\/settings\/hours(?:\/[^/]+)?|api\/v1\/reports\/[^/]+\/attachments)\/?$/u;
export const mayUpload = (path: string): boolean => takesFiles.test(path);

/** What is read at all, so that what was typed beside a file that is far too large can be given back. */
export const mostUploadBytes = 64_000_000;
/** Files in memory of everybody together; whoever comes then is asked to try again, and keeps what they typed. */
const mostInHand = 160_000_000;
let inHand = 0;
type Parser = InstanceType<typeof Busboy>;

/** Reads a multipart form piece by piece: files that are too large are dropped while they come in, texts are kept. */
export async function readUpload(
  body: AsyncIterable<Uint8Array>,
  type: string,
): Promise<Upload | 'too_large' | 'unreadable'> {
  const form = new FormData();
  const files = new Map<string, SentFile[]>();
  let [held, texts, isTruncated] = [0, 0, false];
  const release = () => {
    inHand -= held;
    held = 0;
  };
  const parser = parserOf(type);
  if (parser === null) return 'unreadable';
  parser.on('field', (name: string, value: string, nameTruncated: boolean, truncated: boolean) => {
    texts += value.length;
    isTruncated ||= nameTruncated || truncated;
    form.append(name, value);
  });
  parser.on('file', (name: string, stream: NodeJS.ReadableStream & { truncated?: boolean }, filename?: string) => {
    const chunks: Buffer[] = [];
    let isBusy = false;
    stream.on('data', (chunk: Buffer) => {
      if (inHand + chunk.length > mostInHand) isBusy = true;
      if (isBusy) return;
      chunks.push(chunk);
      held += chunk.length;
      inHand += chunk.length;
    });
    // One that is cut off is said by the parser; unheard here it would end the process.
    stream.on('error', () => {});
    stream.on('end', () => {
      const bytes = Buffer.concat(chunks);
      // A field in which no file was chosen comes as an empty one without a name.
      if (bytes.length === 0 && !filename && !isBusy) return;
      const file = { name: filename ?? '', bytes: stream.truncated || isBusy ? null : bytes, isBusy };
      files.set(name, [...(files.get(name) ?? []), file]);
    });
  });
  const outcome = await feed(parser, body);
  if (outcome === 'read' && !isTruncated && texts <= mostBodyBytes) return { form, files, release };
  release();
  return outcome === 'unreadable' ? 'unreadable' : 'too_large';
}

function parserOf(type: string): Parser | null {
  try {
    return new Busboy({
      headers: { 'content-type': type },
      limits: {
        fieldNameSize: 200,
        fieldSize: mostBodyBytes,
        fields: 500,
        fileSize: attachmentBounds.bytes,
        files: 20,
        parts: 520,
        headerPairs: 20,
      },
    });
  } catch {
    return null;
  }
}

async function feed(parser: Parser, body: AsyncIterable<Uint8Array>): Promise<'read' | 'too_large' | 'unreadable'> {
  let size = 0;
  const ended = new Promise<'read' | 'unreadable'>((resolve) => {
    parser.on('finish', () => resolve('read'));
    parser.on('error', () => resolve('unreadable'));
  });
  for await (const chunk of body) {
    size += chunk.length;
    if (size > mostUploadBytes) return 'too_large';
    if (!parser.write(chunk)) await Promise.race([once(parser, 'drain'), ended]);
  }
  parser.end();
  return ended;
}
