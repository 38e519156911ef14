// Everything that handles the bytes of files on this node: where they come in, where they lie, how they are made small.
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { createSpool, type Spool } from './spool.ts';
import { type FileStorage, openStorage } from './storage.ts';
import { createThumbnailer, type Thumbnailer } from './thumbnail.ts';

export interface Files {
  storage: FileStorage;
  spool: Spool;
  shrink: Thumbnailer;
}

/** Opens nothing yet. */
export function createFiles(config: Pick<Config, 'files' | 'dataDir'>): Files {
  return {
    storage: openStorage(config.files),
    spool: createSpool({ folder: join(config.dataDir, 'uploads') }),
    shrink: createThumbnailer(),
  };
}
