// `npm run build`: builds what is stale and says what it did.
import { buildStale } from './bundle.ts';

const built = await buildStale();
console.log(built.length === 0 ? 'dist/ is up to date.' : `Built ${built.map((name) => `dist/${name}`).join(', ')}.`);
