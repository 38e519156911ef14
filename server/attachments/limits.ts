// How much may be uploaded: by files before a body is read, by bytes before they are stored. Counted over all nodes.
import type { Deps } from '../deps.ts';
import type { LimitUse } from '../http/limits.ts';

/** Who uploads, as far as the room cares: it neither knows nor asks what they may see. */
export interface Uploader {
  workspaceId: string;
  /** `member:<id>`, `program:<id>`, `visitor:<hash>`, `link:<participant>`: only they may put the file on a message. */
  owner: string;
  address: string;
  /** `customer`: a stranger as far as anybody knows. */
  side: 'customer' | 'team';
  idempotencyKey: string | null;
}

// Some messages full of files in ten minutes; an office behind one address fits in.
const filesInTenMinutes = { customer: 60, team: 600, address: 300 };
const kibibytesAnHour = {
  customer: 250 * 1024,
  team: 4 * 1024 * 1024,
  address: 1024 * 1024,
  workspace: 20 * 1024 * 1024,
};

/** @throws AppError rate_limited */
export async function limitFiles(deps: Deps, { workspaceId, owner, address, side }: Uploader): Promise<void> {
  const window = { points: 1, windowSeconds: 600 };
  await consume(deps, [
    { key: `upload owner ${workspaceId} ${owner}`, max: filesInTenMinutes[side], ...window },
    ...(side === 'team' ? [] : [{ key: `upload address ${address}`, max: filesInTenMinutes.address, ...window }]),
  ]);
}

/** @throws AppError rate_limited */
export async function limitBytes(deps: Deps, uploader: Uploader, bytes: number): Promise<void> {
  const { workspaceId, owner, address, side } = uploader;
  const window = { points: Math.ceil(bytes / 1024), windowSeconds: 3_600 };
  const ofOwner = { key: `upload bytes owner ${workspaceId} ${owner}`, max: kibibytesAnHour[side], ...window };
  await consume(
    deps,
    side === 'team'
      ? [ofOwner]
      : [
          ofOwner,
          { key: `upload bytes address ${address}`, max: kibibytesAnHour.address, ...window },
          // What strangers make out of many addresses still ends somewhere.
          { key: `upload bytes workspace ${workspaceId}`, max: kibibytesAnHour.workspace, ...window },
        ],
  );
}

function consume(deps: Deps, uses: LimitUse[]): Promise<void> {
  return deps.limits.consume(uses.map((use) => ({ ...use, max: use.max * deps.config.limitFactor })));
}
