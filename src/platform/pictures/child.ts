import sharp from 'sharp';

/**
 * A process of its own that reads one picture from its input and writes it anew: what a decoder's hole could reach here is
 * a process that may write no file and start no other, and that ends itself where it grows. The first line of its output
 * is JSON, the bytes follow. It ends with 2 where the picture has too many points, with 3 where it cannot be read.
 */
const { pixels, side, memoryBytes } = JSON.parse(process.argv[2] ?? '{}') as {
  pixels: number;
  side: number;
  memoryBytes: number;
};

// Decoding happens in threads, so that this is heard while it goes on.
setInterval(() => process.memoryUsage.rss() > memoryBytes && process.exit(2), 20).unref();

sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadPngBuffer', 'VipsForeignLoadJpegBuffer', 'VipsForeignLoadWebpBuffer'],
});

const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);

try {
  const picture = sharp(Buffer.concat(chunks), { limitInputPixels: pixels, failOn: 'error', pages: 1 });
  const { format } = await picture.metadata();
  // Turned as it was meant to be seen; nothing else that the file said about itself (a place, a camera) is kept.
  const turned = picture.autoOrient().resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
  const encoded =
    format === 'png'
      ? turned.png({ compressionLevel: 9 })
      : format === 'webp'
        ? turned.webp({ quality: 85 })
        : turned.jpeg({ quality: 85 });
  const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
  process.stdout.write(`${JSON.stringify({ format: info.format, width: info.width, height: info.height })}\n`);
  process.stdout.write(data);
} catch (error) {
  process.exitCode = /exceeds pixel limit/iu.test(String(error)) ? 2 : 3;
}
