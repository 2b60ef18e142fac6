/** The most that a body may be, forms and JSON alike (CONTRACT.md: 64 KB). */
export const mostBodyBytes = 65_536;

/** What other programs post to `/hooks`. */
export const mostHookBytes = 262_144;

/** A request's body, null when it is more than we take, however its size was announced; nobody reads the rest. */
export async function bodyOf(request: Request, most: number = mostBodyBytes): Promise<Buffer<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
