/** What a picture may be, by its content. Nothing else is ever kept: a drawing (SVG) can carry a script. */
export const attachmentTypes = ['image/png', 'image/jpeg', 'image/webp'] as const;
export type AttachmentType = (typeof attachmentTypes)[number];

/** What one message may carry. A phone's photograph has 3 to 8 MB; the whole upload fits a slow line in three minutes. */
export const attachmentBounds = {
  count: 5,
  bytes: 10_000_000,
  bytesTogether: 25_000_000,
  pixels: 40_000_000,
  side: 2_400,
};

/** What the bytes are, whatever their name says; null for anything that is not kept. */
export function attachmentTypeOf(bytes: Uint8Array): AttachmentType | null {
  const starts = (at: number, ...wanted: number[]) => wanted.every((byte, n) => bytes[at + n] === byte);
  if (starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (starts(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  return starts(0, 0x52, 0x49, 0x46, 0x46) && starts(8, 0x57, 0x45, 0x42, 0x50) ? 'image/webp' : null;
}

const endings: Readonly<Record<AttachmentType, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
};

/** A name that is safe in a header and on any disk, with the ending that the bytes have. */
export function attachmentName(sent: string, type: AttachmentType): string {
  const stem = sent
    .normalize('NFC')
    .replace(/^.*[/\\]/u, '')
    .replace(/\.[^.]{0,10}$/u, '')
    .replace(/[^\p{L}\p{N}_()-]+/gu, ' ')
    .trim()
    .slice(0, 80)
    .trim();
  return `${stem === '' ? 'picture' : stem}.${endings[type]}`;
}

/** A picture as we encoded it ourselves: the only kind that is kept. `platform/pictures` makes it. */
export type CleanPicture = {
  name: string;
  type: AttachmentType;
  width: number;
  height: number;
  bytes: Buffer;
};

/** A file as somebody sent it; `bytes` null where it was too large to be looked at, or where too many came in at once. */
export type SentFile = { name: string; bytes: Uint8Array | null; isBusy?: boolean };
