// Gives a bundle the integrity of its own later chunks: a literal in its code is replaced by their names and hashes, so
// that whoever trusts the entry's hash can check everything that the entry fetches. SHA-256, because hashes do not compress.
import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/**
 * @param literal Stands in the code of the entry where `file integrity file integrity ...` is to be.
 * Later chunks must not import the entry, or the hashes would depend on each other.
 */
export function pinChunks(literal: string): Plugin {
  return {
    name: 'deskbell-pin-chunks',
    apply: 'build',
    // After everything that still changes code.
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const pins = chunks
          .filter(({ isDynamicEntry }) => isDynamicEntry)
          .map(({ fileName, code }) => `${fileName} sha256-${createHash('sha256').update(code).digest('base64')}`);
        for (const chunk of chunks) {
          if (chunk.isEntry) chunk.code = chunk.code.replace(literal, pins.join(' '));
          else if (chunk.imports.length > 0) this.error(`${chunk.fileName} imports others; its hash would not hold`);
        }
      },
    },
  };
}
