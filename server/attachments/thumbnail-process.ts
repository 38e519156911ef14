// A program of its own, one a picture: reads the picture from standard input, writes a small WebP to standard output.
// It is started without the server's environment and killed when it takes too long; what a hostile file does to the
// decoder happens here and ends here.
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';

const pixelsMax = 40_000_000;
const sidePixelsMax = 480;
const secondsMax = 5;

sharp.cache(false);
sharp.concurrency(1);
// Of all the loaders only those of raster pictures: no SVG, no PDF, nothing that reads other files.
sharp.block({ operation: ['VipsForeignLoad'] });
const loaders = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((format) => `VipsForeignLoad${format}`);
sharp.unblock({ operation: loaders });

const picture = sharp(await buffer(process.stdin), {
  limitInputPixels: pixelsMax,
  sequentialRead: true,
  failOn: 'error',
  pages: 1,
});
const small = await picture
  .timeout({ seconds: secondsMax })
  // Turned as the camera says; then that and all other metadata is left out.
  .autoOrient()
  .resize(sidePixelsMax, sidePixelsMax, { fit: 'inside', withoutEnlargement: true })
  .webp({ quality: 78 })
  .toBuffer();
process.stdout.write(small);
