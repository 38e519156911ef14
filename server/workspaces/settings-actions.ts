// Changes to what a workspace decides for itself.
import { AppError } from '#shared/errors.ts';
import {
  patchSettings,
  type WorkspaceSettings,
  workspaceSettings,
  type WorkspaceSettingsPatch,
} from '#shared/workspaces/settings.ts';
import type { Deps } from '../deps.ts';
import { changeAtDesk, type DeskChange } from './desk-change.ts';
import { forgetWorkspaces } from './load.ts';
import { lockSettings, updateWorkspace } from './store.ts';

export interface SettingsPatch {
  name?: string | undefined;
  settings?: WorkspaceSettingsPatch | undefined;
}

/** Changes what is named and nothing else; two admins who change different things lose neither. */
export async function changeSettings(
  deps: Deps,
  change: DeskChange,
  patch: SettingsPatch,
): Promise<{ name: string; settings: WorkspaceSettings }> {
  const { workspaceId } = change;
  const changed = await changeAtDesk(deps, change, async (tx) => {
    const row = await lockSettings(tx, workspaceId);
    if (row === null) throw new AppError('not_found', 'There is no such workspace.');
    const settings = patchSettings(workspaceSettings.parse(row.settings), patch.settings ?? {});
    const name = patch.name ?? row.name;
    await updateWorkspace(tx, workspaceId, { name, settings });
    return {
      result: { name, settings },
      action: 'settings.changed',
      objectKind: 'workspace',
      objectId: workspaceId,
      data: patch,
    };
  });
  forgetWorkspaces(deps);
  return changed;
}
