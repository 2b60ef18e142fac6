import sharp from 'sharp';
import type { CleanPicture } from '#domain/attachment.ts';
import { cleanPictures } from '#platform/pictures/clean.ts';
import { must } from './results.ts';

type Kind = 'png' | 'jpeg' | 'webp';

/** A picture as somebody would send it. */
export const aPicture = (kind: Kind = 'png', [width, height] = [120, 80]): Promise<Buffer> =>
  sharp({
    create: { width: width ?? 1, height: height ?? 1, channels: 3, background: '#c33' },
    limitInputPixels: false,
  })
    [kind]()
    .toBuffer();

/** As it is kept. */
export const aCleanPicture = async (name = 'screen.png'): Promise<CleanPicture> => {
  const [picture] = await must(cleanPictures([{ name, bytes: await aPicture() }], 'pictures'));
  if (picture === undefined) throw new Error('no picture');
  return picture;
};
